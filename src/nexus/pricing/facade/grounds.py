"""The ground for trying promotions together: goods, prices, terms and promotions of the shop as they are now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing import wiring
from nexus.pricing.application.quote_basket import BasketToQuote, QuoteBasket
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, NOWHERE
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.situations import Ground, Situation, buyer_of
from nexus.pricing.facade.quoting import line_of
from nexus.pricing.facade.trying import gifts_in_currency
from nexus.pricing.infrastructure.costs import load_costs
from nexus.pricing.infrastructure.editions import edition
from nexus.pricing.infrastructure.samples import Meant, examples, meant_by

_KEPT: Final = 6
"""Goods that stand for a selection: its cheapest and dearest, and those with the least margin and the highest floor among
them."""
_CODES: Final = """
SELECT DISTINCT ON (promotion_id) promotion_id, code FROM pricing_coupon
WHERE tenant_id = %s AND promotion_id = ANY(%s::uuid[]) AND is_active AND user_id IS NULL AND email = ''
ORDER BY promotion_id, created_at, id"""


def lay_ground(
    quoting: QuoteBasket, draft: Promotion | None, /, *, at: datetime, most_percent: Decimal
) -> tuple[Ground, list[Sellable]]:
    """With the promotions that hold now or will, and the draft in place of what is stored of it."""
    offers = _with_draft(quoting.offers(edition(), at=at), draft)
    currency, meant = quoting.base_currency, meant_by(offers.promotions)
    sold = examples(meant, currency=currency)
    known = quoting.prices.load(sold, currency=currency)
    lines = tuple(line_of(sold[variant], quantity=1) for variant in sold if variant in known)
    basket = quoting.loaded(BasketToQuote(lines=lines, currency=currency, at=at)).basket
    terms = wiring.terms()
    costs = load_costs([line.variant_id for line in lines], currency=currency)
    goods = tuple(_telling(basket.lines, meant, costs))
    ground = Ground(
        currency=currency, goods=goods, offers=offers, taxes=terms.taxes,
        shipping=terms.shipping(currency), now=at, zone=quoting.zone, costs=costs,
        most_percent=most_percent, exhausted=basket.exhausted - ({draft.id} if draft else set()),
        codes=_codes(offers.promotions), gifts=gifts_in_currency(offers.promotions)(currency),
    )  # fmt: skip
    return ground, [sold[line.variant_id] for line in goods]


def as_quoted(
    quoting: QuoteBasket, ground: Ground, situation: Situation, sold: Sequence[Sellable], /
) -> Ground:
    """The same ground with the prices that this very buyer would be asked, for these quantities, at this time and in this
    channel."""
    indexes = sorted(situation.pieces)
    command = BasketToQuote(
        lines=tuple(line_of(sold[index], quantity=situation.pieces[index]) for index in indexes), currency=ground.currency,
        at=situation.at, buyer=buyer_of(situation), destination=situation.destination or NOWHERE,
        channel=situation.channel or DEFAULT_CHANNEL,
    )  # fmt: skip
    loaded = quoting.loaded(command)
    goods = list(ground.goods)
    for index, line in zip(indexes, loaded.basket.lines, strict=True):
        goods[index] = replace(line, quantity=1)
    return replace(ground, goods=tuple(goods))


def _with_draft(offers: Offers, draft: Promotion | None) -> Offers:
    if draft is None:
        return offers
    return Offers((*(one for one in offers.promotions if one.id != draft.id), draft), offers.lanes)


def _telling(
    lines: Sequence[BasketLine], meant: Sequence[Meant], costs: dict[UUID, int]
) -> Iterable[BasketLine]:
    """Of each selection the goods that tell most; in the order of ids."""
    kept: set[UUID] = set()
    for one in meant:
        matching = [line for line in lines if one.matches(line)]
        kept.update(line.variant_id for line in _extremes(matching, costs))
    return (line for line in lines if line.variant_id in kept)


def _extremes(lines: Sequence[BasketLine], costs: dict[UUID, int]) -> list[BasketLine]:
    by_price = sorted(lines, key=lambda line: (line.list_price.minor, line.variant_id))
    paid = [line for line in by_price if line.list_price.minor]
    by_cost = sorted(paid, key=lambda line: -costs.get(line.variant_id, 0) / line.list_price.minor)
    by_floor = sorted(paid, key=lambda line: -line.floor / line.list_price.minor)
    third = _KEPT // 3
    return [*by_price[:third], *by_price[-third:], *by_cost[:1], *by_floor[:1]]


def _codes(promotions: Iterable[Promotion]) -> dict[UUID, str]:
    """A code that anybody may use, for each promotion that needs one."""
    needed = sorted(one.id for one in promotions if one.spec.needs_coupon)
    found = db.rows(_CODES, [current_tenant(), needed]) if needed else []
    return {row.promotion_id: row.code for row in found}
