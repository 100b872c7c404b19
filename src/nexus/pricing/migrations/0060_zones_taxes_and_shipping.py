"""What holds for the whole shop about taxes and shipping."""

import nexus.kernel.ids
import nexus.platform.tenancy.operations
import nexus.platform.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pricing', '0040_coupons_by_batch'),
    ]

    operations = [
        migrations.CreateModel(
            name='TermsRecord',
            fields=[
                ('id', models.UUIDField(default=nexus.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('tenant_id', models.UUIDField(default=nexus.platform.tenancy.scope.current_tenant, editable=False)),
                ('prices_include_tax', models.BooleanField(default=False)),
                ('rounding', models.TextField(default='line')),
                ('shipping_tax', models.TextField(default='class')),
                ('abroad', models.TextField(default='gross')),
                ('country', models.TextField(blank=True, default='')),
                ('region', models.TextField(blank=True, default='')),
                ('postal_code', models.TextField(blank=True, default='')),
                ('tax_provider', models.TextField(blank=True, default='')),
                ('shipping_provider', models.TextField(blank=True, default='')),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'tax settings',
                'verbose_name_plural': 'tax settings',
                'db_table': 'pricing_terms',
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant_id',), name='pricing_terms_once'), models.CheckConstraint(condition=models.Q(('rounding__in', ['line', 'total'])), name='pricing_terms_rounding'), models.CheckConstraint(condition=models.Q(('shipping_tax__in', ['class', 'highest', 'pro_rata'])), name='pricing_terms_shipping_tax'), models.CheckConstraint(condition=models.Q(('abroad__in', ['gross', 'net'])), name='pricing_terms_abroad')],
            },
        ),
        nexus.platform.tenancy.operations.SecureTenantTables(
        ),
    ]
