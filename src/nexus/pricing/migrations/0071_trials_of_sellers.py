from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pricing", "0070_trials_of_promotions")]

    operations = [
        migrations.AddField(
            model_name="simulationrecord", name="vendor_id", field=models.UUIDField(null=True)
        ),
    ]
