"""Door of checkout for the contexts above it."""

from collections.abc import Mapping
from uuid import UUID

from nexus.checkout import wiring
from nexus.checkout.application.place_order import Placed, PlaceOrderCommand
from nexus.checkout.domain.cart import CartKey
from nexus.orders.contracts.dto import Buyer

__all__ = ["Placed", "merge_guest_cart", "order_now"]


def merge_guest_cart(token: str, user_id: UUID, /) -> bool:
    """On log-in: move what the guest had collected into the user's cart. Whether anything was moved."""
    return wiring.merge_carts()(CartKey(token=token), CartKey(user_id=user_id))


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
