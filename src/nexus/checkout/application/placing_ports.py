"""What placing an order needs from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import NO_TERMS, CartKey, CartLine, CartTerms
from nexus.checkout.domain.priced_cart import QuotedGoods
from nexus.checkout.domain.shopper import Shopper
from nexus.inventory.contracts.dto import StockLine
from nexus.kernel.money import Money
from nexus.orders.contracts.dto import OrderInfo
from nexus.payments.contracts.dto import PaymentInfo
from nexus.pricing.contracts.credit import CreditSpent
from nexus.pricing.contracts.dto import BuyerFacts, Quote


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedCart:
    """A cart that is closed for this order, with what was in it and what its buyer had said."""

    id: UUID
    lines: tuple[CartLine, ...]
    terms: CartTerms = NO_TERMS


class ClaimCart(Protocol):
    """Close the open cart for this order and hand out its lines; None when there is no open one."""

    def __call__(self, key: CartKey, /, *, order_id: UUID, now: datetime) -> ClaimedCart | None: ...


class OpenPayment(Protocol):
    def __call__(
        self, placed: OrderInfo, /, *, payment_id: UUID, expires_at: datetime | None
    ) -> PaymentInfo: ...


class BeginProcess(Protocol):
    def __call__(
        self,
        placed: OrderInfo,
        /,
        *,
        payment_id: UUID,
        cart_id: UUID,
        deadline: datetime | None,
        now: datetime,
    ) -> None: ...


class QuoteGoods(Protocol):
    def __call__(
        self,
        goods: Mapping[UUID, Sellable],
        wanted: Mapping[UUID, int],
        /,
        *,
        currency: str,
        shopper: Shopper,
        coupons: Sequence[str],
        at: datetime,
    ) -> QuotedGoods: ...


class ClaimUses(Protocol):
    """Promotions and coupons that the quote applied are used by this order, or it raises."""

    def __call__(self, order_id: UUID, quote: Quote, /, *, buyer: BuyerFacts) -> None: ...


class SpendCredit(Protocol):
    """Gift cards and store credit pay up to an amount, or it raises."""

    def __call__(
        self,
        order_id: UUID,
        /,
        *,
        upto: Money,
        codes: Collection[str],
        account_ids: Collection[UUID],
        user_id: UUID | None,
        use_store_credit: bool,
    ) -> Sequence[CreditSpent]: ...


class Reserve(Protocol):
    def __call__(self, order_id: UUID, lines: Sequence[StockLine], /, *, expires_at: datetime) -> None: ...
