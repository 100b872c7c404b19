"""Rows of pricing."""

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantModel


class PriceRecord(TenantModel):
    """List price of one piece of a variant in one currency, in minor units."""

    variant_id = models.UUIDField()
    currency = models.TextField()
    list_minor = models.BigIntegerField()
    compare_at_minor = models.BigIntegerField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price"
        verbose_name = "price"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "variant_id", "currency"], name="pricing_price_variant"
            ),
            models.CheckConstraint(condition=Q(list_minor__gte=0), name="pricing_price_not_negative"),
            models.CheckConstraint(
                condition=Q(compare_at_minor__isnull=True) | Q(compare_at_minor__gte=0),
                name="pricing_price_compare_at_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.currency}"
