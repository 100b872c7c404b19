"""What a variant costs, and what it cost before."""

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantModel


class PriceRecord(TenantModel):
    """List price of one piece of a variant in one currency, in minor units.

    `held_since`: when the list price became what it is; `replaced_*`: what it replaced then, and since when that held.
    `reduced_since`: when the reduction began that is announced now; `prior_minor`: the lowest price of the 30 days before.
    `floor_minor`: no promotion goes below it; `cost_minor`: what a piece costs the seller, for margins (both None: not said).
    """

    variant_id = models.UUIDField()
    currency = models.TextField()
    list_minor = models.BigIntegerField()
    compare_at_minor = models.BigIntegerField(null=True)
    updated_at = models.DateTimeField()
    held_since = models.DateTimeField()
    replaced_minor = models.BigIntegerField(null=True)
    replaced_since = models.DateTimeField(null=True)
    reduced_since = models.DateTimeField(null=True)
    prior_minor = models.BigIntegerField(null=True)
    floor_minor = models.BigIntegerField(null=True)
    cost_minor = models.BigIntegerField(null=True)

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
            models.CheckConstraint(
                condition=Q(floor_minor__isnull=True) | Q(floor_minor__gte=0),
                name="pricing_price_floor_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(cost_minor__isnull=True) | Q(cost_minor__gte=0),
                name="pricing_price_cost_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.currency}"


class PastPriceRecord(TenantModel):
    """A list price that held from one instant until just before another. Rows are added and, long after, taken away."""

    variant_id = models.UUIDField()
    currency = models.TextField()
    list_minor = models.BigIntegerField()
    held_from = models.DateTimeField()
    held_until = models.DateTimeField()

    class Meta:
        db_table = "pricing_past_price"
        verbose_name = "past price"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "variant_id", "currency", "held_from"], name="pricing_past_price_once"
            ),
            models.CheckConstraint(
                condition=Q(held_until__gt=models.F("held_from")), name="pricing_past_price_held"
            ),
            models.CheckConstraint(condition=Q(list_minor__gte=0), name="pricing_past_price_not_negative"),
        ]
        indexes = [models.Index(fields=["tenant_id", "held_until"], name="pricing_past_price_ended")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.currency} until {self.held_until}"
