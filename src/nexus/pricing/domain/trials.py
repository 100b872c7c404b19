"""Trying a promotion on past orders: each is priced again as it was, and once more with the draft on."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.pricing.domain.basket import Basket, GivenCoupon
from nexus.pricing.domain.bounds import Costs, breaches
from nexus.pricing.domain.draft_use import draft_use
from nexus.pricing.domain.effects import Change, Effect, Sums
from nexus.pricing.domain.figures import Figures, figures_of
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced, price_basket
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.taxes import TaxTable

DRAFT_CODE: Final = "draft"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastOrder:
    """What an order was priced from, when, and what it came to (minor units)."""

    order_id: UUID
    at: datetime
    total: int
    basket: Basket
    taxes: TaxTable
    shipping: ShippingTable
    zone: ZoneInfo


def as_draft(promotion: Promotion, /) -> Promotion:
    """The same with no period of its own: it is tried as if it had always been on."""
    return replace(promotion, spec=msgspec.structs.replace(promotion.spec, starts_at=None, ends_at=None))


@dataclass(slots=True)
class Trial:
    """One order after the other; knows nothing of limits, which depend on the orders before (see Tally).

    A draft that is a change of a promotion which was on already takes its place. One that needs a coupon is tried as if every
    buyer had given its code. Without a draft, orders are only priced again.
    """

    draft: Promotion | None
    _known: tuple[Offers, Offers] | None = None

    def __call__(self, order: PastOrder, offers: Offers, costs: Costs, /) -> Effect:
        """`costs`: of a piece, in the order's currency. Raises UnknownShippingMethod."""
        before = _Weighed.of(_price(order, order.basket, offers), costs)
        change = spent = None
        if self.draft is not None and self._may_matter(self.draft, before.priced, offers):
            change, spent = self._changes(self.draft, order, offers, before)
        lines = order.basket.lines
        return Effect(
            order_id=order.order_id, at=order.at, currency=order.basket.currency, buyer=order.basket.buyer.key,
            is_reproduced=before.sums.total == order.total, lines=len(lines),
            lines_without_cost=sum(line.variant_id not in costs for line in lines), before=before.sums,
            change=change, spent=spent,
        )  # fmt: skip

    def _changes(
        self, draft: Promotion, order: PastOrder, offers: Offers, before: "_Weighed"
    ) -> tuple[Change | None, Change | None]:
        """With the draft, and with it on and used up; the latter differs from before only where it takes another's place."""
        together, is_limited = (
            self._offers(offers, draft),
            bool(draft.spec.limit_total or draft.spec.limit_per_buyer),
        )
        change = before.change(_price(order, _with_draft(order.basket, draft), together), draft)
        if not is_limited or not _is_among(draft, offers):
            return change, None
        basket = _with_draft(order.basket, draft, is_used_up=True)
        return change, before.change(_price(order, basket, together), draft)

    def _may_matter(self, draft: Promotion, before: Priced, offers: Offers) -> bool:
        if draft.spec.kind == "catalogue" or _is_among(draft, offers):
            return True
        return not isinstance(draft.weigh(before.case), Refusal)

    def _offers(self, offers: Offers, draft: Promotion) -> Offers:
        """Most orders in a row met the same offers."""
        if self._known is None or self._known[0] is not offers:
            others = tuple(one for one in offers.promotions if one.id != draft.id)
            self._known = offers, Offers((*others, draft), offers.lanes)
        return self._known[1]


def _is_among(draft: Promotion, offers: Offers) -> bool:
    return any(one.id == draft.id for one in offers.promotions)


def _price(order: PastOrder, basket: Basket, offers: Offers) -> Priced:
    return price_basket(basket, offers, order.shipping, at=order.at, zone=order.zone, taxes=order.taxes)


def _with_draft(basket: Basket, draft: Promotion, *, is_used_up: bool = False) -> Basket:
    others = basket.exhausted - {draft.id}
    coupons = tuple(one for one in basket.coupons if one.promotion_id != draft.id)
    if draft.spec.needs_coupon:
        coupons = (*coupons, GivenCoupon(code=DRAFT_CODE, promotion_id=draft.id))
    return replace(basket, coupons=coupons, exhausted=others | {draft.id} if is_used_up else others)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A price with its figures."""

    priced: Priced
    figures: Figures
    sums: Sums
    costs: Costs

    @classmethod
    def of(cls, priced: Priced, costs: Costs, /) -> "_Weighed":
        figures = figures_of(priced)
        sums = Sums(figures.total, _taken_off(priced, figures), _margin(priced, figures, costs))
        return cls(priced, figures, sums, costs)

    def change(self, priced: Priced, draft: Promotion, /) -> Change | None:
        """From this price to that; None: nothing but words may differ."""
        use, after = draft_use(priced, draft), _Weighed.of(priced, self.costs)
        if use is None and after.sums == self.sums:
            return None
        driven = after.passed() - self.passed() if after.passed() else frozenset()
        kinds = {kind for kind, line in driven if line is not None}
        return Change(after.sums, use, "floor" in kinds, "cost" in kinds)

    def passed(self) -> frozenset[tuple[str, int | None]]:
        found = breaches(self.priced, self.figures, self.costs)
        return frozenset((one.bound_kind, one.line) for one in found)


def _taken_off(priced: Priced, figures: Figures) -> int:
    """By all promotions: from the list price on, goods and freight."""
    worth = sum(line.worth.minor for line in priced.basket.lines)
    freight = sum(one.minor for one in priced.case.freight)
    return worth - sum(figures.lines) + freight - figures.shipping


def _margin(priced: Priced, figures: Figures, costs: Costs) -> int:
    return sum(
        net - costs[line.variant_id] * line.quantity
        for line, net in zip(priced.basket.lines, figures.nets, strict=True)
        if line.variant_id in costs
    )
