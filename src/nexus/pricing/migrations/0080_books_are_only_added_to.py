from django.db import migrations

import nexus.platform.tenancy.operations


class Migration(migrations.Migration):
    """Receipts and movements of credit are never changed or taken away, whoever asks."""

    dependencies = [("pricing", "0079_what_providers_said")]

    operations = [
        nexus.platform.tenancy.operations.SecureTenantTables(
            append_only=("receiptrecord", "creditentryrecord")
        ),
    ]
