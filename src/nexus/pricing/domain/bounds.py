"""Where a price goes further down than the merchant can want: below a floor, below cost, or more than so many percent off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID

from nexus.pricing.domain.figures import Figures
from nexus.pricing.domain.quote import Priced

type Bound = Literal["floor", "cost", "percent"]
type Costs = Mapping[UUID, int]
"""Minor units that a piece costs the seller, by variant; absent: not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """A bound that a price passes. `line`: index of the basket's line, None: the order as a whole. `left` and `bound`: minor
    units that remain and that should remain at least."""

    bound_kind: Bound
    left: int
    bound: int
    line: int | None = None


def breaches(
    priced: Priced, figures: Figures, costs: Costs, /, *, most_percent: Decimal | None = None
) -> Iterator[Breach]:
    """Every bound that this price passes; a line's before the order's."""
    floors = floors_of(priced)
    for index in range(priced.bought):
        yield from _line_breaches(priced, figures, costs, index, floors[index], most_percent)
    yield from _order_breaches(priced, figures, costs, most_percent)


def floors_of(priced: Priced, /) -> tuple[int, ...]:
    """Minor units that the goods' own floors and those of every promotion that applied to them leave of each bought line. List
    prices that are below a floor by themselves are no promotion's doing."""
    floors = [line.floor * line.quantity for line in priced.basket.lines[: priced.bought]]
    for index in range(priced.bought):
        quantity = priced.basket.lines[index].quantity
        for step in priced.pieces[index].steps:
            share = step.promotion.spec.floor_percent
            floors[index] = max(floors[index], _share(priced, index, share, pieces=1) * quantity)
    for used in priced.outcome.used:
        share = used.promotion.spec.floor_percent
        for place, _ in used.taken if share else ():
            if place < len(priced.order):
                index = priced.order[place]
                floors[index] = max(floors[index], _share(priced, index, share))
    return tuple(
        min(floor, line.worth.minor) for floor, line in zip(floors, priced.basket.lines, strict=False)
    )


def _share(priced: Priced, index: int, percent: Decimal, /, *, pieces: int | None = None) -> int:
    line = priced.basket.lines[index]
    return -int(-(line.list_price.minor * (pieces or line.quantity) * percent / 100) // 1)


def _line_breaches(
    priced: Priced, figures: Figures, costs: Costs, index: int, floor: int, most_percent: Decimal | None
) -> Iterator[Breach]:
    line, left = priced.basket.lines[index], figures.lines[index]
    if left < floor:
        yield Breach(bound_kind="floor", left=left, bound=floor, line=index)
    cost, net = costs.get(line.variant_id), figures.nets[index]
    if cost is not None and net < cost * line.quantity:
        yield Breach(bound_kind="cost", left=net, bound=cost * line.quantity, line=index)
    if most_percent is not None and left < (bound := _share(priced, index, 100 - most_percent)):
        yield Breach(bound_kind="percent", left=left, bound=bound, line=index)


def _order_breaches(
    priced: Priced, figures: Figures, costs: Costs, most_percent: Decimal | None
) -> Iterator[Breach]:
    lines = priced.basket.lines
    if lines and all(line.variant_id in costs for line in lines):
        cost, net = sum(costs[line.variant_id] * line.quantity for line in lines), sum(figures.nets)
        if net < cost:
            yield Breach(bound_kind="cost", left=net, bound=cost)
    worth = sum(line.worth.minor for line in lines)
    left = sum(figures.lines)
    if most_percent is not None and left < (bound := -int(-(worth * (100 - most_percent) / 100) // 1)):
        yield Breach(bound_kind="percent", left=left, bound=bound)
