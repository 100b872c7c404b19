"""What the endpoints of price lists, currencies and rates accept and answer."""

import re
from decimal import Decimal
from typing import Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nexus.platform.http import (
    CurrencyField,
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    MoneyField,
    PageBody,
    SlugField,
    TextField,
)
from nexus.pricing.domain.list_rules import HIGHEST_PRIORITY, MOST_ENTRIES

ROUNDINGS: Final = ("half_up", "up", "down")
MOST_RATES: Final = 1000
_CODE: Final = "unique in the shop; a quote names it as the source of a price"


class PriceListChanges(serializers.Serializer):
    """What is left out stays as it is; null takes it away."""

    code = SlugField(required=False, max_length=64, help_text=_CODE)
    name = TextField(required=False, max_length=200)
    channel = SlugField(
        required=False, allow_blank=True, max_length=64, help_text="empty: all sales channels"
    )
    group = SlugField(
        required=False,
        allow_blank=True,
        max_length=60,
        help_text="code of a customer group; empty: everybody",
    )
    user_id = IdField(required=False, allow_null=True, help_text="a contract with one customer")
    priority = IntegerField(
        required=False, min_value=-HIGHEST_PRIORITY, max_value=HIGHEST_PRIORITY,
        help_text="between lists that are as personal; the higher one wins",
    )  # fmt: skip
    is_active = serializers.BooleanField(required=False)
    starts_at = InstantField(required=False, allow_null=True, help_text="it holds from this instant")
    ends_at = InstantField(required=False, allow_null=True, help_text="until just before this instant")


class NewPriceListForm(PriceListChanges):
    code = SlugField(max_length=64, help_text=_CODE)
    name = TextField(max_length=200)
    currency = CurrencyField(help_text="one that the shop sells in; it cannot be changed")
    vendor_id = IdField(
        required=False, allow_null=True, help_text="a seller's own list, for that seller's goods alone"
    )


class PriceListBody(serializers.Serializer):
    id = IdField()
    code = serializers.CharField()
    name = serializers.CharField()
    currency = serializers.CharField()
    channel = serializers.CharField()
    group = serializers.CharField()
    user_id = IdField(allow_null=True)
    vendor_id = IdField(allow_null=True)
    priority = serializers.IntegerField()
    is_active = serializers.BooleanField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PriceListsPage(PageBody):
    results = PriceListBody(many=True)


class PriceListsQuery(KeysetQuery):
    q = TextField(required=False, allow_blank=True, max_length=100, help_text="part of code or name")
    group = TextField(required=False, allow_blank=True, max_length=60)
    currency = CurrencyField(required=False)


class EntryForm(serializers.Serializer):
    """A price of a variant, of a product, or (neither named) of everything that the list is about."""

    variant_id = IdField(required=False, allow_null=True)
    product_id = IdField(required=False, allow_null=True)
    min_quantity = IntegerField(
        required=False, min_value=1, max_value=1_000_000, help_text="from so many on; 1"
    )
    amount = MoneyField(required=False, allow_null=True, help_text="of a piece, in the list's currency")
    percent = MoneyField(
        required=False, allow_null=True, signed=True, help_text="change of the own price: -10 is 10 % off"
    )


class EntriesForm(serializers.Serializer):
    """Entries without amount and percent are taken out of the list."""

    entries = EntryForm(many=True, allow_empty=False, max_length=MOST_ENTRIES)


class EntriesAnswer(serializers.Serializer):
    changed = serializers.IntegerField(help_text="prices that are new, different or gone")


class EntryBody(serializers.Serializer):
    variant_id = IdField(allow_null=True)
    product_id = IdField(allow_null=True)
    min_quantity = serializers.IntegerField()
    amount = MoneyField(allow_null=True)
    percent = MoneyField(allow_null=True, signed=True)


class EntriesPage(PageBody):
    results = EntryBody(many=True)


class CurrencyChanges(serializers.Serializer):
    """What is left out stays as it is."""

    is_enabled = serializers.BooleanField(required=False)
    converts = serializers.BooleanField(
        required=False, help_text="prices that are not set in it are converted by the latest rate"
    )
    step = MoneyField(required=False, positive=True, help_text="converted prices are multiples of it")
    ending = MoneyField(required=False, signed=True, help_text="and then moved by it: -0.01 makes 12.99")
    rounding = serializers.ChoiceField(ROUNDINGS, required=False)


class NewCurrencyForm(CurrencyChanges):
    currency = CurrencyField()


class CurrencyBody(serializers.Serializer):
    currency = serializers.CharField()
    is_enabled = serializers.BooleanField()
    converts = serializers.BooleanField()
    step = MoneyField()
    ending = MoneyField(signed=True)
    rounding = serializers.ChoiceField(ROUNDINGS)


class CurrenciesBody(PageBody):
    results = CurrencyBody(many=True)


_RATE: Final = re.compile(r"\d{1,12}(\.\d{1,12})?", re.ASCII)


@extend_schema_field({"type": "string", "examples": ["1.0845"], "description": "Decimal string above 0"})
class RateField(serializers.Field):
    """A decimal string above 0 with at most twelve digits on either side of the point."""

    default_error_messages = {
        "invalid": "A decimal string above 0 with at most twelve digits on either side of the point."
    }

    def to_internal_value(self, data: object) -> Decimal:
        if not isinstance(data, str) or not _RATE.fullmatch(data) or not Decimal(data):
            self.fail("invalid")
        return Decimal(str(data))

    def to_representation(self, value: object) -> str:
        return str(value)


class RateForm(serializers.Serializer):
    """One unit of the shop's currency is `rate` units of `currency` from `as_of` (now) on."""

    currency = CurrencyField()
    rate = RateField()
    as_of = InstantField(required=False)


class RatesForm(serializers.Serializer):
    source = TextField(max_length=100, help_text="who says so: the central bank, a contract")
    rates = RateForm(many=True, allow_empty=False, max_length=MOST_RATES)


class RateBody(serializers.Serializer):
    base = serializers.CharField()
    currency = serializers.CharField()
    rate = serializers.CharField(help_text="decimal")
    source = serializers.CharField()
    as_of = serializers.DateTimeField()


class RatesPage(PageBody):
    results = RateBody(many=True)


class RatesQuery(KeysetQuery):
    currency = CurrencyField(required=False)


class RatesAnswer(serializers.Serializer):
    count = serializers.IntegerField()
