"""Catalogue promotions: a part of the price of a piece, the same in listings, on the product's page and in the cart.

A price is a function of the piece, the buyer's groups, the channel and the instant; nothing is stored per product, so a
promotion that starts or ends is right in that very second. In each lane the promotion that leaves the lowest price wins, lanes
apply from the lowest position on, an exclusive one applies alone if that is cheaper. Each step is monotone in the price, so a
promotion that is added never makes a piece dearer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import cast

from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.case import Case, case_of
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.strategies.protocols import PieceBenefit


@dataclass(frozen=True, slots=True)
class PieceStep:
    """A promotion that took so many minor units off the price of a piece."""

    promotion: Promotion
    minor: int


@dataclass(frozen=True, slots=True)
class PiecePrice:
    """The price of a piece and how it came about."""

    minor: int
    steps: tuple[PieceStep, ...] = ()


def live(offers: Offers, basket: Basket, /, *, at: datetime) -> tuple[Promotion, ...]:
    """The catalogue promotions that hold now for this buyer and channel, whatever the goods are."""
    found = [one for one in offers.promotions if one.spec.kind == "catalogue" and one.holds_at(at)]
    if not any(one.conditions for one in found):
        return tuple(found)
    case = case_of(basket, order=(), unit_minors=(), freight=(), at=at)
    return tuple(one for one in found if _applies(one, case))


def _applies(promotion: Promotion, case: Case) -> bool:
    return all(condition.judge(case, ()) is None for condition in promotion.conditions)


def piece_prices(
    basket: Basket, promotions: Sequence[Promotion], offers: Offers, /, *, at: datetime
) -> list[PiecePrice]:
    """The price of a piece of each line with those of the live promotions that are about it."""
    if not promotions:
        return [PiecePrice(line.list_price.minor) for line in basket.lines]
    case = case_of(
        basket,
        order=range(len(basket.lines)),
        unit_minors=[line.list_price.minor for line in basket.lines],
        freight=(),
        at=at,
    )
    about: list[list[Promotion]] = [[] for _ in basket.lines]
    for promotion in promotions:
        for index in promotion.target.pick(case, promotion.own_goods(case)):
            about[index].append(promotion)
    return [_priced(line, own, offers) for line, own in zip(basket.lines, about, strict=True)]


def piece_price(line: BasketLine, promotions: Sequence[Promotion], offers: Offers, /) -> PiecePrice:
    """The price of a piece of one line."""
    return _priced(line, [one for one in promotions if _is_about(one, line)], offers)


def _priced(line: BasketLine, about: Sequence[Promotion], offers: Offers) -> PiecePrice:
    start = PiecePrice(line.list_price.minor)
    if not about:
        return start
    together = _stacked(start, [one for one in about if not one.spec.exclusive], line, offers)
    alone = (_stacked(start, [one], line, offers) for one in about if one.spec.exclusive)
    return min(
        (together, *alone), key=lambda price: (price.minor, [step.promotion.code for step in price.steps])
    )


def _is_about(promotion: Promotion, line: BasketLine) -> bool:
    spec, facts = promotion.spec, line.goods
    if spec.vendor_id is not None and (facts is None or facts.vendor_id != spec.vendor_id):
        return False
    selection = getattr(promotion.target, "selection", None)
    return selection is None or selection.matches(line.variant_id, facts)


def _stacked(
    price: PiecePrice, promotions: Iterable[Promotion], line: BasketLine, offers: Offers
) -> PiecePrice:
    ranked = sorted(promotions, key=lambda one: (one.spec.lane, one.code))
    for position, members in groupby(ranked, key=lambda one: one.spec.lane):
        for group in offers.strategy_of(position).groups(tuple(members)):
            price = _best_of(price, group, line)
    return price


def _best_of(price: PiecePrice, group: Iterable[Promotion], line: BasketLine) -> PiecePrice:
    """The lowest price that one of the group leaves; equal ones by priority, then by code."""
    ranked = sorted(group, key=lambda one: (-one.spec.priority, one.code))
    best, winner = price.minor, None
    for promotion in ranked:
        left = _left_by(promotion, price.minor, line)
        if left < best:
            best, winner = left, promotion
    if winner is None:
        return price
    return PiecePrice(best, (*price.steps, PieceStep(winner, price.minor - best)))


def _left_by(promotion: Promotion, minor: int, line: BasketLine) -> int:
    benefit = cast(PieceBenefit, promotion.benefit)
    floor = promotion.piece_floor(line, minor)
    return min(minor, max(benefit.piece(minor, line.list_price.currency), floor))
