"""Placing an order: from a cart to an order with a quote, reserved stock and a payment record, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.application.placing_ports import (
    BeginProcess,
    ClaimCart,
    ClaimedCart,
    ClaimUses,
    OpenPayment,
    QuoteGoods,
    Reserve,
    SpendCredit,
)
from nexus.checkout.contracts.errors import CartEmpty, CouponLost, NotForSale, TotalChanged
from nexus.checkout.domain.agreed import lines_of, lost_coupon, promotions_of, stock_of, totals_of
from nexus.checkout.domain.cart import CartKey, CartLine, CartTerms, demand
from nexus.checkout.domain.shopper import Shopper
from nexus.checkout.domain.windows import PaymentWindows
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money, total
from nexus.orders.contracts.dto import Buyer, NewOrder, OrderInfo
from nexus.payments.contracts.dto import PaymentInfo, ProviderInfo
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, BuyerFacts, Quote


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceOrderCommand:
    """What the buyer agreed to. `cart` says whose cart; `user_id` None is a guest.

    `gift_cards`: codes that pay besides the cards in the cart; `use_credit`: store credit pays, too, whatever the cart says.
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
    channel: str = DEFAULT_CHANNEL
    gift_cards: tuple[str, ...] = field(default=(), repr=False)
    use_credit: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """What the buyer agrees to: a quote, the goods in it (gifts among them), and who it was made for."""

    quote: Quote
    goods: Mapping[UUID, Sellable]
    buyer: BuyerFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """The order and its payment; `again` when this cart had been ordered before and nothing new was made."""

    order: OrderInfo
    payment: PaymentInfo | None
    again: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceOrder:
    """The use case. What many want at once is taken last, so that its locks are held for the shortest time: uses of promotions,
    then stock. Credit, uses, stock: whoever gives them back does so in the same order.
    """

    claim_cart: ClaimCart
    ordered_before: Callable[[CartKey, UUID | None], OrderInfo | None]
    stored_order: Callable[[UUID], OrderInfo | None]
    sellables: Callable[[Collection[UUID]], dict[UUID, Sellable]]
    shopper: Callable[[PlaceOrderCommand], Shopper]
    quote: QuoteGoods
    check_shipping: Callable[[Quote], None]
    spend_credit: SpendCredit
    place: Callable[[NewOrder], OrderInfo]
    keep_receipt: Callable[[UUID, Quote], None]
    provider: Callable[[str], ProviderInfo]
    open_payment: OpenPayment
    begin_process: BeginProcess
    agree_pay_later: Callable[[UUID, UUID], None]
    claim_uses: ClaimUses
    reserve: Reserve
    windows: PaymentWindows
    now: Callable[[], datetime]

    def __call__(self, command: PlaceOrderCommand, /) -> Placed:
        """Raises CartEmpty, NotForSale, MissingPrice, UnknownShippingMethod, NoShipping, CouponLost, TotalChanged,
        GiftCardRefused, PromotionUsedUp, CouponUsedUp, OutOfStock and UnknownProvider; then nothing is written."""
        provider, now, order_id = self.provider(command.payment_method), self.now(), new_id()
        cart = self.claim_cart(command.cart, order_id=order_id, now=now)
        if cart is None or not cart.lines:
            return self._again(command)
        agreed = self._agreed(command, cart, now)
        credit = self._spent(order_id, command, cart.terms, agreed.quote.total)
        order = self.place(_new_order(order_id, command, agreed, credit=credit))
        self.keep_receipt(order.id, agreed.quote)
        deadline = self.windows.deadline(
            is_online=provider.is_online, pays_later=provider.pays_later, now=now
        )
        payment_id = new_id()
        self.begin_process(order, payment_id=payment_id, cart_id=cart.id, deadline=deadline, now=now)
        if provider.pays_later:
            self.agree_pay_later(order.id, payment_id)
        return self._pay(order, payment_id, agreed, deadline=deadline, now=now)

    def _spent(self, order_id: UUID, command: PlaceOrderCommand, terms: CartTerms, upto: Money) -> Money:
        """What gift cards and store credit pay of it."""
        spent = self.spend_credit(
            order_id,
            upto=upto,
            codes=command.gift_cards,
            account_ids=terms.gift_cards,
            user_id=command.user_id,
            use_store_credit=command.use_credit or terms.use_credit,
        )
        return total((part.amount for part in spent), currency=upto.currency)

    def _pay(
        self,
        order: OrderInfo,
        payment_id: UUID,
        agreed: Agreed,
        /,
        *,
        deadline: datetime | None,
        now: datetime,
    ) -> Placed:
        """Nothing to pay completes the payment as it opens, and that takes the stock: it has to be reserved by then."""
        until, is_free = self.windows.reserved_until(deadline, now), not order.amount_due
        if is_free:
            self._take(order, agreed, until)
        payment = self.open_payment(order, payment_id=payment_id, expires_at=deadline)
        if is_free:
            return Placed(order=self._settled(order), payment=payment)
        self._take(order, agreed, until)
        return Placed(order=order, payment=payment)

    def _take(self, order: OrderInfo, agreed: Agreed, until: datetime) -> None:
        self.claim_uses(order.id, agreed.quote, buyer=agreed.buyer)
        self.reserve(order.id, stock_of(agreed.quote), expires_at=until)

    def _settled(self, order: OrderInfo) -> OrderInfo:
        """A free order as it stands after its payment; the guest's token is told here or never."""
        return replace(self.stored_order(order.id) or order, token=order.token)

    def _again(self, command: PlaceOrderCommand) -> Placed:
        """A second tab or click after the first success gets the first order. Raises CartEmpty otherwise."""
        before = self.ordered_before(command.cart, command.cart_id)
        if before is None:
            raise CartEmpty()
        return Placed(order=before, payment=None, again=True)

    def _agreed(self, command: PlaceOrderCommand, cart: ClaimedCart, now: datetime) -> Agreed:
        goods = self._goods(cart.lines)
        shopper = self.shopper(command)
        quoted = self.quote(
            goods,
            demand(cart.lines),
            currency=cart.terms.currency or command.currency,
            shopper=shopper,
            coupons=cart.terms.coupons,
            at=now,
        )
        self.check_shipping(quoted.quote)
        _check_coupons(quoted.quote)
        _check_total(quoted.quote, command.agreed_total)
        return Agreed(quote=quoted.quote, goods={**quoted.gifts, **goods}, buyer=shopper.buyer)

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


def _check_coupons(quote: Quote) -> None:
    """Nobody orders at the full price what they believe to get for less."""
    if lost := lost_coupon(quote):
        raise CouponLost(lost.code, lost.reason, lost.text)


def _check_total(quote: Quote, agreed: Money | None) -> None:
    if agreed is not None and agreed != quote.total:
        raise TotalChanged(seen=str(agreed), total=str(quote.total), currency=quote.currency)


def _new_order(order_id: UUID, command: PlaceOrderCommand, agreed: Agreed, /, *, credit: Money) -> NewOrder:
    quote = agreed.quote
    return NewOrder(
        id=order_id, user_id=command.user_id, buyer=command.buyer, currency=quote.currency,
        lines=lines_of(quote, agreed.goods), totals=totals_of(quote), payment_method=command.payment_method,
        shipping_method=quote.shipping_method, explanation=tuple(dict(step) for step in quote.explanation),
        shipping_by_vendor=quote.shipping_by_vendor, promotions=promotions_of(quote), credit=credit or None,
    )  # fmt: skip
