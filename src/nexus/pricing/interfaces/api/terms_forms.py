"""What the endpoints of zones, taxes and shipping accept and answer."""

import re
from decimal import Decimal
from typing import Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nexus.platform.http import (
    CountryField,
    CurrencyField,
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    ListField,
    PageBody,
    SlugField,
    TextField,
)

_PERCENT: Final = re.compile(r"\d{1,3}(\.\d{1,5})?", re.ASCII)
_AMOUNT: Final = "Decimal string in the tariff's currency"


class CodeField(SlugField):
    """Small letters, digits, hyphens and underscores."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 63} | options)  # type: ignore[arg-type]

    def to_internal_value(self, data: object) -> str:
        return super().to_internal_value(data).lower()


@extend_schema_field({"type": "string", "examples": ["19"], "description": "Decimal string from 0 to 100"})
class PercentField(serializers.Field):
    """A decimal string with at most five digits after the point."""

    default_error_messages = {
        "invalid": "A decimal string from 0 to 100 with at most five digits after the point."
    }

    def to_internal_value(self, data: object) -> Decimal:
        if not isinstance(data, str) or not _PERCENT.fullmatch(data) or Decimal(data) > 100:
            self.fail("invalid")
        return Decimal(str(data))

    def to_representation(self, value: object) -> str:
        return str(value)


class PlaceForm(serializers.Serializer):
    """A country, some regions of it, some postal codes."""

    country = CountryField(help_text="ISO 3166 code or English name")
    regions = ListField(
        child=TextField(max_length=64), max_length=100, required=False, help_text="Codes or names: BY"
    )
    postal = ListField(
        child=TextField(max_length=32), max_length=500, required=False,
        help_text="Codes (80331), beginnings (80*) or ranges (81000-81999)",
    )  # fmt: skip


class ZoneForm(serializers.Serializer):
    """A part of the world; without places it is everywhere."""

    code = CodeField()
    name = TextField(max_length=200)
    places = PlaceForm(many=True, required=False, max_length=300)
    position = IntegerField(required=False, help_text="Among zones that are as exact, the lowest comes first")


class ZoneChanges(serializers.Serializer):
    """What of a zone may change; its code stays."""

    name = TextField(max_length=200, required=False)
    places = PlaceForm(many=True, required=False, max_length=300)
    position = IntegerField(required=False)


class ZoneBody(ZoneForm):
    id = IdField()


class ZonesPage(PageBody):
    results = ZoneBody(many=True)


class TaxRateForm(serializers.Serializer):
    """A rate for a tax class in a zone, from an instant until just before another. Several rates of one class add up in order of
    their position; a compound one is taken on the price with the taxes before it."""

    zone = CodeField(help_text="Code of a zone")
    tax_class = CodeField(help_text="As products have it; `shipping` is what shipping bears")
    name = TextField(max_length=200, help_text="As buyers read it: VAT")
    percent = PercentField(help_text="19 is 19 %")
    is_compound = serializers.BooleanField(required=False)
    position = IntegerField(required=False)
    starts_at = InstantField(required=False, allow_null=True)
    ends_at = InstantField(required=False, allow_null=True)


class TaxRateChanges(TaxRateForm):
    """What of a rate may change."""

    zone = CodeField(required=False)
    tax_class = CodeField(required=False)
    name = TextField(max_length=200, required=False)
    percent = PercentField(required=False)


class TaxRateBody(TaxRateForm):
    id = IdField()


class TaxRatesPage(PageBody):
    results = TaxRateBody(many=True)


class TaxRatesQuery(KeysetQuery):
    zone = TextField(required=False, max_length=63, help_text="Code of a zone")


class StepForm(serializers.Serializer):
    """Up to and including so many grams or pieces, or goods worth that much, it costs `price`."""

    up_to = TextField(max_length=20, help_text="Grams, pieces or an amount")
    price = TextField(max_length=20, help_text=_AMOUNT)


class TariffForm(serializers.Serializer):
    """What a method costs in a currency and some zones (none: everywhere it goes). `flat`: always the price; else by steps of
    weight (grams), worth or number of pieces, and above the last one `extra` for each started `extra_each`."""

    currency = CurrencyField()
    price = TextField(max_length=20, required=False, help_text=_AMOUNT)
    zones = ListField(
        child=TextField(max_length=63), max_length=100, required=False, help_text="Codes of zones"
    )
    measure = serializers.ChoiceField(("flat", "weight", "price", "count"), required=False)
    steps = StepForm(many=True, required=False, max_length=100)
    extra_each = TextField(max_length=20, required=False, allow_blank=True)
    extra = TextField(max_length=20, required=False, allow_blank=True, help_text=_AMOUNT)
    free_from = TextField(max_length=20, required=False, allow_blank=True, help_text=_AMOUNT)


class StorePlaceForm(serializers.Serializer):
    """Where a store is, as far as taxes ask."""

    country = CountryField()
    region = TextField(max_length=64, required=False, allow_blank=True)
    postal_code = TextField(max_length=32, required=False, allow_blank=True)


class ShippingMethodForm(serializers.Serializer):
    """A way to ship. A seller's own is for that seller's goods alone, in place of the shop's of the same code."""

    code = CodeField()
    name = TextField(max_length=200)
    tariffs = TariffForm(many=True, allow_empty=False, max_length=200)
    zones = ListField(
        child=TextField(max_length=63), max_length=100, required=False, help_text="Where to; none: everywhere"
    )
    not_zones = ListField(
        child=TextField(max_length=63), max_length=100, required=False, help_text="Never to"
    )
    max_grams = IntegerField(required=False, allow_null=True, min_value=1)
    max_pieces = IntegerField(required=False, allow_null=True, min_value=1)
    vendor = IdField(required=False, allow_null=True, help_text="Staff: whose it is; null: the shop's")
    store_id = IdField(required=False, allow_null=True, help_text="To be picked up at this store")
    place = StorePlaceForm(
        required=False, allow_null=True, help_text="Where that store is; without it, where the shop is"
    )
    position = IntegerField(required=False, help_text="The lowest is meant when a buyer has not chosen")
    is_active = serializers.BooleanField(required=False)


class ShippingMethodChanges(ShippingMethodForm):
    """What of a method may change; whose it is stays."""

    code = CodeField(required=False)
    name = TextField(max_length=200, required=False)
    tariffs = TariffForm(many=True, allow_empty=False, max_length=200, required=False)
    vendor = None


class ShippingMethodBody(ShippingMethodForm):
    id = IdField()
    vendor = None
    vendor_id = IdField(allow_null=True)


class ShippingMethodsPage(PageBody):
    results = ShippingMethodBody(many=True)


class TermsBody(serializers.Serializer):
    """What holds for the whole shop."""

    prices_include_tax = serializers.BooleanField()
    rounding = serializers.ChoiceField(("line", "total"))
    shipping_tax = serializers.ChoiceField(("class", "highest", "pro_rata"))
    abroad = serializers.ChoiceField(
        ("gross", "net"), help_text="Prices with tax where rates differ: the price with or without tax stays"
    )
    country = serializers.CharField(help_text="Where the shop is, and where goods go until a buyer says")
    region = serializers.CharField()
    postal_code = serializers.CharField()
    tax_provider = serializers.CharField(help_text="Empty: the shop's own rates")
    shipping_provider = serializers.CharField(help_text="Empty: the shop's own tariffs")


@extend_schema_field({"type": "string", "description": "ISO 3166 code or English name; empty: not said"})
class BlankCountryField(CountryField):
    """A country, or none yet."""

    def to_internal_value(self, data: object) -> str:
        return "" if data == "" else super().to_internal_value(data)


class TermsChanges(serializers.Serializer):
    prices_include_tax = serializers.BooleanField(required=False)
    rounding = serializers.ChoiceField(("line", "total"), required=False)
    shipping_tax = serializers.ChoiceField(("class", "highest", "pro_rata"), required=False)
    abroad = serializers.ChoiceField(("gross", "net"), required=False)
    country = BlankCountryField(required=False)
    region = TextField(max_length=64, required=False, allow_blank=True)
    postal_code = TextField(max_length=32, required=False, allow_blank=True)
    tax_provider = TextField(max_length=63, required=False, allow_blank=True)
    shipping_provider = TextField(max_length=63, required=False, allow_blank=True)


class VatIdForm(serializers.Serializer):
    """The buyer's VAT identification number; empty: none."""

    vat_id = TextField(max_length=32, allow_blank=True)


class TaxStatusChanges(serializers.Serializer):
    """What staff knows of a buyer."""

    vat_id = TextField(max_length=32, required=False, allow_blank=True)
    is_verified = serializers.BooleanField(required=False, help_text="The tax office confirms the number")
    is_exempt = serializers.BooleanField(required=False, help_text="Buys without tax everywhere")
    reason = TextField(max_length=200, required=False, allow_blank=True, help_text="As invoices say it")
    valid_until = InstantField(required=False, allow_null=True)


class TaxStatusBody(serializers.Serializer):
    vat_id = serializers.CharField()
    country = serializers.CharField(help_text="Who gave the number")
    is_verified = serializers.BooleanField()
    is_exempt = serializers.BooleanField()
    reason = serializers.CharField()
    valid_until = InstantField(allow_null=True)
