"""What prices were before. Prices that are there hold since they were written last, as far as is known."""

import nexus.kernel.ids
import nexus.platform.tenancy.operations
import nexus.platform.tenancy.scope
from django.db import migrations, models

# The owner sees no row of a tenant while row-level security is forced; nobody else is connected to a table that is altered.
SINCE = """
ALTER TABLE pricing_price NO FORCE ROW LEVEL SECURITY;
UPDATE pricing_price SET held_since = updated_at,
  reduced_since = CASE WHEN compare_at_minor > list_minor THEN updated_at END;
ALTER TABLE pricing_price FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]

    operations = [
        migrations.AddField("pricerecord", "held_since", models.DateTimeField(null=True)),
        migrations.AddField("pricerecord", "replaced_minor", models.BigIntegerField(null=True)),
        migrations.AddField("pricerecord", "replaced_since", models.DateTimeField(null=True)),
        migrations.AddField("pricerecord", "reduced_since", models.DateTimeField(null=True)),
        migrations.AddField("pricerecord", "prior_minor", models.BigIntegerField(null=True)),
        migrations.RunSQL(SINCE, migrations.RunSQL.noop),
        migrations.AlterField("pricerecord", "held_since", models.DateTimeField()),
        migrations.CreateModel(
            name="PastPriceRecord",
            fields=[
                ("id", models.UUIDField(default=nexus.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(default=nexus.platform.tenancy.scope.current_tenant, editable=False)),
                ("variant_id", models.UUIDField()),
                ("currency", models.TextField()),
                ("list_minor", models.BigIntegerField()),
                ("held_from", models.DateTimeField()),
                ("held_until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "past price",
                "db_table": "pricing_past_price",
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant_id", "held_until"], name="pricing_past_price_ended")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant_id", "variant_id", "currency", "held_from"), name="pricing_past_price_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_until__gt", models.F("held_from"))), name="pricing_past_price_held"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("list_minor__gte", 0)), name="pricing_past_price_not_negative"
                    ),
                ],
            },
        ),
        nexus.platform.tenancy.operations.SecureTenantTables(),
    ]
