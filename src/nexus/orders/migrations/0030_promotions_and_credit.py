"""What promotions took off an order, what credit paid of it, and which lines are gifts. Orders that are there have none of it.

The index counts a person's orders by e-mail address.
"""

from django.db import migrations, models
from django.db.models.fields.json import KT
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddField("orderrecord", "promotions", models.JSONField(default=list)),
        migrations.AddField("orderrecord", "credit_minor", models.BigIntegerField(default=0)),
        migrations.AddField("orderlinerecord", "is_gift", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "orderrecord",
            models.CheckConstraint(
                condition=models.Q(credit_minor__gte=0, credit_minor__lte=models.F("total_minor")),
                name="orders_order_credit",
            ),
        ),
        migrations.AddIndex(
            "orderrecord",
            models.Index("tenant_id", Lower(KT("buyer__email")), name="orders_order_of_email"),
        ),
    ]
