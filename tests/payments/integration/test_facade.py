"""The door: what it costs, what it answers, and reacting to a payment inside its own transaction."""

from datetime import timedelta
from typing import Any

import pytest
from tests.payments.builders import eur

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments import facade, wiring
from nexus.payments.contracts.events import PaymentCompleted
from nexus.payments.domain.errors import PaymentAlreadyCaptured, UnknownProvider
from nexus.payments.interfaces.tasks import look_up_attempts
from nexus.platform.events import subscriptions, within_transaction
from nexus.platform.tenancy import tenant_scope


def test_opening_is_one_insert_and_a_buffered_event(tenant: Any, sql_log: Any) -> None:
    facts: dict[str, Any] = {"expires_at": None, "order_number": "1", "email": "b@example.test"}
    with sql_log() as statements, tenant_scope():
        info = facade.open_payment(new_id(), eur("30.00"), provider="manual", **facts)
        opened = [sql for sql in statements if "enter_tenant" not in sql]
    assert [sql.split()[2] for sql in opened] == ['"payments_payment"']
    assert len(statements) == 3  # enter_tenant, the row, the event
    assert (info.status, info.pays_later, info.refundable) == ("pending", False, eur("0.00"))


def test_what_was_opened_can_be_read(open_payment: Any, payment_of: Any) -> None:
    deadline = clock.now() + timedelta(minutes=30)
    opened = open_payment("1.250", currency="KWD", provider="in_store", expires_at=deadline)

    assert payment_of(opened.order_id) == opened
    assert opened.pays_later is True
    assert payment_of(new_id()) is None


def test_several_orders_are_one_statement(open_payment: Any, sql_log: Any, tenant: Any) -> None:
    orders = [open_payment().order_id for _ in range(3)]
    with tenant_scope(), sql_log() as statements:
        found = facade.payments_of([*orders, new_id()])

    assert set(found) == set(orders)
    assert len(statements) == 1


def test_a_locked_payment_makes_a_second_writer_wait(open_payment: Any, tenant: Any, in_threads: Any) -> None:
    """Add one to the amount 20 times, reading under the lock: nothing is lost."""
    from nexus.platform import db

    opened = open_payment("10.00")

    def add_a_cent(_: int) -> None:
        with tenant_scope():
            seen = facade.locked_payment_of(opened.order_id)
            assert seen is not None
            db.execute(
                "UPDATE payments_payment SET amount_minor = %s WHERE tenant_id = %s AND id = %s",
                [seen.amount.minor + 1, tenant.id, opened.id],
            )

    assert in_threads(20, add_a_cent, tenant_id=tenant.id) == [None] * 20
    with tenant_scope():
        assert facade.payment_of(opened.order_id).amount == eur("10.20")


def test_initiate_by_the_door_is_for_those_who_may_see(open_payment: Any) -> None:
    from nexus.payments.application.access import token_hash
    from nexus.payments.domain.errors import PaymentNotFound

    opened = open_payment("30.00", access_token_hash=token_hash("secret"))
    with pytest.raises(PaymentNotFound):
        facade.initiate(opened.order_id, order_token="guess")
    initiated = facade.initiate(opened.order_id, order_token="secret")

    assert initiated.payment.checkout_url == f"/payments/sandbox/{opened.reference}/"


def test_an_order_has_one_payment(open_payment: Any, tenant: Any) -> None:
    from django.db import IntegrityError

    opened = open_payment()
    facts: dict[str, Any] = {"expires_at": None, "order_number": "1", "email": "b@example.test"}
    with pytest.raises(IntegrityError), tenant_scope():
        facade.open_payment(opened.order_id, eur("30.00"), provider="manual", **facts)


def test_providers_say_how_they_settle(tenant: Any) -> None:
    assert [(p.code, p.pays_later, p.is_online) for p in facade.providers()] == [
        ("manual", False, False),
        ("in_store", True, False),
        ("sandbox", False, True),
    ]
    with pytest.raises(UnknownProvider):
        facade.provider("gold")


def test_an_order_of_zero_is_complete_with_its_opening(
    open_payment: Any, payment_of: Any, clean: Any
) -> None:
    opened = open_payment("0.00", provider="manual")

    assert (opened.status, payment_of(opened.order_id).status) == ("completed", "completed")
    assert clean() == []


def test_a_refund_asked_by_a_handler_of_the_completion_joins_its_transaction(
    open_payment: Any, payment_of: Any, history: Any, clean: Any
) -> None:
    """What checkout does with money for an order that is already cancelled."""
    opened = open_payment("30.00", provider="manual")

    def give_back(fact: PaymentCompleted, context: Any) -> None:
        if fact.payment_id == opened.id:
            facade.request_refund(fact.payment_id, reason="order_cancelled")

    entry = within_transaction(give_back)
    subscriptions._by_type[PaymentCompleted.TYPE].append(entry)
    try:
        with tenant_scope():
            facade.void(opened.order_id, reason="cancelled")
        facade.capture(opened.id)
    finally:
        subscriptions._by_type[PaymentCompleted.TYPE].remove(entry)

    refunded = payment_of(opened.order_id)
    assert (refunded.status, refunded.captured, refunded.refunded) == ("refunded", eur("30.00"), eur("30.00"))
    assert history(opened.id) == [
        "payment_opened",
        "payment_voided",
        "payment_completed",
        "refund_requested",
        "refund_completed",
    ]
    assert clean() == []


def test_a_failing_handler_undoes_the_completion(open_payment: Any, payment_of: Any, history: Any) -> None:
    opened = open_payment("30.00", provider="manual")

    def explode(fact: PaymentCompleted, context: Any) -> None:
        if fact.payment_id == opened.id:
            raise RuntimeError("stock is gone")

    entry = within_transaction(explode)
    subscriptions._by_type[PaymentCompleted.TYPE].append(entry)
    try:
        with pytest.raises(RuntimeError):
            facade.capture(opened.id)
    finally:
        subscriptions._by_type[PaymentCompleted.TYPE].remove(entry)

    assert (payment_of(opened.order_id).status, history(opened.id)) == ("pending", ["payment_opened"])


def test_void_is_idempotent_and_too_late_after_money(open_payment: Any, tenant: Any, history: Any) -> None:
    opened = open_payment("30.00", provider="manual")
    for _ in range(2):
        with tenant_scope():
            assert facade.void(opened.order_id, reason="deadline").status == "voided"
    assert history(opened.id) == ["payment_opened", "payment_voided"]
    paid = open_payment("30.00", provider="manual")
    facade.capture(paid.id)
    with tenant_scope(), pytest.raises(PaymentAlreadyCaptured):
        facade.void(paid.order_id, reason="deadline")
    with tenant_scope():
        assert facade.void(new_id(), reason="deadline") is None


def test_a_crash_before_the_answer_was_recorded_is_repaired_by_the_look_up(
    open_payment: Any, payment_of: Any, history: Any, staff: Any, clean: Any
) -> None:
    """Recorded intent, charged at the provider, process dead, message lost: the sweep finds the money."""
    from nexus.payments.application.access import Viewer
    from nexus.payments.application.initiate_payment import InitiatePayment
    from nexus.payments.infrastructure.gateways.sandbox import books

    opened = open_payment("30.00")
    initiate = wiring.initiate_payment()
    command = InitiatePayment(order_id=opened.order_id, viewer=Viewer(user_id=None, is_staff=True))
    with tenant_scope():
        intent = initiate._record_intent(initiate._payment(command), "sandbox")
    initiate._ask(intent)
    with tenant_scope():
        books.decide(opened.reference, books.Outcome.APPROVE)
    assert history(opened.id) == ["payment_opened", "attempt_started"]

    look_up_attempts()
    assert payment_of(opened.order_id).status == "pending"  # a minute has not passed
    moved = clock.FixedClock(clock.now() + timedelta(seconds=61))
    with clock.use_clock(moved):
        look_up_attempts()

    paid = payment_of(opened.order_id)
    assert (paid.status, paid.captured) == ("completed", Money(3000, "EUR"))
    assert clean() == []
