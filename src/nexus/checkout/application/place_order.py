"""Placing an order: from a cart to an order with a quote, reserved stock and a payment record, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.contracts.errors import CartEmpty, NotForSale, TotalChanged
from nexus.checkout.domain.cart import NO_TERMS, CartKey, CartLine, CartTerms, demand
from nexus.checkout.domain.windows import PaymentWindows
from nexus.inventory.contracts.dto import StockLine
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.orders.contracts.dto import Buyer, NewLine, NewOrder, OrderInfo, Totals
from nexus.payments.contracts.dto import PaymentInfo, ProviderInfo
from nexus.pricing.contracts.dto import Destination, Quote, QuotedLine, QuoteLine


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceOrderCommand:
    """What the buyer agreed to. `cart` says whose cart; `user_id` None is a guest.

    `agreed_total`: what the buyer was shown, when it was shown; another one is refused. `cart_id`: the very cart that was
    shown; a second click finds its order by it.
    """

    cart: CartKey
    user_id: UUID | None
    buyer: Buyer
    payment_method: str
    shipping_method: str | None
    currency: str
    agreed_total: Money | None = None
    cart_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedCart:
    """A cart that is closed for this order, with what was in it and what its buyer had said."""

    id: UUID
    lines: tuple[CartLine, ...]
    terms: CartTerms = NO_TERMS


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """The order and its payment; `again` when this cart had been ordered before and nothing new was made."""

    order: OrderInfo
    payment: PaymentInfo | None
    again: bool = False


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


class PriceBasket(Protocol):
    def __call__(
        self,
        lines: Sequence[QuoteLine],
        /,
        *,
        currency: str,
        at: datetime,
        shipping_method: str | None,
        destination: Destination,
    ) -> Quote: ...


class MakeLine(Protocol):
    def __call__(self, sold: Sellable, /, *, quantity: int) -> QuoteLine: ...


class Reserve(Protocol):
    def __call__(self, order_id: UUID, lines: Sequence[StockLine], /, *, expires_at: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceOrder:
    """The use case. Stock is taken last, so that the lock on a wanted product is held for the shortest time."""

    claim_cart: ClaimCart
    ordered_before: Callable[[CartKey, UUID | None], OrderInfo | None]
    stored_order: Callable[[UUID], OrderInfo | None]
    sellables: Callable[[Collection[UUID]], dict[UUID, Sellable]]
    quote: PriceBasket
    line_of: MakeLine
    place: Callable[[NewOrder], OrderInfo]
    provider: Callable[[str], ProviderInfo]
    open_payment: OpenPayment
    begin_process: BeginProcess
    agree_pay_later: Callable[[UUID, UUID], None]
    reserve: Reserve
    windows: PaymentWindows
    now: Callable[[], datetime]

    def __call__(self, command: PlaceOrderCommand, /) -> Placed:
        """Raises CartEmpty, NotForSale, MissingPrice, TotalChanged, OutOfStock, UnknownProvider, UnknownShippingMethod."""
        provider, now, order_id = self.provider(command.payment_method), self.now(), new_id()
        cart = self.claim_cart(command.cart, order_id=order_id, now=now)
        if cart is None or not cart.lines:
            return self._again(command)
        order = self.place(self._new_order(order_id, command, cart, now))
        deadline = self.windows.deadline(
            is_online=provider.is_online, pays_later=provider.pays_later, now=now
        )
        payment_id = new_id()
        self.begin_process(order, payment_id=payment_id, cart_id=cart.id, deadline=deadline, now=now)
        if provider.pays_later:
            self.agree_pay_later(order.id, payment_id)
        return self._pay(order, payment_id, _stock(cart.lines), deadline=deadline, now=now)

    def _pay(
        self,
        order: OrderInfo,
        payment_id: UUID,
        stock: list[StockLine],
        /,
        *,
        deadline: datetime | None,
        now: datetime,
    ) -> Placed:
        """Nothing to pay completes the payment as it opens, and that takes the stock: it has to be reserved by then."""
        until, is_free = self.windows.reserved_until(deadline, now), not order.totals.total
        if is_free:
            self.reserve(order.id, stock, expires_at=until)
        payment = self.open_payment(order, payment_id=payment_id, expires_at=deadline)
        if is_free:
            return Placed(order=self._settled(order), payment=payment)
        self.reserve(order.id, stock, expires_at=until)
        return Placed(order=order, payment=payment)

    def _settled(self, order: OrderInfo) -> OrderInfo:
        """A free order as it stands after its payment; the guest's token is told here or never."""
        return replace(self.stored_order(order.id) or order, token=order.token)

    def _again(self, command: PlaceOrderCommand) -> Placed:
        """A second tab or click after the first success gets the first order. Raises CartEmpty otherwise."""
        before = self.ordered_before(command.cart, command.cart_id)
        if before is None:
            raise CartEmpty()
        return Placed(order=before, payment=None, again=True)

    def _new_order(
        self, order_id: UUID, command: PlaceOrderCommand, cart: ClaimedCart, now: datetime
    ) -> NewOrder:
        goods = self._goods(cart.lines)
        basket = [
            self.line_of(goods[variant], quantity=quantity)
            for variant, quantity in demand(cart.lines).items()
        ]
        quote = self.quote(
            basket, currency=cart.terms.currency or command.currency, at=now, shipping_method=command.shipping_method,
            destination=_destination(command.buyer),
        )  # fmt: skip
        _check_total(quote, command.agreed_total)
        return NewOrder(
            id=order_id, user_id=command.user_id, buyer=command.buyer, currency=quote.currency,
            lines=tuple(_line(line, goods[line.variant_id]) for line in quote.lines), totals=_totals(quote),
            payment_method=command.payment_method, shipping_method=quote.shipping_method,
            explanation=tuple(dict(step) for step in quote.explanation),
        )  # fmt: skip

    def _goods(self, lines: Sequence[CartLine]) -> dict[UUID, Sellable]:
        found = self.sellables([line.variant_id for line in lines])
        gone = [
            line.variant_id
            for line in lines
            if line.variant_id not in found or not found[line.variant_id].is_sellable
        ]
        if gone:
            raise NotForSale(lines=[{"variant_id": str(variant)} for variant in gone])
        return found


def _destination(buyer: Buyer) -> Destination:
    address = buyer.shipping_address
    return Destination(country=address.country, region=address.region, postal_code=address.postal_code)


def _check_total(quote: Quote, agreed: Money | None) -> None:
    if agreed is not None and agreed != quote.total:
        raise TotalChanged(seen=str(agreed), total=str(quote.total), currency=quote.currency)


def _stock(lines: Sequence[CartLine]) -> list[StockLine]:
    return [StockLine(variant_id=line.variant_id, quantity=line.quantity) for line in lines]


def _totals(quote: Quote) -> Totals:
    return Totals(
        subtotal=quote.subtotal, discount_total=quote.discount_total, shipping_total=quote.shipping_total,
        tax_total=quote.tax_total, total=quote.total,
    )  # fmt: skip


def _line(line: QuotedLine, goods: Sellable) -> NewLine:
    return NewLine(
        product_id=goods.product_id, variant_id=line.variant_id, sku=goods.sku, title=goods.product_title,
        variant_title=goods.title, image_url=goods.image_url or "", vendor_id=goods.vendor_id,
        vendor_name=goods.vendor_name, unit_price=line.unit_price, quantity=line.quantity, discount=line.discount,
        tax=line.tax, explanation=tuple(dict(step) for step in line.explanation),
    )  # fmt: skip
