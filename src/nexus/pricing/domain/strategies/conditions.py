"""Conditions that look at the basket."""

from typing import ClassVar

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.selection import EVERYTHING, Selection
from nexus.pricing.domain.strategies.protocols import Amounts, Strategy, check_amounts, minor_in


class MinimumSpend(Strategy, frozen=True, kw_only=True):
    """Goods (of a selection) worth at least so much at list prices."""

    type: ClassVar[str] = "min_spend"
    title: ClassVar[str] = "Minimum spend"
    in_catalogue: ClassVar[bool] = False

    amounts: Amounts
    of: Selection = EVERYTHING

    def __post_init__(self) -> None:
        check_amounts(self.amounts, field="amounts")

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        wanted = minor_in(self.amounts, case.currency)
        if wanted is None:
            return Refusal(code="other_currency", text=f"This offer does not apply to {case.currency}.")
        there = case.worth_of(case.matching(self.of, scope))
        if there >= wanted:
            return None
        missing, of = case.money(wanted - there), self.of.label
        text = f"{missing} {case.currency} more{f' of {of}' if of else ''}."
        return Refusal(code="min_spend", text=text, missing=missing, of=of)
