"""A cart with everything that was found out about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import Cart
from nexus.kernel.money import Money
from nexus.pricing.contracts.credit import CreditPlan
from nexus.pricing.contracts.dto import Quote, RefusedCoupon

NO_CREDIT: Final = CreditPlan()


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedGoods:
    """A quote, with what promotions may give (`gifts`, whether or not they do) and how much of it there is."""

    quote: Quote
    gifts: Mapping[UUID, Sellable] = field(default_factory=dict)
    stock: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class PricedCart:
    """`quote` is of those lines that can be bought (None: there are none); `goods`, `stock`: of gifts, too. `credit`: what would
    pay how much of the total."""

    cart: Cart
    currency: str
    goods: Mapping[UUID, Sellable]
    quote: Quote | None
    stock: Mapping[UUID, int]
    credit: CreditPlan = NO_CREDIT

    @property
    def total(self) -> Money:
        return self.quote.total if self.quote else Money.zero(self.currency)

    @property
    def amount_due(self) -> Money:
        """What gift cards and store credit leave to pay."""
        return self.credit.left_of(self.total)

    def refusal_of(self, code: str, /) -> RefusedCoupon | None:
        """Why the coupon does not apply; None when it does."""
        refused = self.quote.refused_coupons if self.quote else ()
        return next((one for one in refused if one.code == code), None)
