"""The provider has the money, and its word never reached us: we find it, and it is the order's or it goes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import buy
from tests.factories.shop import stock_shelf

from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.payments import wiring
from nexus.payments.application.access import Viewer
from nexus.payments.application.initiate_payment import InitiatePayment
from nexus.payments.infrastructure.gateways.sandbox import books
from nexus.payments.models import SandboxChargeRecord
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

STAFF = Viewer(user_id=None, is_staff=True)


class Killed(BaseException):
    """What a SIGKILL looks like from inside: nothing after it runs."""


@pytest.fixture
def order_id(tenant: Any, api: Any) -> UUID:
    """A placed order that is to be paid at the sandbox."""
    with tenant_scope():
        shelf = stock_shelf(prices=("10.00",), stock=5)
    return UUID(buy(api, list(shelf.variant_ids))["id"])


def approved(order_id: UUID, *, held: bool = False) -> None:
    """The buyer approves; the provider's message is lost for good."""
    start = replace(wiring.initiate_payment(), captures_later=lambda: held)
    started = start(InitiatePayment(order_id=order_id, viewer=STAFF))
    with tenant_scope() as scope:
        books.decide(started.payment.reference, books.Outcome.APPROVE)
    with tenant_scope():
        lost = "DELETE FROM events_delivery WHERE tenant_id = %s AND handler = 'payments.sandbox_webhook'"
        assert db.execute(lost, [scope.tenant_id]) == 1


def killed_while_capturing(order_id: UUID) -> None:
    """Staff take the held money; the process dies after the provider's answer, before it is recorded."""
    entered: list[int] = []

    @contextmanager
    def dying() -> Iterator[object]:
        entered.append(1)
        if len(entered) == 2:
            raise Killed
        with tenant_scope() as scope:
            yield scope

    with tenant_scope():
        found = payments.payment_of(order_id)
    assert found is not None
    with pytest.raises(Killed):
        replace(wiring.capture_payment(), transaction=dying)(found.id)
    assert charge().state == "captured"


def looked_up_as_authorized(order_id: UUID) -> None:
    with clock.use_clock(clock.SystemClock(timedelta(minutes=16))):
        assert wiring.look_up_attempts()() == 1
    assert standing(order_id) == ("pending", "authorized", "0.00")


def charge() -> Any:
    with tenant_scope():
        return SandboxChargeRecord.objects.get()


def standing(order_id: UUID) -> tuple[str, str, str]:
    """Status of the order, of its payment, and what went back."""
    with tenant_scope():
        order, payment = orders.order(order_id), payments.payment_of(order_id)
    assert order is not None
    assert payment is not None
    assert order.payment_status == payment.status
    return order.status, payment.status, str(payment.refunded)


def cancel(order_id: UUID) -> None:
    with tenant_scope():
        orders.cancel(order_id, reason="changed_mind")


def test_money_taken_before_a_cancellation_goes_back_although_nobody_told_us(
    order_id: UUID, drain: Any
) -> None:
    approved(order_id)
    cancel(order_id)
    drain()
    assert standing(order_id) == ("cancelled", "refunded", "10.00")
    assert charge().refunded_minor == 1000


def test_held_money_that_was_taken_by_a_killed_process_is_the_orders(order_id: UUID, drain: Any) -> None:
    approved(order_id, held=True)
    looked_up_as_authorized(order_id)
    killed_while_capturing(order_id)

    assert wiring.look_up_attempts()() == 0, "the process may still be at it"
    with clock.use_clock(clock.SystemClock(timedelta(minutes=1, seconds=5))):
        assert wiring.look_up_attempts()() == 1
    assert standing(order_id) == ("confirmed", "completed", "0.00")


def test_held_money_that_was_taken_by_a_killed_process_goes_back_with_the_order(
    order_id: UUID, drain: Any
) -> None:
    approved(order_id, held=True)
    looked_up_as_authorized(order_id)
    killed_while_capturing(order_id)
    cancel(order_id)
    drain()
    assert standing(order_id) == ("cancelled", "refunded", "10.00")
    assert charge().refunded_minor == 1000
