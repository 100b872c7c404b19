"""More off the more is bought."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Cut, Share
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal, more_pieces
from nexus.pricing.domain.strategies.fields import (
    Percent,
    Pieces,
    check_amounts,
    check_percent,
    other_currency,
)
from nexus.pricing.domain.strategies.protocols import GOODS_ONLY, Amounts, Grant, Reach, Strategy, minor_in
from nexus.pricing.domain.strategies.reductions import off_together


class Tier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From so many pieces, or from so much at list prices on: a percentage or an amount off all of them."""

    quantity: Annotated[Pieces | None, Meta(title="From pieces")] = None
    spend: Annotated[Amounts | None, Meta(title="From worth")] = None
    percent: Annotated[Percent | None, Meta(title="Percent off")] = None
    amounts: Annotated[Amounts | None, Meta(title="Amount off, together")] = None

    def __post_init__(self) -> None:
        if (self.quantity is None) == (self.spend is None):
            raise ValueError("quantity: give either quantity or spend")
        if (self.percent is None) == (self.amounts is None):
            raise ValueError("percent: give either percent or amounts")
        if self.spend is not None:
            check_amounts(self.spend, field="spend", above_zero=True)
        if self.percent is not None:
            check_percent(self.percent)
        if self.amounts is not None:
            check_amounts(self.amounts, field="amounts", above_zero=True)


class Tiers(Strategy, frozen=True, kw_only=True):
    """Steps by quantity or by value of the target's goods; the highest one that is reached counts, for all of them.

    Every step begins above the one before it. In a currency that a step does not name there is no such step.
    """

    type: ClassVar[str] = "tiers"
    title: ClassVar[str] = "Tiers by quantity or value"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    steps: Annotated[tuple[Tier, ...], Meta(title="Steps", min_length=1, max_length=50)]

    def __post_init__(self) -> None:
        by_quantity = self.steps[0].quantity is not None
        for index, step in enumerate(self.steps):
            if (step.quantity is not None) != by_quantity:
                raise ValueError(f"steps[{index}]: all by quantity or all by value")
        if by_quantity:
            _check_rising([step.quantity or 0 for step in self.steps], field="quantity")
        for currency in {currency for step in self.steps for currency in step.spend or ()}:
            _check_rising([minor_in(step.spend or {}, currency) for step in self.steps], field="spend")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        if not picked:
            return NOTHING_MATCHES
        steps = [(start, step) for step in self.steps if (start := _start(step, case)) is not None]
        if not steps:
            return other_currency(case.currency)
        by_quantity = self.steps[0].quantity is not None
        there = case.pieces_of(picked) if by_quantity else case.worth_of(picked)
        reached = [step for start, step in steps if start <= there]
        if not reached:
            return _short(case, steps[0][0] - there, by_quantity)
        return Grant(cut=_cut(reached[-1], case, picked))


def _check_rising(starts: Sequence[int | None], *, field: str) -> None:
    last = 0
    for index, start in enumerate(starts):
        if start is not None and start <= last:
            raise ValueError(f"steps[{index}].{field}: must be above the step before")
        last = last if start is None else start


def _start(step: Tier, case: Case) -> int | None:
    """Pieces or minor units from which on it counts; None: it says nothing about this currency."""
    if step.amounts is not None and case.currency not in step.amounts:
        return None
    return step.quantity if step.spend is None else minor_in(step.spend, case.currency)


def _short(case: Case, missing: int, by_quantity: bool) -> Refusal:
    if by_quantity:
        return more_pieces("tiers", missing)
    money = case.money(missing)
    return Refusal(code="tiers", text=f"{money} {case.currency} more.", missing=money)


def _cut(step: Tier, case: Case, picked: tuple[int, ...]) -> Cut:
    if step.percent is None:
        return off_together(case, picked, minor_in(step.amounts or {}, case.currency) or 0)
    top, bottom = (step.percent / 100).as_integer_ratio()
    return Share(tuple((index, top, bottom) for index in picked))
