"""Door of checkout for the contexts above it."""

from uuid import UUID

from nexus.checkout import wiring
from nexus.checkout.domain.cart import CartKey

__all__ = ["merge_guest_cart"]


def merge_guest_cart(token: str, user_id: UUID, /) -> bool:
    """On log-in: move what the guest had collected into the user's cart. Whether there was anything."""
    return wiring.merge_carts()(CartKey(token=token), CartKey(user_id=user_id))
