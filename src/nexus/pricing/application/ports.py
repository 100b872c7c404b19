"""What the use cases need from outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, BuyerFacts, Destination, PastPrice, Price
from nexus.pricing.contracts.events import PriceChanged
from nexus.pricing.domain.basket import BasketLine, GivenCoupon
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.price_lists import PriceSheet
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.taxes import TaxTable


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceQuestion:
    """Which prices are asked for. `products`: those of the variants, for prices that hold for a whole product.

    `base`: the shop's currency, from which prices are converted into others.
    """

    variants: frozenset[UUID]
    products: frozenset[UUID] = frozenset()
    currency: str
    base: str
    at: datetime
    user_id: UUID | None = None
    groups: frozenset[str] = frozenset()
    channel: str = DEFAULT_CHANNEL


@dataclass(frozen=True, slots=True)
class LoadedPrices:
    """All prices that may hold, and the edition of the shop's rules under which they were read (None: it never had any)."""

    sheet: PriceSheet
    edition: UUID | None


class PriceBook(Protocol):
    """Where list prices are kept."""

    def load_sheet(self, question: PriceQuestion, /) -> LoadedPrices:
        """One statement."""
        ...

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


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeTerms:
    """Taxes and shipping, as far as they matter to one basket."""

    taxes: TaxTable
    shipping: ShippingTable


class LoadTerms(Protocol):
    """What the shop has set about taxes and shipping under an edition; no statement when it is known, one in a shop that asks
    providers."""

    def __call__(
        self,
        edition: UUID | None,
        /,
        *,
        currency: str,
        to: Destination,
        lines: Sequence[BasketLine],
        at: datetime,
    ) -> TradeTerms: ...


class FindExemption(Protocol):
    """Why this buyer pays no tax there; empty: they do. One statement for a buyer with an account in a shop that has taxes,
    none otherwise."""

    def __call__(self, taxes: TaxTable, /, *, buyer: BuyerFacts, to: Destination, at: datetime) -> str: ...


class LoadOffers(Protocol):
    """The shop's promotions under an edition; no statement when they are known."""

    def __call__(self, edition: UUID | None, /, *, at: datetime) -> Offers: ...


class FindCoupons(Protocol):
    """What is known of the codes that a buyer gave: one statement, none without codes."""

    def __call__(
        self, codes: Sequence[str], /, *, buyer: BuyerFacts, at: datetime
    ) -> tuple[GivenCoupon, ...]: ...


class Exhausted(Protocol):
    """Which of these promotions are used up, in all or by this buyer. One statement, none when none has limits."""

    def __call__(self, offers: Offers, /, *, buyer: BuyerFacts, at: datetime) -> frozenset[UUID]: ...


class Announce(Protocol):
    """Tell the world that prices changed."""

    def __call__(self, fact: PriceChanged, /) -> None: ...
