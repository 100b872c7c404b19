"""Take over prices that held before the shop came here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nexus.pricing.application.ports import PastPrices
from nexus.pricing.contracts.dto import PastPrice
from nexus.pricing.contracts.errors import InvalidPrice
from nexus.pricing.domain.prices import HIGHEST


@dataclass(frozen=True, kw_only=True, slots=True)
class RememberPrices:
    """All of them or none. Raises InvalidPrice for what cannot have been."""

    past: PastPrices

    def __call__(self, prices: Sequence[PastPrice], /, *, at: datetime) -> None:
        for price in prices:
            if not 0 <= price.minor <= HIGHEST or not price.held_from < price.held_until <= at:
                message = "Must have held from one instant to a later one, both past, at a possible price."
                raise InvalidPrice(errors={"price": [message]}, variant_id=str(price.variant_id))
        self.past.add(prices)
        self.past.compare_running_reductions({price.variant_id for price in prices})
