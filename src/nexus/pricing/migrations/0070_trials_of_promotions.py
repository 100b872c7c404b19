from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("pricing", "0061_terms_out_of_settings")]

    operations = [
        migrations.RemoveConstraint(model_name="simulationrecord", name="pricing_simulation_state"),
        migrations.AddField(
            model_name="simulationrecord", name="attempts", field=models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="simulationrecord", name="run", field=models.UUIDField(null=True)
        ),
        migrations.AddField(
            model_name="simulationrecord", name="seen_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="simulationrecord", name="since", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="simulationrecord", name="until", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="simulationrecord",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="pricing_simulation_state",
            ),
        ),
    ]
