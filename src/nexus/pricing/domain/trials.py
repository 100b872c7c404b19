"""Trying a promotion on past orders: each is priced again as it was, and once more with the draft on."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.pricing.domain.basket import Basket, GivenCoupon
from nexus.pricing.domain.draft_use import DraftUse, draft_use
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """An order without the draft and with it. `use` None: the draft did not apply. `out_of_uses`: because its limits were
    reached by then; `is_reproduced`: without the draft it comes to what it came to."""

    order: PastOrder
    before: Priced
    after: Priced
    figures_before: Figures
    figures_after: Figures
    use: DraftUse | None = None
    out_of_uses: bool = False

    @property
    def is_reproduced(self) -> bool:
        return self.figures_before.total == self.order.total


def as_draft(promotion: Promotion, /) -> Promotion:
    """The same with no period of its own: it is tried as if it had always been on."""
    return replace(promotion, spec=msgspec.structs.replace(promotion.spec, starts_at=None, ends_at=None))


@dataclass(slots=True)
class Trial:
    """Orders have to come in the order of time: the draft's limits count from the first on.

    A draft that is a change of a promotion which was on already takes its place. One that needs a coupon is tried as if every
    buyer had given its code. Without a draft, orders are only priced again.
    """

    draft: Promotion | None
    used: int = 0
    used_by: dict[str, int] = field(default_factory=dict)
    _known: tuple[Offers, Offers] | None = None

    def __call__(self, order: PastOrder, offers: Offers, /) -> Tried:
        before = price_basket(
            order.basket, offers, order.shipping, at=order.at, zone=order.zone, taxes=order.taxes
        )
        figures = figures_of(before)
        untouched = Tried(
            order=order, before=before, after=before, figures_before=figures, figures_after=figures
        )
        if self.draft is None or not self._may_matter(self.draft, before, offers):
            return untouched
        return self._tried(self.draft, untouched, offers)

    def _tried(self, draft: Promotion, untouched: Tried, offers: Offers) -> Tried:
        order = untouched.order
        is_out = self._is_used_up(draft, order.basket)
        basket = _with_draft(order.basket, draft, is_out=is_out)
        after = price_basket(
            basket,
            self._offers(offers, draft),
            order.shipping,
            at=order.at,
            zone=order.zone,
            taxes=order.taxes,
        )
        use = draft_use(after, draft)
        if use:
            self._count(draft, order.basket)
        return replace(untouched, after=after, figures_after=figures_of(after), use=use, out_of_uses=is_out)

    def _may_matter(self, draft: Promotion, before: Priced, offers: Offers) -> bool:
        if any(one.id == draft.id for one in offers.promotions):
            return True
        return draft.spec.kind == "catalogue" or not isinstance(draft.weigh(before.case), Refusal)

    def _offers(self, offers: Offers, draft: Promotion) -> Offers:
        """Most orders in a row met the same offers."""
        if self._known is None or self._known[0] is not offers:
            others = tuple(one for one in offers.promotions if one.id != draft.id)
            self._known = offers, Offers((*others, draft), offers.lanes)
        return self._known[1]

    def _is_used_up(self, draft: Promotion, basket: Basket) -> bool:
        spec, buyer = draft.spec, basket.buyer.key
        if spec.limit_total is not None and self.used >= spec.limit_total:
            return True
        return bool(buyer and spec.limit_per_buyer and self.used_by.get(buyer, 0) >= spec.limit_per_buyer)

    def _count(self, draft: Promotion, basket: Basket) -> None:
        self.used += 1
        buyer = basket.buyer.key
        if buyer and draft.spec.limit_per_buyer:
            self.used_by[buyer] = self.used_by.get(buyer, 0) + 1


def _with_draft(basket: Basket, draft: Promotion, *, is_out: bool) -> Basket:
    others = basket.exhausted - {draft.id}
    coupons = tuple(one for one in basket.coupons if one.promotion_id != draft.id)
    if draft.spec.needs_coupon:
        coupons = (*coupons, GivenCoupon(code=DRAFT_CODE, promotion_id=draft.id))
    return replace(basket, coupons=coupons, exhausted=others | {draft.id} if is_out else others)
