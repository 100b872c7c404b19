"""Offers that take something off: lanes in order; inside a lane the best one wins, the next lane sees what
is left.

An offer is an object with the shape of `Offer`; conditions are judged on list prices, so that one offer can
never take away the ground of another, and benefits on what is left of each line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.trace import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Goods:
    """What an offer may look at: the lines (in an order of its own, not the buyer's) and minor units left
    of each.
    """

    currency: str
    lines: tuple[BasketLine, ...]
    left: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Reduction:
    """Minor units to take off each line of the goods, in their order. More than is left of a line is cut to
    that.
    """

    amounts: tuple[int, ...]


class Offer(Protocol):
    """A candidate: `code` is unique, `title` is for the buyer, lanes apply from low to high."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lane(self) -> int: ...

    def weigh(self, goods: Goods, /) -> Reduction | Refusal:
        """What it would take off, or why it does not apply. Pure."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """An offer with the minor units it took off each line, in the basket's own order."""

    offer: Offer
    amounts: tuple[int, ...]


@dataclass(slots=True)
class Outcome:
    """What became of all candidates."""

    applied: list[Applied] = field(default_factory=list)
    refused: list[tuple[Offer, Refusal]] = field(default_factory=list)


BEATEN = Refusal(code="better_offer", text="Another offer of the same kind saves more.")
NOTHING_LEFT = Refusal(code="nothing_to_reduce", text="There is nothing left to reduce.")


def apply_offers(basket: Basket, offers: Iterable[Offer], /, *, at: datetime) -> Outcome:
    """Weigh all offers against the basket. The result depends neither on the order of lines nor on that of
    offers.
    """
    outcome = Outcome()
    order = tuple(basket.by_variant())
    lines = tuple(basket.lines[index] for index in order)
    left = tuple(line.worth.minor for line in lines)
    ranked = sorted(offers, key=lambda offer: (offer.lane, offer.code))
    for _, lane in groupby(ranked, key=attrgetter("lane")):
        goods = Goods(currency=basket.currency, lines=lines, left=left, at=at)
        taken = _best_of_lane(tuple(lane), goods, order, outcome)
        left = tuple(rest - amount for rest, amount in zip(left, taken, strict=True))
    return outcome


def _best_of_lane(
    lane: Sequence[Offer], goods: Goods, order: tuple[int, ...], outcome: Outcome
) -> tuple[int, ...]:
    """Record the lane's winner and losers; returns what the winner takes off each line of the goods."""
    weighed = [(offer, _weigh(offer, goods)) for offer in lane]
    outcome.refused.extend((offer, found) for offer, found in weighed if isinstance(found, Refusal))
    winners = [(offer, found) for offer, found in weighed if not isinstance(found, Refusal)]
    if not winners:
        return (0,) * len(goods.lines)
    best, taken = max(winners, key=lambda winner: sum(winner[1]))  # the first of equals: lowest code
    outcome.refused.extend((offer, BEATEN) for offer, _ in winners if offer is not best)
    outcome.applied.append(Applied(offer=best, amounts=_in_basket_order(taken, order)))
    return taken


def _weigh(offer: Offer, goods: Goods) -> tuple[int, ...] | Refusal:
    found = offer.weigh(goods)
    if isinstance(found, Refusal):
        return found
    taken = tuple(max(0, min(amount, rest)) for amount, rest in zip(found.amounts, goods.left, strict=True))
    return taken if any(taken) else NOTHING_LEFT


def _in_basket_order(taken: tuple[int, ...], order: tuple[int, ...]) -> tuple[int, ...]:
    amounts = [0] * len(order)
    for position, index in enumerate(order):
        amounts[index] = taken[position]
    return tuple(amounts)
