"""What clients get, for the documentation; the views return plain data (`queries.body`, `queries.lists`)."""

from rest_framework import serializers

from nexus.orders.domain.lifecycle import Fulfilment
from nexus.orders.interfaces.api.forms import PAYMENT_STATUSES, REQUEST_STATUSES, STATUSES
from nexus.platform.http import IdField, MoneyField, PageBody


class OrderVendorBody(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


class OrderTotalsBody(serializers.Serializer):
    currency = serializers.CharField()
    subtotal = MoneyField()
    discount_total = MoneyField()
    shipping_total = MoneyField()
    tax_total = MoneyField()
    total = MoneyField()


class OrderAddressBody(serializers.Serializer):
    name = serializers.CharField()
    address_line = serializers.CharField()
    city = serializers.CharField()
    postal_code = serializers.CharField()
    region = serializers.CharField()
    country = serializers.CharField()
    phone = serializers.CharField()


class OrderLineBody(serializers.Serializer):
    id = IdField()
    product_id = IdField()
    variant_id = IdField()
    sku = serializers.CharField()
    title = serializers.CharField()
    variant_title = serializers.CharField()
    image = serializers.CharField()
    vendor = OrderVendorBody()
    quantity = serializers.IntegerField()
    currency = serializers.CharField()
    unit_price = MoneyField()
    discount = MoneyField()
    tax = MoneyField()
    total = MoneyField()
    is_gift = serializers.BooleanField(help_text="a promotion put it in")
    explanation = serializers.ListField(child=serializers.DictField())


class OrderPromotionBody(serializers.Serializer):
    """What a promotion took off: of the order, or of a seller's lines for that seller."""

    code = serializers.CharField()
    title = serializers.CharField()
    coupon = serializers.CharField()
    amount = MoneyField()
    currency = serializers.CharField()


class VendorOrderBody(OrderTotalsBody):
    id = IdField()
    vendor = OrderVendorBody()
    status = serializers.ChoiceField(STATUSES)


class CancellationBody(serializers.Serializer):
    id = IdField()
    reason = serializers.CharField()
    status = serializers.ChoiceField(REQUEST_STATUSES)
    requested_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_reason = serializers.CharField()


class OrderHeadBody(OrderTotalsBody):
    id = IdField()
    number = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    payment_status = serializers.ChoiceField(PAYMENT_STATUSES)
    placed_at = serializers.DateTimeField()


class OrderBody(OrderHeadBody):
    """An order. A seller gets its own lines, parts, promotions and sums, and no e-mail, billing address, credit or request."""

    fulfilment_status = serializers.ChoiceField([status.value for status in Fulfilment])
    payment_method = serializers.CharField()
    shipping_method = serializers.CharField()
    email = serializers.CharField(required=False)
    lines = OrderLineBody(many=True)
    vendor_orders = VendorOrderBody(many=True)
    promotions = OrderPromotionBody(many=True)
    credit_total = MoneyField(required=False, help_text="paid by gift cards and store credit")
    amount_due = MoneyField(required=False, help_text="what the payment is asked for")
    shipping_address = OrderAddressBody()
    billing_address = OrderAddressBody(allow_null=True, required=False)
    explanation = serializers.ListField(child=serializers.DictField())
    cancel_reason = serializers.CharField()
    cancellation_request = CancellationBody(allow_null=True, required=False)


class OrderItemBody(OrderHeadBody):
    """An order in a list. Sellers see parts: with `vendor` and `vendor_order_id`, sums of the part."""

    fulfilment_status = serializers.CharField(required=False)
    item_count = serializers.IntegerField(required=False)
    email = serializers.CharField(required=False)
    vendor_order_id = IdField(required=False)
    vendor = OrderVendorBody(required=False)


class OrdersPage(PageBody):
    results = OrderItemBody(many=True)


class OrderEventBody(serializers.Serializer):
    """A step of the history; staff also see who it was and the event's hash."""

    version = serializers.IntegerField()
    type = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    by = serializers.CharField()
    data = serializers.DictField()  # type: ignore[assignment]  # the metaclass takes it away
    id = IdField(required=False)
    actor = serializers.DictField(required=False)
    hash = serializers.CharField(required=False)


class OrderEventsPage(PageBody):
    results = OrderEventBody(many=True)


class RequestedOrderBody(serializers.Serializer):
    id = IdField()
    number = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)


class CancellationItemBody(CancellationBody):
    order = RequestedOrderBody()
    payment_status = serializers.ChoiceField(PAYMENT_STATUSES)
    currency = serializers.CharField()
    total = MoneyField()


class CancellationsPage(PageBody):
    results = CancellationItemBody(many=True)
