"""How often promotions and coupons were used, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.domain.lanes import Offers


def exhausted(offers: Offers, /, *, buyer: BuyerFacts, at: datetime) -> frozenset[UUID]:
    """`application.ports.Exhausted`."""
    return frozenset()
