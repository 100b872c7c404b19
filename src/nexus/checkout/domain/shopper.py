"""Who looks at a cart, and what they have said about where the goods go and how they are sent and paid."""

from dataclasses import dataclass
from typing import Final

from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, NOBODY, NOWHERE, BuyerFacts, Destination


@dataclass(frozen=True, kw_only=True, slots=True)
class Shopper:
    """Everything that prices depend on besides the goods; what nobody has said yet is empty."""

    buyer: BuyerFacts = NOBODY
    destination: Destination = NOWHERE
    channel: str = DEFAULT_CHANNEL
    shipping_method: str | None = None
    payment_method: str | None = None


STRANGER: Final = Shopper()
"""A guest who has said nothing."""
