"""Coupons, and the uses of them and of promotions."""

from uuid import UUID

from nexus.kernel import clock
from nexus.pricing import wiring
from nexus.pricing.contracts.dto import BuyerFacts, Quote
from nexus.pricing.domain import coupons


def normal_code(text: str, /) -> str:
    """The one spelling of everything that a person may type for the same code; quotes name codes so. Empty for nothing."""
    return coupons.normal_code(text)


def claim_uses(order_id: UUID, quote: Quote, /, *, buyer: BuyerFacts) -> None:
    """The order uses what its quote applied: once for each promotion, and for the coupon that let it.

    In the transaction that places the order, after the quote was made in it; `buyer` with account and address as the order has
    them. Nothing to do: no statement. Else three, one more with coupons. Raises PromotionUsedUp and CouponUsedUp (409, naming
    which), BuyerNeeded, Busy.
    """
    wiring.claim_uses()(order_id, quote, buyer=buyer, at=clock.now())


def return_uses(order_id: UUID, /) -> None:
    """The order failed or was cancelled: what it used may be used again. The second time nothing happens. Raises Busy."""
    wiring.return_uses()(order_id, at=clock.now())
