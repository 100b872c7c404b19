"""Trying a promotion that is not stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import exponent_of
from nexus.pricing import wiring
from nexus.pricing.application.preview_promotion import Trial
from nexus.pricing.application.quote_basket import BasketToQuote
from nexus.pricing.contracts.dto import (
    DEFAULT_CHANNEL,
    NOBODY,
    NOWHERE,
    BuyerFacts,
    Destination,
    QuoteLine,
)
from nexus.pricing.contracts.previews import Preview


def preview(
    spec: Mapping[str, Any],
    lines: Sequence[QuoteLine],
    /,
    *,
    currency: str,
    promotion_id: UUID | None = None,
    gives_code: bool = True,
    at: datetime | None = None,
    buyer: BuyerFacts = NOBODY,
    destination: Destination = NOWHERE,
    channel: str = DEFAULT_CHANNEL,
    shipping_method: str | None = None,
    payment_method: str | None = None,
    coupons: Sequence[str] = (),
    gifts: Sequence[QuoteLine] = (),
) -> Preview:
    """A basket with the promotion as it is written in `spec` beside the shop's own, and without it; writes nothing.

    `promotion_id`: the stored promotion that `spec` would replace. `gives_code`: the buyer gives a coupon of it. `gifts`: a piece
    each of what it may give. The rest as in `quote`. Raises InvalidPromotion naming the fields, and what `quote` raises.
    """
    exponent_of(currency)
    basket = BasketToQuote(
        lines=tuple(lines), currency=currency, at=at or clock.now(), buyer=buyer, destination=destination, channel=channel,
        shipping_method=shipping_method or None, payment_method=payment_method or None, coupons=tuple(coupons),
        gifts=tuple(gifts),
    )  # fmt: skip
    trial = Trial(spec=spec, promotion_id=promotion_id or new_id(), basket=basket, gives_code=gives_code)
    return wiring.preview_promotion()(trial)
