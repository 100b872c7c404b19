"""Builds the use cases from the other contexts' facades."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from nexus.catalog import facade as catalog
from nexus.checkout.application.change_cart import AddToCart, ChangeLine, MergeCarts
from nexus.checkout.application.change_terms import ChangeTerms, PriceCart, UseCoupon
from nexus.checkout.application.compensate import CompensateCancelled
from nexus.checkout.application.place_order import PlaceOrder, PlaceOrderCommand
from nexus.checkout.application.settle_payment import (
    ConfirmPayLater,
    ExpireOrder,
    FailPayment,
    GiveUpPayment,
    SettlePayment,
)
from nexus.checkout.contracts.events import PayLaterAgreed
from nexus.checkout.domain.cart import CartKey
from nexus.checkout.domain.shopper import Shopper
from nexus.checkout.domain.windows import PaymentWindows
from nexus.checkout.infrastructure import carts, processes
from nexus.checkout.queries.quoting import quote_goods
from nexus.checkout.queries.shoppers import shopper_of
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import OrderInfo
from nexus.payments import facade as payments
from nexus.payments.contracts.dto import PaymentInfo
from nexus.platform.events import append
from nexus.platform.http.countries import country_code
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import Destination
from nexus.tenancy.facade import tenant


def place_order() -> PlaceOrder:
    return PlaceOrder(
        claim_cart=carts.claim,
        ordered_before=_ordered_before,
        stored_order=orders.order,
        sellables=catalog.sellables,
        shopper=_shopper,
        quote=quote_goods,
        check_shipping=pricing.require_shipping,
        spend_credit=pricing.spend_credit,
        place=orders.place,
        keep_receipt=pricing.keep_receipt,
        provider=payments.provider,
        open_payment=_open_payment,
        begin_process=processes.begin,
        agree_pay_later=_agree_pay_later,
        claim_uses=pricing.claim_uses,
        reserve=inventory.reserve,
        windows=_windows(),
        now=clock.now,
    )


def _shopper(command: PlaceOrderCommand) -> Shopper:
    """Who the order is priced for: the address, the ways and the person are known by now."""
    address = command.buyer.shipping_address
    return shopper_of(
        command.cart,
        destination=Destination(
            country=country_code(address.country) or address.country,
            region=address.region,
            postal_code=address.postal_code,
        ),
        channel=command.channel,
        shipping_method=command.shipping_method,
        payment_method=command.payment_method,
        email=command.buyer.email,
    )


def _windows() -> PaymentWindows:
    """The installation's windows; a shop may set its own `payment_window_seconds`."""
    own = tenant().settings.get("payment_window_seconds")
    return PaymentWindows(
        online=timedelta(seconds=own) if own else settings.NEXUS_PAYMENT_WINDOW,
        offline=settings.NEXUS_OFFLINE_PAYMENT_WINDOW,
    )


def settle_payment() -> SettlePayment:
    return SettlePayment(
        processes=processes.ProcessTable(),
        commit_stock=inventory.commit,
        confirm_order=_confirm_order,
        mark_payment=orders.mark_payment,
        cancel_order=orders.cancel,
        refund=lambda order_id: stop_payment(order_id, reason="order_cancelled"),
        now=clock.now,
    )


def confirm_pay_later() -> ConfirmPayLater:
    return ConfirmPayLater(
        lock_payment=payments.locked_payment_of,
        processes=processes.ProcessTable(),
        commit_stock=inventory.commit,
        confirm_order=_confirm_order,
        cancel_order=orders.cancel,
        now=clock.now,
    )


def fail_payment() -> FailPayment:
    return FailPayment(
        processes=processes.ProcessTable(), mark_payment=orders.mark_payment, cancel_order=orders.cancel
    )


def give_up_payment() -> GiveUpPayment:
    return GiveUpPayment(processes=processes.ProcessTable(), cancel_order=orders.cancel)


def expire_order() -> ExpireOrder:
    return ExpireOrder(
        lock_payment=payments.locked_payment_of,
        processes=processes.ProcessTable(),
        cancel_order=orders.cancel,
        now=clock.now,
    )


def compensate_cancelled() -> CompensateCancelled:
    return CompensateCancelled(
        processes=processes.ProcessTable(),
        return_credit=pricing.return_credit,
        return_uses=pricing.return_uses,
        release=inventory.release,
        restock=inventory.restock,
        stop_payment=stop_payment,
        reopen_cart=lambda cart_id: carts.reopen(cart_id, now=clock.now()),
        now=clock.now,
    )


def stop_payment(order_id: UUID, /, *, reason: str) -> None:
    """Give back what has arrived, or stop waiting. The key makes a second cancellation ask for the same refund."""
    payment = payments.payment_of(order_id)
    if payment is None or not payment.amount:  # nothing to pay was paid from the start
        return
    if payment.refundable:
        payments.request_refund(payment.id, reason=reason, idempotency_key=f"cancelled:{order_id}")
    elif not payment.captured:
        payments.void(order_id, reason=reason)


def _ordered_before(key: CartKey, cart_id: UUID | None) -> OrderInfo | None:
    """With a guest's secret: they have shown the cart's."""
    order_id = carts.order_of(key, cart_id) if cart_id else carts.last_order(key)
    found = orders.order(order_id) if order_id else None
    return replace(found, token=orders.guest_token(found.id)) if found and found.is_guest else found


def _open_payment(placed: OrderInfo, /, *, payment_id: UUID, expires_at: datetime | None) -> PaymentInfo:
    return payments.open_payment(
        placed.id, placed.amount_due, provider=placed.payment_method, expires_at=expires_at,
        order_number=placed.number, email=placed.email, user_id=placed.user_id,
        access_token_hash=placed.access_token_hash or None, payment_id=payment_id,
    )  # fmt: skip


def _agree_pay_later(order_id: UUID, payment_id: UUID) -> None:
    append(
        "checkout.process",
        order_id,
        [PayLaterAgreed(order_id=order_id, payment_id=payment_id)],
        expected_version=0,
    )


def _confirm_order(order_id: UUID, payment_status: str | None) -> OrderInfo:
    return orders.confirm(order_id, payment_status=payment_status)


def add_to_cart() -> AddToCart:
    return AddToCart(carts=carts, sellables=catalog.sellables, now=clock.now)


def change_line() -> ChangeLine:
    return ChangeLine(carts=carts)


def use_coupon(price: PriceCart, /) -> UseCoupon:
    return UseCoupon(carts=carts, price=price, normal=pricing.normal_code, now=clock.now)


def change_terms() -> ChangeTerms:
    return ChangeTerms(carts=carts, normal=pricing.normal_code, card=pricing.gift_card, now=clock.now)


def merge_carts() -> MergeCarts:
    return MergeCarts(carts=carts, available=inventory.available, now=clock.now)
