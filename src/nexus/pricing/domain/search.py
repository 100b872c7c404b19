"""The best combination of promotions for a basket.

Of each group (see lanes) at most one promotion applies, groups apply one after another, an exclusive promotion applies alone.
Among all combinations that this allows, the one that leaves the least to pay is taken; among equal ones the one with more
gifts, then the one found first (by what each saves alone, priority, code). So an offer that is added can never make a basket
dearer, and neither the order of lines nor that of offers matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from nexus.pricing.domain import refusals
from nexus.pricing.domain.branching import Best, Parts, Search
from nexus.pricing.domain.candidates import Candidate, Refused, candidates
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.dues import Dues, PlainDues
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion


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
    refused: Refused = field(default_factory=list)
    is_complete: bool = True


def best_combination(case: Case, offers: Offers, dues: Dues | None = None, /) -> Outcome:
    """Weigh the cart's promotions and choose. Without `dues` the buyer pays what is left."""
    dues = dues or PlainDues((1,) * len(case.start))
    found, refused = candidates(case, offers.promotions)
    together = [one for one in found if not one.promotion.spec.exclusive]
    best = Search(_groups(together, offers), dues).best(case.start)
    for alone in (one for one in found if one.promotion.spec.exclusive):
        tried = _alone(case, alone, dues)
        if tried.worth > best.worth:
            best = Best(tried.worth, tried.path, best.is_complete)
    outcome = Outcome(tuple(_used(case, *chosen) for chosen in best.path), refused, best.is_complete)
    _say_why_not(case, found, offers, outcome)
    return outcome


def _alone(case: Case, one: Candidate, dues: Dues) -> Best:
    left, taken = list(case.start), tuple(part for part in one.take(case.start) if part[1])
    for index, minor in taken:
        left[index] -= minor
    return Best((dues.of(case.start) - dues.of(left), one.gift_worth), ((one, taken),))


def _groups(found: Sequence[Candidate], offers: Offers) -> list[tuple[Candidate, ...]]:
    by_promotion = {one.promotion.id: one for one in found}
    ranked = sorted((one.promotion for one in found), key=lambda one: (one.spec.lane, one.code))
    groups: list[tuple[Candidate, ...]] = []
    for position, members in groupby(ranked, key=lambda one: one.spec.lane):
        for group in offers.strategy_of(position).groups(tuple(members)):
            groups.append(tuple(sorted((by_promotion[one.id] for one in group), key=lambda one: one.rank)))
    return groups


def _used(case: Case, chosen: Candidate, taken: Parts) -> Used:
    places = {line.variant_id: place for place, line in enumerate(case.basket.gifts)}
    gifts = tuple((places[variant], pieces) for variant, pieces in chosen.grant.gifts if variant in places)
    return Used(chosen.promotion, taken, gifts)


def _say_why_not(case: Case, found: Sequence[Candidate], offers: Offers, outcome: Outcome) -> None:
    used = [one.promotion for one in outcome.used]
    ids = {one.id for one in used}
    exclusive = any(one.spec.exclusive for one in used)
    left = _left(case, outcome)
    for one in found:
        if one.promotion.id in ids:
            continue
        if exclusive or one.promotion.spec.exclusive:
            reason = refusals.EXCLUDED
        elif any(_compete(one.promotion, other, offers) for other in used):
            reason = refusals.BEATEN
        else:
            gives = one.gift_worth or any(minor for _, minor in one.take(left))
            reason = refusals.NOT_IN_BEST if gives else refusals.NOTHING_LEFT
        outcome.refused.append((one.promotion, reason))


def _compete(one: Promotion, other: Promotion, offers: Offers) -> bool:
    if one.spec.lane != other.spec.lane:
        return False
    return len(offers.strategy_of(one.spec.lane).groups((one, other))) == 1


def _left(case: Case, outcome: Outcome) -> list[int]:
    left = list(case.start)
    for used in outcome.used:
        for index, minor in used.taken:
            left[index] -= minor
    return left
