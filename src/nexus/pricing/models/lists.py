"""Prices that hold for some buyers, some channels or some time; other currencies."""

from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class PriceListRecord(TenantModel):
    """Prices in one currency for whom its fields name: empty and None mean everybody.

    `group`: code of a customer group; `user_id`: a contract with one buyer; `vendor_id`: a seller's own list, which prices
    that seller's goods alone. It holds from `starts_at` until just before `ends_at`. The rule that chooses between lists is in
    docs/domains/pricing.md.
    """

    code = models.TextField()
    name = models.TextField()
    currency = models.TextField()
    channel = models.TextField(blank=True, default="")
    group = models.TextField(blank=True, default="")
    user_id = models.UUIDField(null=True)
    vendor_id = models.UUIDField(null=True)
    priority = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_list"
        verbose_name = "price list"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="pricing_price_list_code"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="pricing_price_list_period",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PriceEntryRecord(TenantModel):
    """A price of a list for one variant, for a whole product, or (neither given) for everything the list covers, from a
    quantity on.

    Either `amount_minor` (the price of a piece) or `percent` (signed change of the list price in hundredths of a percent:
    -1000 is 10 % off), never both.
    """

    price_list = TenantForeignKey(PriceListRecord, on_delete=models.CASCADE, related_name="entries")
    variant_id = models.UUIDField(null=True)
    product_id = models.UUIDField(null=True)
    min_quantity = models.PositiveIntegerField(default=1)
    amount_minor = models.BigIntegerField(null=True)
    percent = models.IntegerField(null=True)

    class Meta:
        db_table = "pricing_price_entry"
        verbose_name = "price of a list"
        verbose_name_plural = "prices of lists"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "price_list", "variant_id", "product_id", "min_quantity"],
                name="pricing_price_entry_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(variant_id__isnull=True) | Q(product_id__isnull=True),
                name="pricing_price_entry_subject",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__isnull=True, percent__gte=-10_000)
                | Q(percent__isnull=True, amount_minor__gte=0),
                name="pricing_price_entry_kind",
            ),
            models.CheckConstraint(condition=Q(min_quantity__gte=1), name="pricing_price_entry_quantity"),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "variant_id"], name="pricing_entry_variant"),
            models.Index(fields=["tenant_id", "product_id"], name="pricing_entry_product"),
        ]


class ExchangeRateRecord(TenantModel):
    """One unit of `base` is `rate` units of `currency` from `as_of` on, until a later row. `source` says who says so."""

    base = models.TextField()
    currency = models.TextField()
    rate = models.DecimalField(max_digits=24, decimal_places=12)
    source = models.TextField()
    as_of = models.DateTimeField()

    class Meta:
        db_table = "pricing_exchange_rate"
        verbose_name = "exchange rate"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "base", "currency", "as_of"], name="pricing_exchange_rate_once"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="pricing_exchange_rate_positive"),
        ]


class CurrencyRuleRecord(TenantModel):
    """A further currency that the shop sells in. `converts`: prices that are not set in it are converted.

    Converted prices are rounded to a multiple of `step_minor` (`rounding`: half_up, up, down) and then moved by `ending_minor`
    (-1 with a step of 100 makes 12.99).
    """

    currency = models.TextField()
    is_enabled = models.BooleanField(default=True)
    converts = models.BooleanField(default=False)
    step_minor = models.BigIntegerField(default=1)
    ending_minor = models.BigIntegerField(default=0)
    rounding = models.TextField(default="half_up")

    class Meta:
        db_table = "pricing_currency_rule"
        verbose_name = "currency"
        verbose_name_plural = "currencies"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "currency"], name="pricing_currency_rule_once"),
            models.CheckConstraint(condition=Q(step_minor__gte=1), name="pricing_currency_rule_step"),
            models.CheckConstraint(
                condition=Q(rounding__in=["half_up", "up", "down"]), name="pricing_currency_rule_rounding"
            ),
        ]

    def __str__(self) -> str:
        return self.currency
