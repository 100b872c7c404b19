"""Trying a promotion on past orders: each is priced again as it was, and once more with the draft on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.pricing.domain.basket import Basket, BasketLine, GivenCoupon
from nexus.pricing.domain.bounds import Costs
from nexus.pricing.domain.effects import Change, Effect
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced, price_basket
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.situations import is_about
from nexus.pricing.domain.taxes import TaxTable
from nexus.pricing.domain.uses import buyer_keys
from nexus.pricing.domain.weighing import Weighed, own_lines

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


type Gifts = Callable[[str], tuple[BasketLine, ...]]


def _no_gifts(currency: str) -> tuple[BasketLine, ...]:
    return ()


@dataclass(slots=True)
class Trial:
    """One order after the other; knows nothing of limits, which depend on the orders before (see Tally).

    A draft that is a change of a promotion which was on already takes its place. One that needs a coupon is tried as if every
    buyer had given its code. Without a draft, orders are only priced again. `vendor_id`: only what one seller sees is told, which
    is their own goods and shipping. `gifts`: a piece each of what the draft gives, by currency; it is taken to have been there.
    """

    draft: Promotion | None
    vendor_id: UUID | None = None
    gifts: Gifts = _no_gifts
    _known: tuple[Offers, Offers] | None = None

    def __call__(self, order: PastOrder, offers: Offers, costs: Costs, /) -> Effect | None:
        """`costs`: of a piece, in the order's currency. None: nothing in it is the seller's. Raises UnknownShippingMethod."""
        lines = own_lines(order.basket.lines, self.vendor_id)
        if not lines:
            return None
        priced = _price(order, order.basket, offers)
        before = Weighed.of(priced, costs, self.vendor_id)
        change = spent = None
        if self.draft is not None and self._may_matter(self.draft, priced, offers):
            change, spent = self._changes(self.draft, order, offers, before)
        return Effect(
            order_id=order.order_id, at=order.at, currency=order.basket.currency, buyer=buyer_keys(order.basket.buyer),
            is_reproduced=before.figures.total == order.total, lines=len(lines),
            lines_without_cost=sum(order.basket.lines[index].variant_id not in costs for index in lines),
            before=before.sums,
            change=change, spent=spent,
        )  # fmt: skip

    def _changes(
        self, draft: Promotion, order: PastOrder, offers: Offers, before: Weighed
    ) -> tuple[Change | None, Change | None]:
        """With the draft, and with it on and used up; the latter differs from before only where it takes another's place."""
        together, spec = self._offers(offers, draft), draft.spec
        change = before.change(_price(order, self._basket(order.basket, draft), together), draft)
        if not (spec.limit_total or spec.limit_per_buyer) or not _is_among(draft, offers):
            return change, None
        basket = self._basket(order.basket, draft, is_used_up=True)
        return change, before.change(_price(order, basket, together), draft)

    def _basket(self, basket: Basket, draft: Promotion, *, is_used_up: bool = False) -> Basket:
        """With the draft's code and gifts."""
        others = basket.exhausted - {draft.id}
        coupons = tuple(one for one in basket.coupons if one.promotion_id != draft.id)
        if draft.spec.needs_coupon:
            coupons = (*coupons, GivenCoupon(code=DRAFT_CODE, promotion_id=draft.id))
        there = {line.variant_id for line in basket.gifts}
        gifts = (line for line in self.gifts(basket.currency) if line.variant_id not in there)
        return replace(
            basket, coupons=coupons, exhausted=others | {draft.id} if is_used_up else others,
            gifts=(*basket.gifts, *gifts),
        )  # fmt: skip

    def _may_matter(self, draft: Promotion, before: Priced, offers: Offers) -> bool:
        if _is_among(draft, offers) or self.gifts(before.basket.currency):
            return True
        if draft.spec.kind == "catalogue":
            return any(is_about(draft, line) for line in before.basket.lines)
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
