"""What the endpoints of conflicts accept and answer."""

from decimal import Decimal

from rest_framework import serializers

from nexus.platform.http import IdField, MoneyField
from nexus.pricing.interfaces.api.trial_forms import DraftChanges

_PERCENT = "how far below the list price is too far"
_PROMOTION = "only what this promotion takes part in, active or not"


class ConflictsQuery(serializers.Serializer):
    promotion = IdField(required=False, help_text=_PROMOTION)
    most_percent = MoneyField(required=False, default=Decimal(60), help_text=_PERCENT)

    def validate_most_percent(self, value: Decimal) -> Decimal:
        if not 1 <= value <= 100:
            raise serializers.ValidationError("Must be between 1 and 100.")
        return value


class ConflictsForm(ConflictsQuery):
    """With `promotion`, `spec` says what differs from what is stored; without, it is a whole promotion."""

    spec = DraftChanges(help_text="a promotion that is not stored")


class PromotionNameBody(serializers.Serializer):
    promotion_id = IdField(allow_null=True)
    code = serializers.CharField()
    title = serializers.CharField()


class WitnessLineBody(serializers.Serializer):
    variant_id = IdField()
    sku = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    quantity = serializers.IntegerField()
    list_total = MoneyField()
    line_total = MoneyField(help_text="what the buyer pays for it")
    is_gift = serializers.BooleanField()


class WitnessPlaceBody(serializers.Serializer):
    country = serializers.CharField(allow_blank=True)
    region = serializers.CharField(allow_blank=True)
    postal_code = serializers.CharField(allow_blank=True)


class WitnessBody(serializers.Serializer):
    """A cart that anybody can fill to see it; null: it does not matter."""

    at = serializers.DateTimeField()
    currency = serializers.CharField()
    channel = serializers.CharField()
    groups = serializers.ListField(child=serializers.CharField(), help_text="that the buyer is in")
    orders_before = serializers.IntegerField(allow_null=True, help_text="that the buyer has placed")
    destination = WitnessPlaceBody(allow_null=True)
    shipping_method = serializers.CharField(allow_null=True)
    payment_method = serializers.CharField(allow_null=True)
    coupons = serializers.ListField(child=serializers.CharField())
    lines = WitnessLineBody(many=True)
    goods_total = MoneyField()
    total = MoneyField()


class ConflictBody(serializers.Serializer):
    """`left` is what remains of the line (`variant_id`; null: of the order), `least` what should remain."""

    bound = serializers.ChoiceField(("floor", "cost", "percent"))
    promotions = PromotionNameBody(many=True, help_text="without any one of them it would not happen")
    variant_id = IdField(allow_null=True)
    left = MoneyField()
    least = MoneyField()
    text = serializers.CharField()
    witness = WitnessBody()


class IdlePromotionBody(serializers.Serializer):
    """A promotion that nobody gets anything from."""

    promotion = PromotionNameBody()
    reason = serializers.ChoiceField(("ended", "no_goods", "no_code", "never_met", "always_beaten"))
    text = serializers.CharField()
    by = PromotionNameBody(many=True)


class ConflictsBody(serializers.Serializer):
    """What was found among the carts that were tried. There may be more."""

    conflicts = ConflictBody(many=True)
    idle = IdlePromotionBody(many=True)
    promotions = serializers.IntegerField()
    goods = serializers.IntegerField()
    instants = serializers.IntegerField()
    carts = serializers.IntegerField()
    is_complete = serializers.BooleanField(help_text="false: the search ended before everything was tried")
