"""What providers of tax rates and shipping prices answered."""

import nexus.kernel.ids
import nexus.platform.tenancy.operations
import nexus.platform.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pricing', '0071_trials_of_sellers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProvidedRecord',
            fields=[
                ('id', models.UUIDField(default=nexus.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('tenant_id', models.UUIDField(default=nexus.platform.tenancy.scope.current_tenant, editable=False)),
                ('key', models.TextField()),
                ('answer', models.JSONField()),
                ('fetched_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
            ],
            options={
                'verbose_name': "provider's answer",
                'db_table': 'pricing_provided',
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['tenant_id', 'valid_until'], name='pricing_provided_ended')],
                'constraints': [models.UniqueConstraint(fields=('tenant_id', 'key'), name='pricing_provided_key')],
            },
        ),
        nexus.platform.tenancy.operations.SecureTenantTables(
        ),
    ]
