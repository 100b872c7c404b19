"""Promotions as the merchant wrote them, every version of them, and what was found out by trying them."""

from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class EditionRecord(TenantModel):
    """One row for a shop: `token` is replaced with every change of what a quote depends on besides prices (promotions, price
    lists, currencies, zones, taxes, shipping). What was loaded under one token may be kept as long as the token stays. Random
    instead of counted: a number that was rolled back would be given out again, with other content behind it."""

    token = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_edition"
        verbose_name = "edition"
        constraints = [models.UniqueConstraint(fields=["tenant_id"], name="pricing_edition_once")]


class LaneRecord(TenantModel):
    """A lane: promotions of one lane compete (`best`) or follow each other (`stack`); lanes apply from the lowest position on."""

    position = models.IntegerField()
    name = models.TextField()
    strategy = models.TextField(default="best")

    class Meta:
        db_table = "pricing_lane"
        verbose_name = "lane"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "position"], name="pricing_lane_position"),
        ]

    def __str__(self) -> str:
        return self.name


class PromotionRecord(TenantModel):
    """A promotion. `spec` is everything that the engine needs (see domain/promotions.py `PromotionSpec`); the columns beside it
    are copies that lists and rules of the database look at. `version` counts changes; `vendor_id`: the seller whose it is.
    """

    code = models.TextField()
    title = models.TextField()
    description = models.TextField(blank=True, default="")
    kind = models.TextField()
    status = models.TextField(default="draft")
    vendor_id = models.UUIDField(null=True)
    lane = models.IntegerField(default=0)
    needs_coupon = models.BooleanField(default=False)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    limit_total = models.PositiveIntegerField(null=True)
    limit_per_buyer = models.PositiveIntegerField(null=True)
    spec = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_promotion"
        verbose_name = "promotion"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="pricing_promotion_code"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="pricing_promotion_period",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "active", "paused", "archived"]),
                name="pricing_promotion_status",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["catalogue", "cart"]), name="pricing_promotion_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "status", "starts_at"], name="pricing_promotion_status_start"),
            models.Index(fields=["tenant_id", "vendor_id"], name="pricing_promotion_vendor"),
        ]

    def __str__(self) -> str:
        return self.title


class PromotionVersionRecord(TenantModel):
    """What a promotion said from `valid_from` until just before `valid_until`. Rows are added, and closed once; never changed.

    Only versions that were active are kept: they tell which promotions a past order met.
    """

    promotion = TenantForeignKey(PromotionRecord, on_delete=models.RESTRICT, related_name="versions")
    version = models.PositiveIntegerField()
    spec = models.JSONField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_promotion_version"
        verbose_name = "version of a promotion"
        verbose_name_plural = "versions of promotions"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "promotion", "version"], name="pricing_promotion_version_once"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "promotion"],
                condition=Q(valid_until__isnull=True),
                name="pricing_promotion_version_open",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="pricing_promotion_version_period",
            ),
        ]


class SimulationRecord(TenantModel):
    """A promotion tried on past orders: what was asked, how far it is, what came out.

    `run`: who works on it, `seen_at`: when they were last heard of, `attempts`: how often somebody began. Whoever finds another
    `run` in the row has lost it and stops.
    """

    promotion = TenantForeignKey(PromotionRecord, on_delete=models.CASCADE, related_name="simulations")
    spec = models.JSONField()
    orders_wanted = models.PositiveIntegerField()
    orders_done = models.PositiveIntegerField(default=0)
    orders_total = models.PositiveIntegerField(default=0)
    state = models.TextField(default="waiting")
    result = models.JSONField(null=True)
    error = models.TextField(blank=True, default="")
    asked_by = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    run = models.UUIDField(null=True)
    vendor_id = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_simulation"
        verbose_name = "simulation"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="pricing_simulation_state",
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "created_at"], name="pricing_simulation_created")]
