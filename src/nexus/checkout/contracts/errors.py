"""Why carts and checkout refuse."""

from typing import Any

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


class CartEmpty(RuleBroken):
    code = "cart_empty"
    title = "The cart is empty"


class CartItemNotFound(NotFound):
    code = "cart_item_not_found"
    title = "There is no such line in the cart"


class ProductNotFound(NotFound):
    """Unknown, or nothing that is sold."""

    code = "product_not_found"
    title = "There is no such product"


class QuantityTooLarge(RuleBroken):
    """Fact `limit`: the most pieces of one variant in a cart."""

    code = "quantity_too_large"
    title = "That is more than one order may hold"


class CartFull(RuleBroken):
    """Fact `limit`: the most different variants in a cart."""

    code = "cart_full"
    title = "The cart holds too many different products"


class NotForSale(Conflict):
    """Fact `lines`: the variants that are no longer sold, each {variant_id}."""

    code = "not_for_sale"
    title = "Some products are no longer sold"


class TotalChanged(Conflict):
    """The buyer agreed to another total. Facts `seen`, `total`, `currency`."""

    code = "total_changed"
    title = "The total has changed"


class EmailRequired(RuleBroken):
    code = "email_required"
    title = "A guest order needs an e-mail address"


class CouponRefused(RuleBroken):
    """The coupon does not apply to this cart.

    The code is that of the failed rule (`coupon_expired`, `min_spend`, ...), the detail says it in the buyer's words. Facts:
    `code_given`, and where they can be said `missing` (with `currency`), `missing_quantity` and `of`.
    """

    code = "coupon_refused"
    title = "The coupon does not apply"

    def __init__(self, reason: str, text: str, /, **facts: Any) -> None:
        super().__init__(text, errors={"code": [text]}, **facts)
        self.reason = reason
        self.code = reason  # type: ignore[misc]  # the rule that failed, not one code for all of them


class UnknownCoupon(CouponRefused):
    """No coupon of this shop has the code."""

    code = "coupon_unknown"


class TooManyCoupons(RuleBroken):
    """Fact `limit`: the most coupons in one cart."""

    code = "too_many_coupons"
    title = "The cart holds too many coupons"


class CouponLost(Conflict):
    """A coupon of the cart cannot be used any more, whatever is in the cart: it has expired or others used it up.

    The code says which (`coupon_used_up`, `coupon_expired`, ...), the detail in the buyer's words. Fact `coupon`. Nothing was
    ordered: who takes the coupon out orders at the price without it.
    """

    code = "coupon_lost"
    title = "A coupon cannot be used any more"

    def __init__(self, coupon: str, reason: str, text: str, /) -> None:
        super().__init__(f"{coupon}: {text}", errors={"coupons": [f"{coupon}: {text}"]}, coupon=coupon)
        self.code = reason  # type: ignore[misc]  # why, not one code for all of them


class CouponNotInCart(NotFound):
    code = "coupon_not_in_cart"
    title = "The cart does not hold this coupon"


class TooManyGiftCards(RuleBroken):
    """Fact `limit`: the most gift cards in one cart."""

    code = "too_many_gift_cards"
    title = "The cart holds too many gift cards"


class GiftCardNotInCart(NotFound):
    code = "gift_card_not_in_cart"
    title = "The cart does not hold this gift card"


class UnknownChannel(RuleBroken):
    """The header `X-Channel` names no channel of this shop."""

    code = "unknown_channel"
    title = "This shop has no such channel"
