"""What the promotions of an instant ask for that a basket does not bring along: gifts, and how often its buyer has ordered."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Protocol, runtime_checkable
from uuid import UUID

from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion


@runtime_checkable
class Gives(Protocol):
    """A benefit that puts goods into the basket."""

    @property
    def gives(self) -> tuple[tuple[UUID, int], ...]:
        """Variants, and how many pieces of each."""
        ...


@runtime_checkable
class CountsOrders(Protocol):
    """A condition that looks at how many orders the buyer has placed before."""

    counts_orders: ClassVar[bool]


def gifts_wanted(offers: Offers, /, *, at: datetime) -> dict[UUID, int]:
    """Every variant that a promotion may give, with the pieces of all of them together: what has to be there to give them all."""
    pieces: Counter[UUID] = Counter()
    for promotion in _live(offers, at):
        if isinstance(promotion.benefit, Gives):
            for variant, count in promotion.benefit.gives:
                pieces[variant] += count
    return dict(pieces)


def asks_for_orders(offers: Offers, /, *, at: datetime) -> bool:
    """Whether any promotion looks at the buyer's earlier orders."""
    return any(counts_orders(promotion) for promotion in _live(offers, at))


def counts_orders(promotion: Promotion, /) -> bool:
    """Whether it looks at the buyer's earlier orders."""
    return any(isinstance(condition, CountsOrders) for condition in promotion.conditions)


def _live(offers: Offers, at: datetime) -> Iterator[Promotion]:
    return (promotion for promotion in offers.promotions if promotion.holds_at(at))
