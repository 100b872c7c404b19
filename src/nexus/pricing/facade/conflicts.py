"""Warnings about promotions that hold together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.application.quote_basket import QuoteBasket
from nexus.pricing.contracts.conflicts import (
    Conflict,
    ConflictReport,
    Witness,
    WitnessLine,
)
from nexus.pricing.domain.conflicts import MOST_CARTS, Search
from nexus.pricing.domain.figures import figures_of
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.situations import Ground
from nexus.pricing.domain.witnesses import Found, Passing
from nexus.pricing.facade.grounds import as_quoted, lay_ground
from nexus.pricing.facade.idle_promotions import idle_promotions, name_of
from nexus.pricing.infrastructure.drafts import drafted, unsaved

MOST_PERCENT: Final = Decimal(60)
"""From so many percent off on, promotions together are worth a warning, unless the caller says otherwise."""
_SHORT_OF: Final = {"floor": "below the floor of", "cost": "below the cost of", "percent": "less than"}


def conflicts(
    spec: Mapping[str, Any] | None = None,
    /,
    *,
    promotion_id: UUID | None = None,
    most_percent: Decimal = MOST_PERCENT,
    most_carts: int = MOST_CARTS,
) -> ConflictReport:
    """Carts in which promotions that are active now (or will hold, of those that are) bring a price below a floor, below cost, or
    more than `most_percent` below the list price.

    `spec`: a draft; only what it takes part in is looked for. `promotion_id`: whose draft it is, or (without one) which stored
    promotion is looked at, active or not. Each conflict has been quoted by the engine. Reads only; up to about a hundred
    statements, one for each kind of goods that promotions name. Raises InvalidPromotion, UnknownPromotion.
    """
    draft = _draft(spec, promotion_id)
    quoting = wiring.quote_basket()
    ground, sold = lay_ground(quoting, draft, at=clock.now(), most_percent=most_percent)
    search = Search(ground, about=draft.id if draft else None, most_carts=most_carts)
    shown = [_as_quoted(quoting, ground, found, sold) for found in search.run()]
    return ConflictReport(
        conflicts=tuple(_conflict(*real, sold) for real in shown if real), idle=tuple(idle_promotions(search)),
        promotions=len(ground.offers.promotions), goods=len(ground.goods), instants=len(search.instants),
        carts=search.carts, is_complete=search.is_complete,
    )  # fmt: skip


def _draft(spec: Mapping[str, Any] | None, promotion_id: UUID | None) -> Promotion | None:
    if promotion_id is not None:
        return drafted(spec, promotion_id=promotion_id)
    return None if spec is None else unsaved(spec)


def _as_quoted(
    quoting: QuoteBasket, ground: Ground, found: Found, sold: Sequence[Sellable]
) -> tuple[Ground, Found] | None:
    """With the prices of the very buyer; None when the bound is kept there."""
    real = as_quoted(quoting, ground, found.situation, sold)
    passing = Passing(ground=real, kind=found.bound_kind, variant=found.variant_id)
    breach = passing.by(found.situation, real.offers.promotions)
    return (real, replace(found, left=breach.left, bound=breach.bound)) if breach else None


def _conflict(ground: Ground, found: Found, sold: Sequence[Sellable]) -> Conflict:
    left, least = Money(found.left, ground.currency), Money(found.bound, ground.currency)
    names = " + ".join(one.code for one in found.promotions)
    return Conflict(
        bound=found.bound_kind,
        promotions=tuple(name_of(one) for one in found.promotions),
        variant_id=found.variant_id,
        left=str(left),
        least=str(least),
        text=f"{names}: {left} {ground.currency} are left, {_SHORT_OF[found.bound_kind]} {least}.",
        witness=_witness(ground, found, sold),
    )


def _witness(ground: Ground, found: Found, sold: Sequence[Sellable]) -> Witness:
    situation = found.situation
    priced = ground.price(situation)
    figures = figures_of(priced)
    basket = priced.basket
    known = {one.variant_id: one for one in sold}
    return Witness(
        at=situation.at, currency=ground.currency, channel=basket.channel, groups=tuple(sorted(situation.groups)),
        orders_before=situation.orders_before, destination=situation.destination,
        shipping_method=situation.shipping_method, payment_method=situation.payment_method,
        coupons=tuple(ground.codes.get(one, "") for one in sorted(situation.coupons)),
        lines=tuple(
            WitnessLine(
                variant_id=line.variant_id, sku=known[line.variant_id].sku if line.variant_id in known else "",
                title=line.goods.title if line.goods else "", quantity=line.quantity, list_total=str(line.worth),
                line_total=str(Money(left, ground.currency)), is_gift=place >= priced.bought,
            )
            for place, (line, left) in enumerate(zip(basket.lines, figures.lines, strict=True))
        ),
        goods_total=str(Money(sum(figures.lines), ground.currency)), total=str(Money(figures.total, ground.currency)),
    )  # fmt: skip
