"""What the use cases need from outside."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.pricing.contracts.dto import PastPrice, Price
from nexus.pricing.contracts.events import PriceChanged
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.taxes import TaxTable


class PriceBook(Protocol):
    """Where list prices are kept."""

    def load(self, variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, Price]:
        """Prices by variant; one statement."""
        ...

    def store(self, prices: Sequence[Price], /, *, keep_compare_at: bool, at: datetime) -> tuple[Price, ...]:
        """Write the prices; returns those that are new or different. One statement."""
        ...


class PastPrices(Protocol):
    """What variants cost before."""

    def add(self, past: Sequence[PastPrice], /) -> None:
        """A time that is known already stays as it is."""
        ...

    def compare_running_reductions(self, variant_ids: Collection[UUID], /) -> None:
        """Find out anew what these variants' reductions are compared with."""
        ...


class Terms(Protocol):
    """What the shop has set about taxes and shipping. Costs no statement."""

    def taxes(self) -> TaxTable: ...

    def shipping(self, *, currency: str) -> ShippingTable: ...


class Announce(Protocol):
    """Tell the world that prices changed."""

    def __call__(self, fact: PriceChanged, /) -> None: ...
