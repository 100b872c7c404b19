"""What a buyer says besides goods: coupons, currency, gift cards, store credit. Carts that are there have said nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkout", "0001_initial")]

    operations = [
        migrations.AddField("cartrecord", "coupons", models.JSONField(default=list)),
        migrations.AddField("cartrecord", "currency", models.TextField(blank=True, default="")),
        migrations.AddField("cartrecord", "gift_cards", models.JSONField(default=list)),
        migrations.AddField("cartrecord", "use_credit", models.BooleanField(default=False)),
    ]
