"""What the endpoints of promotions accept and answer."""

from typing import Final

from rest_framework import serializers

from nexus.platform.http import (
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    ListField,
    MoneyField,
    PageBody,
    TextField,
)
from nexus.pricing.domain.lifecycle import STATUSES
from nexus.pricing.interfaces.api.promotion_fields import AmountsField, StrategyField

KINDS: Final = ("cart", "catalogue")
_CODE: Final = "letters of ASCII, digits, dots, dashes, underscores; unique in the shop"
_VERSION: Final = (
    "the one that you read; refused with 409 if it is not the present one any more. Same as If-Match"
)
_FROM: Final = "with its offset; it holds from this instant"
_UNTIL: Final = "with its offset; it holds until just before this instant"


class VersionForm(serializers.Serializer):
    version = IntegerField(required=False, min_value=1, help_text=_VERSION)


class PromotionChanges(VersionForm):
    """What is left out stays as it is; null takes it away."""

    code = TextField(required=False, max_length=64, help_text=_CODE)
    title = TextField(required=False, max_length=200, help_text="what buyers read")
    description = TextField(
        required=False, max_length=5000, allow_blank=True, help_text="for you and your staff"
    )
    kind = serializers.ChoiceField(
        KINDS,
        required=False,
        help_text="catalogue: part of the price of a piece and shown in listings; cart: off the basket",
    )
    benefit = StrategyField(part="benefits", required=False, help_text="what it gives")
    target = StrategyField(
        part="targets", required=False, help_text="what it is about; all goods when it is left out"
    )
    conditions = ListField(
        child=StrategyField(part="conditions"),
        required=False,
        max_length=20,
        help_text="all of them must hold",
    )
    lane = IntegerField(required=False, min_value=0, max_value=1000, help_text="position of the lane")
    priority = IntegerField(required=False, help_text="decides between those that save the same; high first")
    exclusive = serializers.BooleanField(
        required=False, help_text="combines with no other promotion of its kind"
    )
    needs_coupon = serializers.BooleanField(required=False, help_text="applies only with a code")
    is_private = serializers.BooleanField(
        required=False, help_text="buyers hear of it only when it applies or they gave its code"
    )
    starts_at = InstantField(required=False, allow_null=True, help_text=_FROM)
    ends_at = InstantField(required=False, allow_null=True, help_text=_UNTIL)
    max_per_line = AmountsField(required=False, help_text="most that it takes off a line")
    max_per_order = AmountsField(required=False, help_text="most that it takes off an order")
    floor_percent = MoneyField(
        required=False, help_text="it leaves at least so many percent of each list price"
    )
    vendor_id = IdField(
        required=False, allow_null=True, help_text="the seller whose it is: it is about their goods alone"
    )
    vendor_share = MoneyField(
        required=False,
        allow_null=True,
        help_text="percent of its cost that sellers bear; null: all if it is a seller's, else none. Staff only",
    )
    limit_total = IntegerField(required=False, allow_null=True, min_value=1, help_text="uses in all")
    limit_per_buyer = IntegerField(
        required=False, allow_null=True, min_value=1, help_text="uses of one buyer: account and address count"
    )


class NewPromotionForm(PromotionChanges):
    """A draft unless `status` says otherwise."""

    version = None
    code = TextField(max_length=64, help_text=_CODE)
    title = TextField(max_length=200, help_text="what buyers read")
    benefit = StrategyField(part="benefits", help_text="what it gives")
    status = serializers.ChoiceField(("draft", "active"), required=False)


class PromotionsQuery(KeysetQuery):
    status = serializers.ChoiceField(STATUSES, required=False)
    kind = serializers.ChoiceField(KINDS, required=False)
    vendor = IdField(required=False, help_text="whose they are")
    q = TextField(required=False, max_length=100, help_text="a part of code or title")


class PromotionBody(serializers.Serializer):
    """Instants are in UTC. `version` counts changes, and is the ETag."""

    id = IdField()
    code = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(STATUSES)
    version = serializers.IntegerField()
    benefit = StrategyField(part="benefits")
    target = StrategyField(part="targets")
    conditions = serializers.ListField(child=StrategyField(part="conditions"))
    lane = serializers.IntegerField()
    priority = serializers.IntegerField()
    exclusive = serializers.BooleanField()
    needs_coupon = serializers.BooleanField()
    is_private = serializers.BooleanField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    max_per_line = AmountsField()
    max_per_order = AmountsField()
    floor_percent = serializers.CharField()
    vendor_id = IdField(allow_null=True)
    vendor_share = serializers.CharField(allow_null=True)
    limit_total = serializers.IntegerField(allow_null=True)
    limit_per_buyer = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PromotionsPage(PageBody):
    results = PromotionBody(many=True)


class LaneForm(serializers.Serializer):
    position = IntegerField(min_value=0, max_value=1000, help_text="low first; promotions name it")
    name = TextField(max_length=80)
    strategy = TextField(required=False, default="best", max_length=40, help_text="best, stack")


class LaneChanges(serializers.Serializer):
    name = TextField(required=False, max_length=80)
    strategy = TextField(required=False, max_length=40, help_text="best, stack")


class LaneBody(serializers.Serializer):
    id = IdField()
    position = serializers.IntegerField()
    name = serializers.CharField()
    strategy = serializers.CharField()


class LanesPage(PageBody):
    results = LaneBody(many=True)


class SchemasBody(serializers.Serializer):
    """By kind and type: title, description, JSON schema of the settings, and where it may be used."""

    conditions = serializers.DictField(child=serializers.DictField())
    targets = serializers.DictField(child=serializers.DictField())
    benefits = serializers.DictField(child=serializers.DictField())
    lanes = serializers.DictField(child=serializers.DictField())


class UsageQuery(serializers.Serializer):
    since = InstantField(required=False, help_text="90 days before `until` when left out")
    until = InstantField(required=False, help_text="now when left out")


class CurrencyUsageBody(serializers.Serializer):
    currency = serializers.CharField()
    uses = serializers.IntegerField(help_text="orders: each uses a promotion once")
    buyers = serializers.IntegerField()
    discount = MoneyField()
    vendor_funded = MoneyField(help_text="what sellers bear of it")
    shop_funded = MoneyField(help_text="what the shop bears of it")
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()


class DayUsageBody(serializers.Serializer):
    day = serializers.DateField(help_text="of the store's calendar")
    currency = serializers.CharField()
    uses = serializers.IntegerField()
    discount = MoneyField()
    vendor_funded = MoneyField()


class UsageBody(serializers.Serializer):
    """Orders that failed or were cancelled do not count, except in `given_back`."""

    promotion_id = IdField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    uses = serializers.IntegerField()
    given_back = serializers.IntegerField()
    limit_total = serializers.IntegerField(allow_null=True)
    left = serializers.IntegerField(allow_null=True, help_text="uses that are left now; null: no limit")
    by_currency = CurrencyUsageBody(many=True)
    by_day = DayUsageBody(many=True)
