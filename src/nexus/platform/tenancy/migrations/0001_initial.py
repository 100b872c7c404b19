from django.db import migrations

from nexus.platform.tenancy.operations import CreateEnterTenant


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [CreateEnterTenant()]
