"""What the process hears. Steps within the transaction are atomic with the news; one word moves a step to `after_commit`."""

from collections import Counter
from uuid import UUID

from nexus.checkout import wiring
from nexus.checkout.contracts.events import PayLaterAgreed
from nexus.inventory.contracts.dto import StockLine
from nexus.orders import facade as orders
from nexus.orders.contracts.events import OrderCancelled
from nexus.payments.contracts.events import (
    PaymentAuthorized,
    PaymentCompleted,
    PaymentFailed,
    PaymentVoided,
    RefundCompleted,
)
from nexus.platform.events import EventContext, after_commit, within_transaction


def settle(fact: PaymentCompleted, context: EventContext) -> None:
    wiring.settle_payment()(fact.order_id)


def fail(fact: PaymentFailed, context: EventContext) -> None:
    wiring.fail_payment()(fact.order_id)


def record_authorized(fact: PaymentAuthorized, context: EventContext) -> None:
    orders.mark_payment(fact.order_id, "authorized")


def record_status(fact: PaymentVoided | RefundCompleted, context: EventContext) -> None:
    """What the payment came to depends on what it was: a part or all is refunded, a declined one stays failed."""
    payment = wiring.payments.payment_of(fact.order_id)
    if payment is not None:
        orders.mark_payment(fact.order_id, payment.status)


def give_up(fact: PaymentVoided, context: EventContext) -> None:
    """Cancelling gives the payment up as well; the process is cancelled by then, and nothing happens twice."""
    record_status(fact, context)
    wiring.give_up_payment()(fact.order_id)


def confirm_pay_later(fact: PayLaterAgreed, context: EventContext) -> None:
    wiring.confirm_pay_later()(fact.order_id)


def compensate(fact: OrderCancelled, context: EventContext) -> None:
    pieces: Counter[UUID] = Counter()  # a gift may be one of the very things that were bought
    for line in fact.lines:
        pieces[line.variant_id] += line.quantity
    lines = [StockLine(variant_id=variant, quantity=count) for variant, count in pieces.items()]
    wiring.compensate_cancelled()(fact.order_id, lines, reason=fact.reason)


SUBSCRIPTIONS = {
    PaymentCompleted: (within_transaction(settle),),
    PaymentFailed: (within_transaction(fail),),
    PaymentAuthorized: (within_transaction(record_authorized),),
    PaymentVoided: (within_transaction(give_up),),
    RefundCompleted: (within_transaction(record_status),),
    OrderCancelled: (within_transaction(compensate),),
    PayLaterAgreed: (after_commit(confirm_pay_later, name="checkout.confirm_pay_later"),),
}
