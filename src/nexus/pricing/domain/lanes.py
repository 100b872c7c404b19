"""Lanes: what promotions of one lane do with each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from nexus.pricing.domain.promotions import Promotion


class LaneStrategy(Protocol):
    """`groups`: of each group at most one promotion applies; the groups apply one after another."""

    type: ClassVar[str]
    title: ClassVar[str]

    def groups(self, members: Sequence[Promotion], /) -> tuple[tuple[Promotion, ...], ...]: ...


class BestWins:
    """One promotion of the lane applies: the one with which the buyer saves most."""

    type: ClassVar[str] = "best"
    title: ClassVar[str] = "The best one wins"

    def groups(self, members: Sequence[Promotion], /) -> tuple[tuple[Promotion, ...], ...]:
        return (tuple(members),)


class Stack:
    """All promotions of the lane apply, one after another: by priority, then by code."""

    type: ClassVar[str] = "stack"
    title: ClassVar[str] = "All apply, one after another"

    def groups(self, members: Sequence[Promotion], /) -> tuple[tuple[Promotion, ...], ...]:
        ranked = sorted(members, key=lambda one: (-one.spec.priority, one.code))
        return tuple((one,) for one in ranked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """A lane of the shop. Lanes apply from the lowest position on; one that nobody set up is of the kind `best`."""

    position: int
    name: str
    strategy: LaneStrategy


@dataclass(frozen=True, slots=True)
class Offers:
    """All promotions that a quote considers, and the lanes they are in.

    `rules_at`: when this edition of the shop's rules began.
    """

    promotions: tuple[Promotion, ...] = ()
    lanes: tuple[Lane, ...] = ()
    rules_at: datetime | None = None

    def strategy_of(self, position: int, /) -> LaneStrategy:
        for lane in self.lanes:
            if lane.position == position:
                return lane.strategy
        return _BEST


_BEST = BestWins()
NO_OFFERS = Offers()
