"""Conditions on what is in the basket. All look at list prices before every promotion."""

from typing import Annotated, ClassVar

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal, more_pieces
from nexus.pricing.domain.selection import EVERYTHING, Selection
from nexus.pricing.domain.strategies.fields import Pieces, check_amounts, other_currency
from nexus.pricing.domain.strategies.parts import Part, check_parts
from nexus.pricing.domain.strategies.protocols import Amounts, Strategy, minor_in

type _Of = Annotated[Selection, Meta(title="Of these goods")]


class _Spend(Strategy, frozen=True, kw_only=True):
    """About what goods (of a selection) are worth."""

    amounts: Amounts
    of: _Of = EVERYTHING

    def __post_init__(self) -> None:
        check_amounts(self.amounts, field="amounts", above_zero=True)


class MinimumSpend(_Spend, frozen=True, kw_only=True):
    """Goods (of a selection) worth at least so much at list prices."""

    type: ClassVar[str] = "min_spend"
    title: ClassVar[str] = "Minimum spend"
    in_catalogue: ClassVar[bool] = False

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        wanted = minor_in(self.amounts, case.currency)
        if wanted is None:
            return other_currency(case.currency)
        there = case.worth_of(case.matching(self.of, scope))
        if there >= wanted:
            return None
        missing, of = case.money(wanted - there), self.of.label
        text = f"{missing} {case.currency} more{f' of {of}' if of else ''}."
        return Refusal(code="min_spend", text=text, missing=missing, of=of)


class MaximumSpend(_Spend, frozen=True, kw_only=True):
    """Goods (of a selection) worth at most so much at list prices."""

    type: ClassVar[str] = "max_spend"
    title: ClassVar[str] = "Maximum spend"
    in_catalogue: ClassVar[bool] = False

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        most = minor_in(self.amounts, case.currency)
        if most is None:
            return other_currency(case.currency)
        if case.worth_of(case.matching(self.of, scope)) <= most:
            return None
        of = f" of {self.of.label}" if self.of.label else ""
        return Refusal(
            code="max_spend", text=f"This offer is for at most {case.money(most)} {case.currency}{of}."
        )


class MinimumQuantity(Strategy, frozen=True, kw_only=True):
    """At least so many pieces (of a selection), of one kind or of several."""

    type: ClassVar[str] = "min_quantity"
    title: ClassVar[str] = "Minimum quantity"
    in_catalogue: ClassVar[bool] = False

    quantity: Pieces
    of: _Of = EVERYTHING

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        there = case.pieces_of(case.matching(self.of, scope))
        if there >= self.quantity:
            return None
        return more_pieces("min_quantity", self.quantity - there, of=self.of.label)


class Contains(Strategy, frozen=True, kw_only=True):
    """Each of these things in the basket, so many pieces of each. A piece that two of them name counts for both."""

    type: ClassVar[str] = "contains"
    title: ClassVar[str] = "The basket contains"
    in_catalogue: ClassVar[bool] = False

    parts: Annotated[tuple[Part, ...], Meta(title="Things", min_length=1, max_length=20)]

    def __post_init__(self) -> None:
        check_parts(self.parts, field="parts", apart=False)

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        for part in self.parts:
            there = case.pieces_of(case.matching(part.of, scope))
            if there < part.quantity:
                return more_pieces("contains", part.quantity - there, of=part.of.label)
        return None
