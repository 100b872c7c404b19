"""A cart that somebody could fill: the ground on which promotions are tried together, and one situation on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, BuyerFacts, Destination
from nexus.pricing.domain.basket import Basket, BasketLine, GivenCoupon
from nexus.pricing.domain.bounds import Costs
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.lanes import NO_OFFERS, Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced, price_basket
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.taxes import TaxTable

SOMEBODY = UUID(int=1)
"""The buyer of a cart that is thought up: signed in, and nobody."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """When, what (pieces by index of the ground's goods) and who; None: nobody asked for anything in particular.

    `coupons`: promotions whose codes the buyer has given.
    """

    at: datetime
    pieces: Mapping[int, int]
    groups: frozenset[str] = frozenset()
    orders_before: int | None = None
    destination: Destination | None = None
    channel: str | None = None
    shipping_method: str | None = None
    payment_method: str | None = None
    coupons: frozenset[UUID] = frozenset()

    def more(self, index: int, pieces: int, /) -> "Situation":
        """With so many pieces more of one of the goods."""
        return replace(self, pieces={**self.pieces, index: self.pieces.get(index, 0) + pieces})


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """A sample of the shop's goods (a piece each, at list prices) and its rules.

    `most_percent`: a price further below the list price is worth a warning. `codes`: a coupon's code by promotion, for the
    witness.
    """

    currency: str
    goods: tuple[BasketLine, ...]
    offers: Offers
    taxes: TaxTable
    shipping: ShippingTable
    now: datetime
    zone: ZoneInfo
    costs: Costs
    most_percent: Decimal
    gifts: tuple[BasketLine, ...] = ()
    exhausted: frozenset[UUID] = frozenset()
    codes: Mapping[UUID, str] = field(default_factory=dict)

    def basket(self, situation: Situation, /) -> Basket:
        lines = (
            replace(self.goods[index], quantity=pieces) for index, pieces in sorted(situation.pieces.items())
        )
        return Basket(
            currency=self.currency,
            lines=tuple(lines),
            buyer=buyer_of(situation),
            destination=situation.destination or Destination(),
            channel=situation.channel or DEFAULT_CHANNEL,
            shipping_method=situation.shipping_method,
            payment_method=situation.payment_method,
            coupons=self.coupons(situation.coupons),
            exhausted=self.exhausted,
            gifts=self.gifts,
        )

    def coupons(self, promotion_ids: frozenset[UUID], /) -> tuple[GivenCoupon, ...]:
        return tuple(
            GivenCoupon(code=self.codes.get(promotion_id, ""), promotion_id=promotion_id)
            for promotion_id in sorted(promotion_ids)
        )

    def case(self, situation: Situation, /) -> Case:
        """What conditions look at: the cart before all promotions. Raises UnknownShippingMethod."""
        return self.price(situation, NO_OFFERS).case

    def price(self, situation: Situation, offers: Offers | None = None, /) -> Priced:
        """What it costs, with all promotions or these. Raises UnknownShippingMethod."""
        return price_basket(
            self.basket(situation),
            self.offers if offers is None else offers,
            self.shipping,
            at=situation.at,
            zone=self.zone,
            taxes=self.taxes,
        )


def buyer_of(situation: Situation, /) -> BuyerFacts:
    return BuyerFacts(user_id=SOMEBODY, groups=situation.groups, orders_before=situation.orders_before or 0)


def is_about(promotion: Promotion, line: BasketLine, /) -> bool:
    """Whether it could take something off these goods."""
    vendor, facts = promotion.spec.vendor_id, line.goods
    if promotion.target.reach != "goods":
        return False
    if vendor is not None and (facts is None or facts.vendor_id != vendor):
        return False
    selection = getattr(promotion.target, "selection", None)
    return selection is None or bool(selection.matches(line.variant_id, facts))
