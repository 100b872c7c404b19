"""How a placed order looks in the documentation. The body itself is made by orders, whose document it is."""

from rest_framework import serializers

from nexus.platform.http import IdField, MoneyField


class PlacedTotals(serializers.Serializer):
    currency = serializers.CharField()
    subtotal = MoneyField()
    discount_total = MoneyField()
    shipping_total = MoneyField()
    tax_total = MoneyField()
    total = MoneyField()


class PlacedVendor(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


class PlacedLine(serializers.Serializer):
    id = IdField()
    product_id = IdField()
    variant_id = IdField()
    sku = serializers.CharField()
    title = serializers.CharField()
    variant_title = serializers.CharField()
    image = serializers.CharField()
    vendor = PlacedVendor()
    quantity = serializers.IntegerField()
    currency = serializers.CharField()
    unit_price = MoneyField()
    discount = MoneyField()
    tax = MoneyField()
    total = MoneyField()
    is_gift = serializers.BooleanField(help_text="a promotion put it in")
    explanation = serializers.ListField(child=serializers.DictField())


class PlacedPromotion(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()
    coupon = serializers.CharField()
    amount = MoneyField()
    currency = serializers.CharField()


class PlacedVendorOrder(PlacedTotals):
    id = IdField()
    vendor = PlacedVendor()
    status = serializers.CharField()


class PlacedAddress(serializers.Serializer):
    name = serializers.CharField()
    address_line = serializers.CharField()
    city = serializers.CharField()
    postal_code = serializers.CharField()
    region = serializers.CharField()
    country = serializers.CharField()
    phone = serializers.CharField()


class PlacedPayment(serializers.Serializer):
    id = IdField()
    reference = serializers.CharField()
    provider = serializers.CharField()
    status = serializers.CharField()
    expires_at = serializers.DateTimeField(allow_null=True)
    pays_later = serializers.BooleanField()


class PlacedOrderBody(PlacedTotals):
    """The order. `token` opens it for a guest and is told once, here."""

    id = IdField()
    number = serializers.CharField()
    status = serializers.CharField()
    payment_status = serializers.CharField()
    fulfilment_status = serializers.CharField()
    payment_method = serializers.CharField()
    shipping_method = serializers.CharField()
    email = serializers.CharField()
    placed_at = serializers.DateTimeField()
    lines = PlacedLine(many=True)
    vendor_orders = PlacedVendorOrder(many=True)
    promotions = PlacedPromotion(many=True)
    credit_total = MoneyField(help_text="paid by gift cards and store credit")
    amount_due = MoneyField(help_text="what the payment is asked for")
    shipping_address = PlacedAddress()
    billing_address = PlacedAddress(allow_null=True)
    explanation = serializers.ListField(child=serializers.DictField())
    cancel_reason = serializers.CharField()
    cancellation_request = serializers.DictField(allow_null=True)
    token = serializers.CharField(required=False)
    payment = PlacedPayment(required=False)
