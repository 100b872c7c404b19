"""Coupons and how often promotions were used."""

from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel
from nexus.pricing.models.promotions import PromotionRecord


class CouponBatchRecord(TenantModel):
    """Codes that are made together, in the background: `made` of `size` are there. Each is a coupon with these limits and this
    period."""

    promotion = TenantForeignKey(PromotionRecord, on_delete=models.RESTRICT, related_name="batches")
    name = models.TextField()
    prefix = models.TextField(blank=True, default="")
    size = models.PositiveIntegerField()
    made = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    limit_total = models.PositiveIntegerField(null=True)
    limit_per_buyer = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_coupon_batch"
        verbose_name = "coupon batch"
        verbose_name_plural = "coupon batches"
        constraints = [
            models.CheckConstraint(condition=Q(made__lte=F("size")), name="pricing_coupon_batch_made")
        ]
        indexes = [models.Index(fields=["tenant_id", "created_at"], name="pricing_coupon_batch_created")]


class CouponRecord(TenantModel):
    """A code that lets a promotion apply. `code` is stored in the form of `domain.coupons.normal_code`.

    `user_id` or `email`: it is this buyer's alone. Limits None: as often as the promotion itself allows.
    """

    promotion = TenantForeignKey(PromotionRecord, on_delete=models.RESTRICT, related_name="coupons")
    batch = TenantForeignKey(CouponBatchRecord, on_delete=models.CASCADE, related_name="coupons", null=True)
    code = models.TextField()
    is_active = models.BooleanField(default=True)
    user_id = models.UUIDField(null=True)
    email = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    limit_total = models.PositiveIntegerField(null=True)
    limit_per_buyer = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_coupon"
        verbose_name = "coupon"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="pricing_coupon_code"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="pricing_coupon_period",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "created_at"], name="pricing_coupon_created"),
            models.Index(fields=["tenant_id", "promotion", "id"], name="pricing_coupon_of_promotion"),
            models.Index(fields=["tenant_id", "batch", "id"], name="pricing_coupon_of_batch"),
        ]

    def __str__(self) -> str:
        return self.code


class UseRecord(TenantModel):
    """How often a promotion or a coupon (`subject_id`) was used: in all (`buyer` empty) or by one buyer.

    A use is claimed by one conditional UPDATE and never counted; the check repeats the rule. `limit` None: counted, not limited.
    """

    subject_id = models.UUIDField()
    buyer = models.TextField(blank=True, default="")
    used = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "pricing_use"
        verbose_name = "use"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "subject_id", "buyer"], name="pricing_use_once"),
            models.CheckConstraint(condition=Q(used__gte=0), name="pricing_use_not_negative"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(used__lte=F("limit")), name="pricing_use_within_limit"
            ),
        ]


class RedemptionRecord(TenantModel):
    """An order used a promotion (by a coupon, or by itself) and was given `amount_minor` for it.

    `buyer`: the account, or the address of a guest; `email`: the address in any case, as both count as this buyer.
    `returned_at`: the order failed or was cancelled and the uses that it had claimed were given back, once.
    """

    order_id = models.UUIDField()
    promotion_id = models.UUIDField()
    coupon_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField()
    buyer = models.TextField()
    email = models.TextField(blank=True, default="")
    currency = models.TextField()
    amount_minor = models.BigIntegerField()
    vendor_funded_minor = models.BigIntegerField(default=0)
    redeemed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_redemption"
        verbose_name = "redemption"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "order_id", "promotion_id"], name="pricing_redemption_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "promotion_id", "redeemed_at"], name="pricing_redemption_promotion"
            ),
            models.Index(
                fields=["tenant_id", "coupon_id"],
                name="pricing_redemption_coupon",
                condition=Q(coupon_id__isnull=False),
            ),
        ]
