"""Coupons in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.domain.basket import GivenCoupon
from nexus.pricing.domain.explaining import UNKNOWN_COUPON


def find(codes: Sequence[str], /, *, buyer: BuyerFacts, at: datetime) -> tuple[GivenCoupon, ...]:
    """`application.ports.FindCoupons`."""
    return tuple(GivenCoupon(code=code, problem=UNKNOWN_COUPON) for code in codes)
