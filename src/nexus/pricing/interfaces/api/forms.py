"""What the pricing endpoints accept and answer."""

from rest_framework import serializers


class QuoteLineForm(serializers.Serializer):
    """A number of pieces of a variant."""

    variant_id = serializers.UUIDField()
    quantity = serializers.IntegerField(min_value=1, max_value=1_000_000)


class QuoteForm(serializers.Serializer):
    """A basket to price; the currency defaults to the shop's."""

    lines = QuoteLineForm(many=True, allow_empty=False, max_length=200)
    currency = serializers.RegexField(r"\A[A-Z]{3}\Z", required=False, help_text="ISO 4217 code")
    shipping_method = serializers.CharField(required=False, max_length=64)
    country = serializers.RegexField(
        r"\A[A-Za-z]{2}\Z", required=False, help_text="ISO 3166 code of the destination"
    )


class StepAnswer(serializers.Serializer):
    """One step of the price; the amounts of all steps add up to the total."""

    part = serializers.ChoiceField(("goods", "discount", "shipping", "tax"))
    code = serializers.CharField()
    text = serializers.CharField()
    amount = serializers.CharField(help_text="What the step adds, signed")
    applied = serializers.BooleanField(
        help_text="false: a candidate that did not apply; `code` names the failed rule"
    )
    variant_id = serializers.UUIDField(required=False)
    quantity = serializers.IntegerField(required=False)
    unit_price = serializers.CharField(required=False)
    compare_at = serializers.CharField(required=False)
    offer = serializers.CharField(required=False)
    rate = serializers.CharField(required=False, help_text="Percent")
    included = serializers.CharField(required=False, help_text="Tax contained in the price")
    missing = serializers.CharField(
        required=False, help_text="How much more it takes for the candidate to apply"
    )


class QuotedLineAnswer(serializers.Serializer):
    """A priced line. `tax` comes on top of `line_total`, `included_tax` is contained in it."""

    variant_id = serializers.UUIDField()
    quantity = serializers.IntegerField()
    list_price = serializers.CharField()
    unit_price = serializers.CharField()
    compare_at_price = serializers.CharField(allow_null=True)
    discount = serializers.CharField()
    line_total = serializers.CharField()
    tax = serializers.CharField()
    included_tax = serializers.CharField()
    explanation = StepAnswer(many=True)


class ShippingOptionAnswer(serializers.Serializer):
    """A way to ship this basket."""

    code = serializers.CharField()
    name = serializers.CharField()
    price = serializers.CharField()


class QuoteAnswer(serializers.Serializer):
    """subtotal - discount_total + shipping_total + tax_total = total."""

    currency = serializers.CharField()
    at = serializers.DateTimeField()
    lines = QuotedLineAnswer(many=True)
    shipping_method = serializers.CharField()
    shipping_options = ShippingOptionAnswer(many=True)
    subtotal = serializers.CharField()
    discount_total = serializers.CharField()
    shipping_total = serializers.CharField()
    tax_total = serializers.CharField()
    included_tax_total = serializers.CharField()
    total = serializers.CharField()
    explanation = StepAnswer(many=True)
