"""The best combination of promotions for a basket.

Of each group (see lanes) at most one promotion applies, groups apply one after another, an exclusive promotion applies alone.
Among all combinations that this allows, the one that leaves the lowest total is taken; among equal ones the one with more
gifts, then the one found first (by what each saves alone, priority, code). So an offer that is added can never make a basket
dearer, and neither the order of lines nor that of offers matters. Branch and bound: what a promotion saves alone bounds what it
can save after others, because cuts are monotone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from nexus.pricing.domain import refusals
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Taken
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.protocols import Grant

MOST_TRIES: Final = 3_000
"""Cuts that are tried before the best combination so far is taken for the best there is."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A promotion that could apply, with what it would take off alone."""

    promotion: Promotion
    grant: Grant
    floors: tuple[int, ...]
    alone: int
    gift_worth: int

    def take(self, left: Sequence[int], /) -> Taken:
        return self.grant.cut.take(left, self.floors) if self.grant.cut else []


@dataclass(frozen=True, slots=True)
class Used:
    """A promotion that applies, with what it takes off each line and freight of the case."""

    promotion: Promotion
    taken: tuple[tuple[int, int], ...]
    gifts: tuple[tuple[int, int], ...] = ()  # (index into basket.gifts, pieces)

    @property
    def amount(self) -> int:
        return sum(minor for _, minor in self.taken)


@dataclass(slots=True)
class Outcome:
    """What became of all candidates. `is_complete`: every allowed combination was considered."""

    used: tuple[Used, ...] = ()
    refused: list[tuple[Promotion, Refusal]] = field(default_factory=list)
    is_complete: bool = True


def best_combination(case: Case, offers: Offers, /) -> Outcome:
    """Weigh the cart's promotions and choose."""
    outcome = Outcome()
    candidates = _candidates(case, offers.promotions, outcome)
    if not candidates:
        return outcome
    start = case.start
    together = [one for one in candidates if not one.promotion.spec.exclusive]
    best = _Search(_groups(together, offers)).best(start)
    for alone in (one for one in candidates if one.promotion.spec.exclusive):
        tried = _Search(((alone,),)).best(start)
        if tried.worth > best.worth:
            best = tried
    outcome.used = tuple(_used(case, *chosen) for chosen in best.path if _gives(*chosen))
    outcome.is_complete = best.is_complete
    _say_why_not(candidates, outcome)
    return outcome


def _candidates(case: Case, promotions: Iterable[Promotion], outcome: Outcome) -> list[Candidate]:
    given = {one.promotion_id: one for one in case.basket.coupons if one.promotion_id}
    found = []
    for promotion in promotions:
        if promotion.spec.kind != "cart" or not promotion.holds_at(case.at):
            continue
        coupon = given.get(promotion.id)
        if promotion.spec.needs_coupon and coupon is None:
            continue
        made = _candidate(case, promotion, coupon.problem if coupon else None)
        if isinstance(made, Refusal):
            outcome.refused.append((promotion, made))
        else:
            found.append(made)
    return sorted(found, key=_rank)


def _candidate(case: Case, promotion: Promotion, problem: Refusal | None) -> Candidate | Refusal:
    if problem is not None:
        return problem
    if promotion.id in case.basket.exhausted:
        return refusals.USED_UP
    granted = promotion.weigh(case)
    if isinstance(granted, Refusal):
        return granted
    floors = promotion.floors(case)
    start = case.start
    alone = sum(minor for _, minor in granted.cut.take(start, floors)) if granted.cut else 0
    worth = _gift_worth(case, granted)
    return Candidate(promotion, granted, floors, alone, worth) if alone or worth else refusals.NOTHING_LEFT


def _rank(one: Candidate) -> tuple[int, int, int, str]:
    return -one.alone, -one.gift_worth, -one.promotion.spec.priority, one.promotion.code


def _gift_worth(case: Case, granted: Grant) -> int:
    prices = {line.variant_id: line.list_price.minor for line in case.basket.gifts}
    return sum(prices.get(variant, 0) * pieces for variant, pieces in granted.gifts)


def _groups(candidates: Sequence[Candidate], offers: Offers) -> tuple[tuple[Candidate, ...], ...]:
    by_promotion = {one.promotion.id: one for one in candidates}
    ranked = sorted((one.promotion for one in candidates), key=lambda one: (one.spec.lane, one.code))
    found: list[tuple[Candidate, ...]] = []
    for position, members in groupby(ranked, key=lambda one: one.spec.lane):
        for group in offers.strategy_of(position).groups(tuple(members)):
            found.append(tuple(sorted((by_promotion[one.id] for one in group), key=_rank)))
    return tuple(found)


type _Path = tuple[tuple[Candidate, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class _Best:
    worth: tuple[int, int] = (0, 0)
    path: _Path = ()
    is_complete: bool = True


class _Search:
    """Depth first through the groups, the most promising candidate first."""

    def __init__(self, groups: tuple[tuple[Candidate, ...], ...], /) -> None:
        self._groups = groups
        self._rest = [(0, 0)]
        for group in reversed(groups):
            money, gifts = self._rest[-1]
            best = max((one.alone for one in group), default=0)
            self._rest.append((money + best, gifts + max((one.gift_worth for one in group), default=0)))
        self._rest.reverse()
        self._tries, self._best = 0, _Best()

    def best(self, start: Sequence[int], /) -> _Best:
        self._go(0, tuple(start), (0, 0), ())
        return _Best(self._best.worth, self._best.path, self._tries <= MOST_TRIES)

    def _go(self, depth: int, left: tuple[int, ...], worth: tuple[int, int], path: _Path) -> None:
        if depth == len(self._groups):
            if worth > self._best.worth:
                self._best = _Best(worth, path)
            return
        seen: list[tuple[dict[int, int], int]] = []
        for one in self._groups[depth]:
            if self._cannot_win(depth + 1, (worth[0] + one.alone, worth[1] + one.gift_worth)):
                break  # the others promise less
            self._tries += 1
            taken = one.take(left)
            if _is_pointless(taken, one.gift_worth, seen):
                continue
            seen.append((dict(taken), one.gift_worth))
            gained = (worth[0] + sum(minor for _, minor in taken), worth[1] + one.gift_worth)
            if not self._cannot_win(depth + 1, gained):
                self._go(depth + 1, _less(left, taken), gained, (*path, (one, tuple(taken))))
        if not seen and not self._cannot_win(depth + 1, worth):
            self._go(depth + 1, left, worth, path)

    def _cannot_win(self, depth: int, worth: tuple[int, int]) -> bool:
        money, gifts = self._rest[depth]
        return self._tries > MOST_TRIES or (worth[0] + money, worth[1] + gifts) <= self._best.worth


def _is_pointless(taken: Taken, gifts: int, seen: Sequence[tuple[dict[int, int], int]]) -> bool:
    """Whether one that was tried here takes as much off every line: cuts never leave more of less, so this one cannot win."""
    return any(
        gifts <= more and all(minor <= other.get(index, 0) for index, minor in taken) for other, more in seen
    )


def _less(left: tuple[int, ...], taken: Taken) -> tuple[int, ...]:
    rest = list(left)
    for index, minor in taken:
        rest[index] -= minor
    return tuple(rest)


def _gives(chosen: Candidate, taken: tuple[tuple[int, int], ...]) -> bool:
    """What others left may be nothing that it can reduce."""
    return bool(chosen.gift_worth) or any(minor for _, minor in taken)


def _used(case: Case, chosen: Candidate, taken: tuple[tuple[int, int], ...]) -> Used:
    places = {line.variant_id: place for place, line in enumerate(case.basket.gifts)}
    gifts = tuple((places[variant], pieces) for variant, pieces in chosen.grant.gifts if variant in places)
    return Used(chosen.promotion, tuple(part for part in taken if part[1]), gifts)


def _say_why_not(candidates: Sequence[Candidate], outcome: Outcome) -> None:
    used = [one.promotion for one in outcome.used]
    ids, lanes = {one.id for one in used}, {one.spec.lane for one in used}
    exclusive = any(one.spec.exclusive for one in used)
    for one in candidates:
        if one.promotion.id in ids:
            continue
        if exclusive or one.promotion.spec.exclusive:
            reason = refusals.EXCLUDED
        else:
            reason = refusals.BEATEN if one.promotion.spec.lane in lanes else refusals.NOT_IN_BEST
        outcome.refused.append((one.promotion, reason))
