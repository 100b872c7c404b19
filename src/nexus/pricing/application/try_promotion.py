"""Try a promotion on past orders: page after page, in the order of time, in bounded memory."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID

import msgspec

from nexus.pricing.contracts.trials import TrialResult
from nexus.pricing.domain.bounds import Costs
from nexus.pricing.domain.effects import Effect
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.tally import Tally
from nexus.pricing.domain.trials import PastOrder, Trial

MOST_KNOWN: Final = 300_000
"""Variants whose costs are kept."""
type Page = Sequence[tuple[PastOrder, Offers]]
"""Orders, each with the promotions that held then."""


class TriedPage(msgspec.Struct, frozen=True, kw_only=True):
    """So many orders, and what the draft does to those that are told."""

    orders: int
    effects: list[Effect]


class TrialStopped(Exception):
    """Nobody wants its result any more."""


class LoadCosts(Protocol):
    """Minor units that a piece costs, by variant; unknown ones are absent. One statement."""

    def __call__(self, variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, int]: ...


@dataclass(slots=True)
class KnownCosts:
    """Costs as they are today: asked for once for each variant, a page's together."""

    load: LoadCosts
    _known: dict[str, dict[UUID, int]] = field(default_factory=dict)
    _asked: set[tuple[str, UUID]] = field(default_factory=set)

    def learn(self, orders: Iterable[PastOrder], /) -> None:
        """Ask for what is in these orders and not known yet. A statement for each currency at most."""
        if len(self._asked) > MOST_KNOWN:
            self._known, self._asked = {}, set()
        wanted = {key for order in orders for key in _variants(order)} - self._asked
        for currency in sorted({currency for currency, _ in wanted}):
            variants = [variant for other, variant in wanted if other == currency]
            self._known.setdefault(currency, {}).update(self.load(variants, currency=currency))
        self._asked |= wanted

    def of(self, currency: str, /) -> Costs:
        return self._known.get(currency, {})


def _variants(order: PastOrder) -> Iterable[tuple[str, UUID]]:
    basket = order.basket
    return ((basket.currency, line.variant_id) for line in (*basket.lines, *basket.gifts))


@dataclass(frozen=True, kw_only=True, slots=True)
class TryPromotion:
    """`went_on(orders done)` is asked after each page; False stops it: raises TrialStopped."""

    went_on: Callable[[int], bool]

    def __call__(self, draft: Promotion | None, pages: Iterable[TriedPage], /) -> TrialResult:
        """`pages`: what the draft does to each order, in the order of time."""
        tally, done = Tally(draft), 0
        for page in pages:
            for effect in page.effects:
                tally.add(effect)
            done += page.orders
            if not self.went_on(done):
                raise TrialStopped
        return tally.result()


def tried_pages(trial: Trial, pages: Iterable[Page], costs: KnownCosts, /) -> Iterator[TriedPage]:
    """What the draft does to each order, page by page."""
    for page in pages:
        costs.learn(order for order, _ in page)
        effects = (trial(order, offers, costs.of(order.basket.currency)) for order, offers in page)
        yield TriedPage(orders=len(page), effects=[one for one in effects if one])
