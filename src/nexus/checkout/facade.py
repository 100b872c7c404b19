"""Door of checkout for the contexts above it. Everything runs inside the caller's tenant scope."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nexus.checkout import wiring
from nexus.checkout.application.place_order import Placed, PlaceOrderCommand
from nexus.checkout.domain.cart import MAX_QUANTITY, Cart, CartKey
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.checkout.domain.shopper import Shopper
from nexus.checkout.infrastructure import carts
from nexus.checkout.queries.cart_body import cart_body
from nexus.checkout.queries.price_cart import price_cart
from nexus.checkout.queries.shoppers import shopper_of
from nexus.kernel.money import Money
from nexus.orders.contracts.dto import Buyer
from nexus.pricing.contracts.dto import Destination, ShippingOption
from nexus.tenancy.facade import tenant

__all__ = [
    "MAX_QUANTITY", "CartKey", "Placed", "add_to_cart", "cart", "cart_currency", "choose", "clear_cart", "drop_coupon",
    "drop_gift_card", "merge_guest_cart", "order_now", "pieces_in_cart", "place", "remove_line", "set_quantity",
    "shipping_options", "use_coupon", "use_gift_card",
]  # fmt: skip


def cart(
    key: CartKey,
    /,
    *,
    country: str | None = None,
    region: str = "",
    postal_code: str = "",
    shipping_method: str | None = None,
    payment_method: str | None = None,
    email: str = "",
) -> dict[str, Any]:
    """The cart as the HTTP contract shows it, priced now, as far as is known where it goes, how, and who pays how.

    `email`: what a guest has said, for offers that are one buyer's. Raises UnknownShippingMethod.
    """
    shopper = shopper_of(
        key,
        destination=Destination(country=country or "", region=region, postal_code=postal_code),
        shipping_method=shipping_method,
        payment_method=payment_method,
        email=email,
    )
    return cart_body(_priced(carts.cart(key), shopper), token=None)


def _priced(held: Cart, shopper: Shopper) -> PricedCart:
    return price_cart(held, currency=held.terms.currency or tenant().currency, shopper=shopper)


def cart_currency(key: CartKey, /) -> str:
    """What the cart is priced in. One statement."""
    return carts.cart(key).terms.currency or tenant().currency


def add_to_cart(key: CartKey, /, *, variant_id: UUID, quantity: int) -> None:
    """Put pieces in; the same variant again adds up. Raises ProductNotFound, QuantityTooLarge, CartFull."""
    wiring.add_to_cart()(key, variant_id=variant_id, quantity=quantity)


def set_quantity(key: CartKey, line_id: UUID, /, *, quantity: int) -> None:
    """Raises CartItemNotFound, QuantityTooLarge."""
    wiring.change_line().set_quantity(key, line_id, quantity=quantity)


def remove_line(key: CartKey, line_id: UUID, /) -> None:
    """Raises CartItemNotFound."""
    wiring.change_line().remove(key, line_id)


def clear_cart(key: CartKey, /) -> None:
    """Take everything out; an empty cart stays empty."""
    wiring.change_line().clear(key)


def use_coupon(key: CartKey, code: str, /, *, email: str = "") -> None:
    """Keep a coupon in the cart; `email`: what a guest has said.

    Raises CouponRefused (UnknownCoupon) saying why it does not apply, TooManyCoupons.
    """
    shopper = shopper_of(key, email=email)
    wiring.use_coupon(lambda held: _priced(held, shopper))(key, code)


def drop_coupon(key: CartKey, code: str, /) -> None:
    """Raises CouponNotInCart."""
    wiring.change_terms().drop_coupon(key, code)


def use_gift_card(key: CartKey, code: str, /) -> None:
    """Pay with a gift card when the cart is ordered. Raises GiftCardRefused saying why not, TooManyGiftCards."""
    wiring.change_terms().add_card(key, code, currency=tenant().currency)


def drop_gift_card(key: CartKey, card_id: UUID, /) -> None:
    """Raises GiftCardNotInCart."""
    wiring.change_terms().drop_card(key, card_id)


def choose(key: CartKey, /, *, currency: str | None = None, use_credit: bool | None = None) -> None:
    """Choose the currency, and whether the buyer's store credit pays; None leaves it as it is."""
    wiring.change_terms().choose(key, currency=currency, use_credit=use_credit)


def shipping_options(body: Mapping[str, Any], /) -> tuple[ShippingOption, ...]:
    """The ways to ship what a cart (as `cart` shows it) holds, priced. No statement."""
    return tuple(
        ShippingOption(
            code=option["code"],
            name=option["name"],
            price=Money.of(option["price"], option["currency"]),
            missing_for_free=_money(option["missing_for_free"], option["currency"]),
            store_id=UUID(option["store_id"]) if option["store_id"] else None,
        )
        for option in body["shipping_options"]
    )


def _money(amount: str | None, currency: str) -> Money | None:
    return None if amount is None else Money.of(amount, currency)


def place(
    key: CartKey,
    /,
    *,
    cart_id: UUID | None,
    user_id: UUID | None,
    buyer: Buyer,
    payment_method: str,
    shipping_method: str | None,
    agreed_total: Money,
) -> Placed:
    """Order what is in the cart, for the total that the buyer was shown.

    Raises CartEmpty, NotForSale, MissingPrice, TotalChanged, OutOfStock, UnknownProvider, UnknownShippingMethod.
    """
    command = PlaceOrderCommand(
        cart=key,
        user_id=user_id,
        buyer=buyer,
        payment_method=payment_method,
        shipping_method=shipping_method,
        currency=tenant().currency,
        agreed_total=agreed_total,
        cart_id=cart_id,
    )
    return wiring.place_order()(command)


def merge_guest_cart(token: str, user_id: UUID, /) -> bool:
    """On log-in: move what the guest had collected into the user's cart. Whether anything was moved."""
    return wiring.merge_carts()(CartKey(token=token), CartKey(user_id=user_id))


def pieces_in_cart(user_id: UUID, /) -> int:
    """How many pieces the user's cart holds, for the number in the header. One statement."""
    return sum(line.quantity for line in carts.cart(CartKey(user_id=user_id)).lines)


def order_now(
    user_id: UUID, quantities: Mapping[UUID, int], /, *, buyer: Buyer, payment_method: str, currency: str
) -> Placed:
    """Order for a user what is in their cart plus these quantities. Inside the caller's scope; raises what placing raises."""
    key = CartKey(user_id=user_id)
    for variant_id, quantity in quantities.items():
        wiring.add_to_cart()(key, variant_id=variant_id, quantity=quantity)
    command = PlaceOrderCommand(
        cart=key,
        user_id=user_id,
        buyer=buyer,
        payment_method=payment_method,
        shipping_method=None,
        currency=currency,
    )
    return wiring.place_order()(command)
