"""What the pricing endpoints accept and answer."""

from typing import Final

from rest_framework import serializers

from nexus.platform.http import (
    CountryField,
    CurrencyField,
    IdField,
    InstantField,
    IntegerField,
    ListField,
    MoneyField,
    PageBody,
    TextField,
)

MOST_COUPONS: Final = 10


class QuoteLineForm(serializers.Serializer):
    """A number of pieces of a variant."""

    variant_id = IdField()
    quantity = IntegerField(min_value=1, max_value=1_000_000)


class QuoteForm(serializers.Serializer):
    """A basket to price; the currency defaults to the shop's."""

    lines = QuoteLineForm(many=True, allow_empty=False, max_length=200)
    currency = CurrencyField(required=False, help_text="ISO 4217 code")
    shipping_method = TextField(required=False, max_length=64)
    country = CountryField(required=False, help_text="Destination: ISO 3166 code or English name")
    region = TextField(required=False, allow_blank=True, max_length=100)
    postal_code = TextField(required=False, allow_blank=True, max_length=20)
    payment_method = TextField(required=False, max_length=32, help_text="Some promotions ask for one")
    coupons = ListField(child=TextField(max_length=64), required=False, max_length=MOST_COUPONS)
    explain_all = serializers.BooleanField(
        default=False, help_text="Staff only: every promotion that did not apply says why"
    )
    at = InstantField(required=False, help_text="Staff only: what it costs at a later moment")


class StepAnswer(serializers.Serializer):
    """One step of the price; the amounts of all steps add up to the total."""

    part = serializers.ChoiceField(("goods", "discount", "shipping", "tax"))
    code = serializers.CharField()
    text = serializers.CharField()
    amount = MoneyField(signed=True, help_text="What the step adds, signed")
    applied = serializers.BooleanField(
        help_text="false: a candidate that did not apply; `code` names the failed rule"
    )
    variant_id = IdField(required=False)
    quantity = serializers.IntegerField(required=False)
    unit_price = MoneyField(required=False)
    compare_at = MoneyField(required=False)
    offer = serializers.CharField(required=False)
    rate = serializers.CharField(required=False, help_text="Percent")
    included = MoneyField(required=False, help_text="Tax contained in the price")
    missing = MoneyField(required=False, help_text="How much more it takes for the candidate to apply")
    missing_quantity = serializers.IntegerField(required=False, help_text="How many pieces more it takes")
    of = serializers.CharField(required=False, help_text="Of what")
    title = serializers.CharField(required=False, help_text="What buyers call the candidate")
    coupon = serializers.CharField(required=False, help_text="The code that let it, or that was given for it")
    price_list = serializers.CharField(
        required=False, help_text="Where the list price comes from, if from a list"
    )
    vendor_id = IdField(required=False, help_text="Whose parcel it is")


class QuotedLineAnswer(serializers.Serializer):
    """A priced line. `tax` comes on top of `line_total`, `included_tax` is contained in it."""

    variant_id = IdField()
    quantity = serializers.IntegerField()
    list_price = MoneyField()
    unit_price = MoneyField()
    compare_at_price = MoneyField(allow_null=True)
    discount = MoneyField()
    line_total = MoneyField()
    tax = MoneyField()
    included_tax = MoneyField()
    explanation = StepAnswer(many=True)


class ShippingOptionAnswer(serializers.Serializer):
    """A way to ship this basket."""

    code = serializers.CharField()
    name = serializers.CharField()
    price = MoneyField()


class AppliedPromotionAnswer(serializers.Serializer):
    """A promotion that applied: what it took off goods, shipping and gifts, and how much of that the seller pays."""

    promotion_id = IdField()
    code = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField(help_text="Of the promotion, as it was applied")
    amount = MoneyField()
    vendor_funded = MoneyField()
    coupon = serializers.CharField(help_text="The code that let it; empty: it needed none")


class OfferAnswer(serializers.Serializer):
    """A promotion that applied, as a buyer may know it."""

    code = serializers.CharField()
    title = serializers.CharField()
    amount = MoneyField()
    coupon = serializers.CharField(help_text="The code that let it; empty: it needed none")


class RefusedCouponAnswer(serializers.Serializer):
    """A code that does not apply: the failed rule, and in the buyer's words why."""

    code = serializers.CharField()
    reason = serializers.CharField(help_text="The failed rule")
    text = serializers.CharField()
    missing = MoneyField(allow_null=True, help_text="How much more it takes")
    missing_quantity = serializers.IntegerField(allow_null=True, help_text="How many pieces more it takes")
    of = serializers.CharField(help_text="Of what; empty: of anything")


class QuoteAnswer(serializers.Serializer):
    """subtotal - discount_total + shipping_total + tax_total = total."""

    currency = serializers.CharField()
    at = serializers.DateTimeField()
    lines = QuotedLineAnswer(many=True)
    shipping_method = serializers.CharField()
    shipping_options = ShippingOptionAnswer(many=True)
    subtotal = MoneyField()
    discount_total = MoneyField()
    shipping_total = MoneyField()
    tax_total = MoneyField()
    included_tax_total = MoneyField()
    total = MoneyField()
    promotions = OfferAnswer(many=True)
    refused_coupons = RefusedCouponAnswer(many=True)
    explanation = StepAnswer(many=True)


class ReceiptAnswer(QuoteAnswer):
    """What an order cost and how that came about, computed again with the rules that held at `at`."""

    shipping_options = None
    refused_coupons = None
    order_id = IdField()
    promotions = AppliedPromotionAnswer(many=True)


class HeldPrice(serializers.Serializer):
    """A list price and when it held."""

    variant_id = IdField()
    sku = serializers.CharField()
    price = MoneyField()
    currency = serializers.CharField()
    held_from = serializers.DateTimeField()
    held_until = serializers.DateTimeField(allow_null=True, help_text="null: it holds now")


class PriceHistoryPage(PageBody):
    results = HeldPrice(many=True)
