"""Forms of the cart and of placing an order, and how the answers look in the documentation."""

from typing import Any

from rest_framework import serializers

from nexus.checkout.domain.cart import MAX_GIFT_CARDS, MAX_QUANTITY
from nexus.platform.http import CountryField, EmailField, IdField, IntegerField, MoneyField, TextField


class AddItemForm(serializers.Serializer):
    """Which product or variant, and how many."""

    product_id = IdField(required=False)
    variant_id = IdField(required=False)
    quantity = IntegerField(min_value=1, max_value=MAX_QUANTITY, default=1)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs.get("product_id") or attrs.get("variant_id")):
            raise serializers.ValidationError({"variant_id": ["Give variant_id or product_id."]})
        return attrs


class QuantityForm(serializers.Serializer):
    quantity = IntegerField(min_value=1, max_value=MAX_QUANTITY)


class CouponForm(serializers.Serializer):
    """`email`: of a guest whose coupon is theirs alone; it is not kept, and the order has to name it again."""

    code = TextField(max_length=64)
    email = EmailField(required=False, allow_blank=True, default="")


class CartTermsForm(serializers.Serializer):
    """What is given changes. `use_credit`: the buyer's store credit pays."""

    currency = TextField(max_length=3, required=False)
    use_credit = serializers.BooleanField(required=False)


class GiftCardForm(serializers.Serializer):
    code = TextField(max_length=64)


class CartQuery(serializers.Serializer):
    """Where the goods would go and how; without a country, where the user's parcels go by default."""

    country = CountryField(required=False)
    region = TextField(required=False, max_length=120)
    postal_code = TextField(required=False, max_length=20)
    shipping_method = TextField(required=False, max_length=64)
    payment_method = TextField(required=False, max_length=32)
    currency = TextField(required=False, max_length=3)


class EstimateForm(serializers.Serializer):
    country = CountryField()
    region = TextField(required=False, allow_blank=True, max_length=100)
    postal_code = TextField(required=False, allow_blank=True, max_length=20)
    shipping_method = TextField(required=False, allow_blank=True, max_length=64)


class AddressForm(serializers.Serializer):
    """A postal address."""

    name = TextField(required=False, allow_blank=True, default="", max_length=200)
    address_line = TextField(max_length=300)
    city = TextField(max_length=120)
    postal_code = TextField(max_length=20)
    country = CountryField()
    region = TextField(required=False, allow_blank=True, default="", max_length=120)
    phone = TextField(required=False, allow_blank=True, default="", max_length=40)


class PlaceOrderForm(serializers.Serializer):
    shipping_address = AddressForm()
    billing_address = AddressForm(required=False, allow_null=True, default=None)
    shipping_method = TextField(
        required=False, allow_blank=True, allow_null=True, default=None, max_length=64
    )
    payment_method = TextField(max_length=32)
    email = EmailField(required=False, allow_blank=True, default="")
    gift_cards = serializers.ListField(
        child=TextField(max_length=64), required=False, max_length=MAX_GIFT_CARDS, default=list
    )
    use_credit = serializers.BooleanField(required=False, default=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Whoever names a claim means its price: passing over it would sell at another one."""
        if data.get("claim_id") is not None:
            raise serializers.ValidationError({"claim_id": ["This shop knows no such claim."]})
        return super().to_internal_value(data)  # type: ignore[no-any-return]


class _Reference(serializers.Serializer):
    id = serializers.UUIDField()
    title = serializers.CharField()


class CartPicture(serializers.Serializer):
    """A copy is called like the picture, with its width: `<id>-640.avif`, `.webp`, `.jpg`."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()
    focal_x = serializers.IntegerField(help_text="percent from the left")
    focal_y = serializers.IntegerField(help_text="percent from the top")
    colour = serializers.CharField(help_text="mean colour, #rrggbb; empty when unknown")
    widths = serializers.ListField(child=serializers.IntegerField(), help_text="of the copies, in pixels")


class CartProduct(_Reference):
    slug = serializers.CharField()
    image = serializers.CharField(allow_null=True)
    picture = CartPicture(allow_null=True)


class CartVariant(_Reference):
    sku = serializers.CharField()


class CartVendor(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CartItem(serializers.Serializer):
    """A line. A gift that a promotion put in (`is_gift`) has its variant's id, and cannot be changed."""

    id = serializers.UUIDField()
    product = CartProduct()
    variant = CartVariant()
    vendor = CartVendor(allow_null=True)
    quantity = serializers.IntegerField()
    unit_price = MoneyField(allow_null=True)
    compare_at_price = MoneyField(allow_null=True)
    discount = MoneyField()
    line_total = MoneyField()
    currency = serializers.CharField()
    available = serializers.IntegerField()
    is_gift = serializers.BooleanField()
    problem = serializers.ChoiceField(
        choices=["not_for_sale", "price_missing", "insufficient_stock", "out_of_stock"], required=False
    )


class ExplanationStep(serializers.Serializer):
    """One step of a price's trace; further members depend on the code."""

    part = serializers.CharField()
    code = serializers.CharField()
    text = serializers.CharField()
    amount = MoneyField(signed=True)
    applied = serializers.BooleanField()


class CouponProblem(serializers.Serializer):
    """The failed rule, in the buyer's words, and by how much it failed where that can be said."""

    code = serializers.CharField()
    text = serializers.CharField()
    missing = MoneyField(required=False)
    missing_quantity = serializers.IntegerField(required=False)
    of = serializers.CharField(required=False)


class CouponDetail(serializers.Serializer):
    """A coupon of the cart: what it takes off, or why it does not apply (any more)."""

    code = serializers.CharField()
    applied = serializers.BooleanField()
    title = serializers.CharField(allow_blank=True)
    amount = MoneyField()
    currency = serializers.CharField()
    problem = CouponProblem(required=False)


class CardProblem(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()


class CartGiftCard(serializers.Serializer):
    """A gift card that pays when the cart is ordered; `tail`: the end of its code, which is kept nowhere."""

    id = serializers.UUIDField()
    tail = serializers.CharField(allow_blank=True)
    amount = MoneyField()
    currency = serializers.CharField()
    problem = CardProblem(required=False)


class AppliedPromotionBody(serializers.Serializer):
    """A promotion that applied, and what it took off in all."""

    code = serializers.CharField()
    title = serializers.CharField()
    amount = MoneyField()
    currency = serializers.CharField()
    coupon = serializers.CharField(allow_blank=True)


class ShippingOptionBody(serializers.Serializer):
    """A way to ship this cart. `missing_for_free`: how much more to buy until it costs nothing, null where it never does;
    `store_id`: picked up there, so that no address is needed."""

    code = serializers.CharField()
    name = serializers.CharField()
    price = MoneyField()
    currency = serializers.CharField()
    missing_for_free = MoneyField(allow_null=True)
    store_id = serializers.UUIDField(allow_null=True)


class RefusedShippingBody(serializers.Serializer):
    """A way that this cart cannot have, and why; without a code: nothing ships there at all."""

    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    text = serializers.CharField()


class CartBody(serializers.Serializer):
    id = serializers.UUIDField(allow_null=True)
    token = serializers.CharField(allow_null=True)
    currency = serializers.CharField()
    items = CartItem(many=True)
    coupons = serializers.ListField(child=serializers.CharField())
    coupon_details = CouponDetail(many=True)
    promotions = AppliedPromotionBody(many=True)
    subtotal = MoneyField()
    discount_total = MoneyField()
    shipping_total = MoneyField()
    tax_total = MoneyField()
    total = MoneyField()
    gift_cards = CartGiftCard(many=True)
    use_credit = serializers.BooleanField()
    store_credit = MoneyField(help_text="what the buyer's store credit pays")
    credit_total = MoneyField(help_text="what gift cards and store credit pay")
    amount_due = MoneyField()
    shipping_method = serializers.CharField(allow_blank=True)
    shipping_options = ShippingOptionBody(many=True)
    shipping_refused = RefusedShippingBody(many=True)
    shipping_problem = RefusedShippingBody(allow_null=True)
    is_estimate = serializers.BooleanField(
        help_text="a more complete address could change shipping and taxes"
    )
    explanation = ExplanationStep(many=True)


class CartItemBody(CartItem):
    """The line, with the whole cart as it is now."""

    cart = CartBody()


class EstimateBody(serializers.Serializer):
    country = serializers.CharField()
    region = serializers.CharField(allow_blank=True)
    postal_code = serializers.CharField(allow_blank=True)
    currency = serializers.CharField()
    shipping_options = ShippingOptionBody(many=True)
    shipping_refused = RefusedShippingBody(many=True)
    shipping_problem = RefusedShippingBody(allow_null=True)
    shipping_method = serializers.CharField(allow_blank=True)
    shipping_total = MoneyField()
    tax_total = MoneyField()
    total = MoneyField()
    is_estimate = serializers.BooleanField()
