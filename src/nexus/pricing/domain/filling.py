"""Filling a cart until a promotion applies, with as little as its refusals ask for."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from nexus.pricing.contracts.errors import UnknownShippingMethod
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.selection import EVERYTHING, Selection
from nexus.pricing.domain.situations import Ground, Situation
from nexus.pricing.domain.wishes import granted

_MOST_STEPS: Final = 12
_MOST_PIECES: Final = 10_000
_CANDIDATES: Final = 3


def fulfilled(
    ground: Ground, situation: Situation, promotion: Promotion, /, *, anchor: int
) -> Situation | Refusal | None:
    """The situation in which the promotion applies, seen alone, or why none was found; None: it contradicts what was wished
    before. `anchor`: goods to take more of, where they serve."""
    wished = granted(promotion, situation)
    refusal: Refusal | None = None
    for _ in range(_MOST_STEPS):
        if wished is None:
            return refusal
        refusal = _refusal(ground, wished, promotion)
        if refusal is None:
            return wished
        wished = _grown(ground, wished, promotion, refusal, anchor)
    return refusal


def _refusal(ground: Ground, situation: Situation, promotion: Promotion) -> Refusal | None:
    try:
        found = promotion.weigh(ground.case(situation))
    except UnknownShippingMethod as error:
        return Refusal(code=error.code, text=str(error))
    return found if isinstance(found, Refusal) else None


def _grown(
    ground: Ground, situation: Situation, promotion: Promotion, refusal: Refusal, anchor: int
) -> Situation | None:
    """One step nearer; None: nothing helps."""
    if not refusal.is_near and refusal.code != "nothing_matches":
        return None
    asked = _who_refuses(ground.case(situation), promotion)
    for selection in (*selections_of(asked), *selections_of(promotion.target), EVERYTHING):
        for index in _candidates(ground, situation, promotion, selection, anchor):
            more = _pieces(ground.goods[index], refusal)
            if more is None:
                continue
            tried = situation.more(index, more)
            if _is_nearer(_refusal(ground, tried, promotion), refusal):
                return tried
    return None


def _who_refuses(case: Case, promotion: Promotion) -> Any:
    """The condition that fails, or the benefit."""
    vendor = promotion.spec.vendor_id
    scope = tuple(
        index for index in case.goods
        if vendor is None or ((facts := case.lines[index].goods) is not None and facts.vendor_id == vendor)
    )  # fmt: skip
    failing = (one for one in promotion.conditions if one.judge(case, scope) is not None)
    return next(failing, promotion.benefit)


def selections_of(strategy: Any, /) -> Iterator[Selection]:
    """Goods that it names, wherever in its settings."""
    if isinstance(strategy, Selection):
        yield strategy
    elif isinstance(strategy, msgspec.Struct):
        for name in strategy.__struct_fields__:
            yield from selections_of(getattr(strategy, name))
    elif isinstance(strategy, tuple | list):
        for one in strategy:
            yield from selections_of(one)


def _candidates(
    ground: Ground, situation: Situation, promotion: Promotion, selection: Selection, anchor: int
) -> list[int]:
    """The anchor before what is in the cart, that before the rest, the cheapest first."""
    vendor = promotion.spec.vendor_id
    found: Iterable[int] = (
        index for index, line in enumerate(ground.goods)
        if selection.matches(line.variant_id, line.goods)
        and (vendor is None or (line.goods is not None and line.goods.vendor_id == vendor))
    )  # fmt: skip
    ranked = sorted(
        found,
        key=lambda index: (
            index != anchor,
            index not in situation.pieces,
            ground.goods[index].list_price.minor,
        ),
    )
    return ranked[:_CANDIDATES]


def _pieces(line: BasketLine, refusal: Refusal) -> int | None:
    """So many more as the refusal asks for; None: too many, or they are worth nothing."""
    if refusal.missing is None:
        return refusal.missing_quantity or 1
    price = line.list_price.minor
    if not price:
        return None
    pieces = -(-refusal.missing.minor // price)
    return pieces if pieces <= _MOST_PIECES else None


def _is_nearer(after: Refusal | None, before: Refusal) -> bool:
    if after is None or (after.code, after.of) != (before.code, before.of):
        return True
    if before.missing is not None and after.missing is not None:
        return after.missing < before.missing
    return (after.missing_quantity or 0) < (before.missing_quantity or 0)
