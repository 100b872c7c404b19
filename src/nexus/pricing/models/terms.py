"""Where goods go: zones, taxes there, ways to ship there."""

from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ZoneRecord(TenantModel):
    """A part of the world. `places`: [{"country": "DE", "regions": ["BY"], "postal": ["80*", "81000-81999"]}]; no places:
    everywhere.

    The most exact zone wins: postal pattern, region, country, everywhere; among equals the lowest position.
    """

    code = models.TextField()
    name = models.TextField()
    places = models.JSONField(default=list)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "pricing_zone"
        verbose_name = "zone"
        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="pricing_zone_code")]

    def __str__(self) -> str:
        return self.name


class TermsRecord(TenantModel):
    """What holds for the whole shop; no row: the defaults. See domain/taxes.py `TaxTable`.

    `country`, `region` and `postal_code`: where the shop is, and where goods are taken to go until a buyer says. Providers are
    names of entry points; empty: the shop's own tables.
    """

    prices_include_tax = models.BooleanField(default=False)
    rounding = models.TextField(default="line")
    shipping_tax = models.TextField(default="class")
    abroad = models.TextField(default="gross")
    country = models.TextField(blank=True, default="")
    region = models.TextField(blank=True, default="")
    postal_code = models.TextField(blank=True, default="")
    tax_provider = models.TextField(blank=True, default="")
    shipping_provider = models.TextField(blank=True, default="")
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_terms"
        verbose_name = "tax settings"
        verbose_name_plural = "tax settings"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id"], name="pricing_terms_once"),
            models.CheckConstraint(
                condition=Q(rounding__in=["line", "total"]), name="pricing_terms_rounding"
            ),
            models.CheckConstraint(
                condition=Q(shipping_tax__in=["class", "highest", "pro_rata"]),
                name="pricing_terms_shipping_tax",
            ),
            models.CheckConstraint(condition=Q(abroad__in=["gross", "net"]), name="pricing_terms_abroad"),
        ]


class TaxRateRecord(TenantModel):
    """So many hundredths of a percent for a tax class in a zone. Several rates of one class in one zone add up, in order of
    `position`; a compound one is taken on the price with the taxes before it."""

    zone = TenantForeignKey(ZoneRecord, on_delete=models.CASCADE, related_name="rates")
    tax_class = models.TextField(default="standard")
    name = models.TextField()
    percent = models.DecimalField(max_digits=8, decimal_places=5)
    is_compound = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_tax_rate"
        verbose_name = "tax rate"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "zone", "tax_class", "name", "starts_at"],
                name="pricing_tax_rate_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="pricing_tax_rate_percent"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="pricing_tax_rate_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProvidedRecord(TenantModel):
    """What a provider of tax rates or shipping prices answered; `key` is the whole question. Rows are replaced, and forgotten a
    day after they ran out."""

    key = models.TextField()
    answer = models.JSONField()
    fetched_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        db_table = "pricing_provided"
        verbose_name = "provider's answer"
        constraints = [models.UniqueConstraint(fields=["tenant_id", "key"], name="pricing_provided_key")]
        indexes = [models.Index(fields=["tenant_id", "valid_until"], name="pricing_provided_ended")]


class TaxStatusRecord(TenantModel):
    """What the tax office calls a buyer: a VAT id, and whether they buy without tax, why and until when."""

    user_id = models.UUIDField()
    vat_id = models.TextField(blank=True, default="")
    country = models.TextField(blank=True, default="")
    is_verified = models.BooleanField(default=False)
    is_exempt = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    valid_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_tax_status"
        verbose_name = "tax status"
        verbose_name_plural = "tax statuses"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "user_id"], name="pricing_tax_status_user")
        ]


class ShippingMethodRecord(TenantModel):
    """A way to ship. `rates` and the rest of `spec` as in domain/shipping.py; `vendor_id`: a seller's own, for that seller's
    goods.

    `zones`: codes; empty: everywhere. `store_id`: picked up at this store, so there is nothing to ship.
    """

    code = models.TextField()
    name = models.TextField()
    vendor_id = models.UUIDField(null=True)
    store_id = models.UUIDField(null=True)
    zones = models.JSONField(default=list)
    spec = models.JSONField(default=dict)
    position = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "pricing_shipping_method"
        verbose_name = "shipping method"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "code", "vendor_id"],
                name="pricing_shipping_method_code",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name
