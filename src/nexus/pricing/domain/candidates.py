"""Promotions that could apply to a basket, with what each would take off alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nexus.pricing.domain import refusals
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import LineCut, Taken
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.protocols import Grant

type Refused = list[tuple[Promotion, Refusal]]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A promotion that could apply.

    `alone`: minor units that it takes off when no other does; `gift_worth`: list price of what it gives.
    """

    promotion: Promotion
    grant: Grant
    floors: tuple[int, ...]
    alone: int
    gift_worth: int
    is_separable: bool

    def take(self, left: Sequence[int], /) -> Taken:
        return self.grant.cut.take(left, self.floors) if self.grant.cut else []

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The most promising first, equal ones by priority, then by code."""
        spec = self.promotion.spec
        return -self.alone, -self.gift_worth, -spec.priority, spec.code


def candidates(case: Case, promotions: Iterable[Promotion], /) -> tuple[list[Candidate], Refused]:
    """Those that could apply in the order of their rank, and the others with the reason."""
    given = {one.promotion_id: one for one in case.basket.coupons if one.promotion_id}
    found: list[Candidate] = []
    refused: Refused = []
    for promotion in promotions:
        if promotion.spec.kind != "cart" or not promotion.holds_at(case.at):
            continue
        coupon = given.get(promotion.id)
        if promotion.spec.needs_coupon and coupon is None:
            continue
        made = _candidate(case, promotion, coupon.problem if coupon else None)
        if isinstance(made, Refusal):
            refused.append((promotion, made))
        else:
            found.append(made)
    return sorted(found, key=lambda one: one.rank), refused


def _candidate(case: Case, promotion: Promotion, problem: Refusal | None) -> Candidate | Refusal:
    if problem is not None:
        return problem
    if promotion.id in case.basket.exhausted:
        return refusals.USED_UP
    granted = promotion.weigh(case)
    if isinstance(granted, Refusal):
        return granted
    floors = promotion.floors(case)
    taken = granted.cut.take(case.start, floors) if granted.cut else []
    alone = sum(minor for _, minor in taken)
    worth = _gift_worth(case, granted)
    if not (alone or worth):
        return refusals.NOTHING_LEFT
    separable = granted.cut is None or isinstance(granted.cut, LineCut)
    return Candidate(promotion, granted, floors, alone, worth, separable)


def _gift_worth(case: Case, granted: Grant) -> int:
    prices = {line.variant_id: line.list_price.minor for line in case.basket.gifts}
    return sum(prices.get(variant, 0) * pieces for variant, pieces in granted.gifts)
