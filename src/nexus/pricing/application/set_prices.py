"""Set list prices and say which of them changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nexus.pricing.application.ports import Announce, PriceBook
from nexus.pricing.contracts.dto import Price
from nexus.pricing.contracts.events import PriceChange, PriceChanged
from nexus.pricing.domain.prices import checked


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPrices:
    """All prices or none. A variant that is named twice in one currency has the last price.

    `keep_compare_at`: the compare-at price of a variant that has a price already stays as it is.
    """

    prices: PriceBook
    announce: Announce

    def __call__(self, new: Iterable[Price], /, *, at: datetime, keep_compare_at: bool = False) -> None:
        last = {(price.variant_id, price.list_price.currency): checked(price) for price in new}
        # sorted, so that two writers of the same variants lock their rows in the same order
        stored = self.prices.store(
            [last[key] for key in sorted(last)], keep_compare_at=keep_compare_at, at=at
        )
        if stored:
            self.announce(PriceChanged(variants=tuple(_change(price) for price in stored)))


def _change(price: Price) -> PriceChange:
    return PriceChange(variant_id=price.variant_id, price=price.list_price, compare_at=price.compare_at)
