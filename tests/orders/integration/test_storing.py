"""Orders on real PostgreSQL: three statements to place, rows equal to their history, one winner per race."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from tests.fixtures import run_in_threads
from tests.orders.builders import VENDOR_A, VENDOR_B, a_line, a_new_order

from nexus.kernel import clock
from nexus.kernel.errors import NotFound
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.orders import facade, wiring
from nexus.orders.application.place_order import PlaceOrder
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.contracts.events import OrderPlaced
from nexus.orders.domain.errors import IllegalTransition, OrderNotFound, UnknownPaymentStatus
from nexus.orders.domain.lifecycle import Status
from nexus.orders.domain.number import CROCKFORD
from nexus.orders.infrastructure.repository import EventSourcedOrders
from nexus.orders.interfaces import verification
from nexus.orders.queries.history import as_of
from nexus.platform import db
from nexus.platform.events import load
from nexus.platform.tenancy import current_tenant, tenant_scope

TABLES = ("orders_order", "orders_line", "orders_vendor_order")


def placed(*lines: Any, **facts: Any) -> OrderInfo:
    with tenant_scope():
        return facade.place(a_new_order(*lines, **facts))


def stored(order_id: UUID) -> OrderInfo:
    with tenant_scope():
        found = facade.order(order_id)
    assert found is not None
    return found


def findings() -> list[str]:
    with tenant_scope():
        return [str(finding) for check in verification.CHECKS for finding in check.run()]


class Looker:
    """Somebody who looks."""

    def __init__(self, user_id: UUID | None = None, *, staff: bool = False) -> None:
        self.id, self.is_staff, self.vendor_ids = user_id, staff, frozenset[UUID]()


@pytest.mark.parametrize("count", [1, 2, 20])
def test_placing_costs_three_statements_and_the_event(tenant: Any, sql_log: Any, count: int) -> None:
    lines = [a_line(f"{n}.99", n, vendor=(VENDOR_A, VENDOR_B)[n % 2]) for n in range(1, count + 1)]
    placed()  # the connection is open and its types are known
    with sql_log() as statements:
        placed(*lines)
    ours = [statement.split(" (")[0] for statement in statements if "events_delivery" not in statement]
    assert ours == [
        "SELECT enter_tenant(%s)",
        *(f'INSERT INTO "{table}"' for table in TABLES),
        'INSERT INTO "events_log"',
    ]


def test_what_was_placed_is_what_is_read(tenant: Any) -> None:
    line = replace(a_line("12.345", 3, currency="KWD"), discount=Money.of("1.001", "KWD"))
    other = a_line("5.000", vendor=VENDOR_B, currency="KWD")
    order = placed(line, other, discount="2.002", shipping="1.500", currency="KWD")
    assert stored(order.id) == order
    assert (order.status, order.version) == ("pending", 1)
    assert [str(part.totals.total) for part in order.vendor_orders] == ["36.477", "5.056"]
    assert str(order.totals.total) == "41.533"


def test_a_guest_token_is_told_once_and_only_its_hash_is_kept(tenant: Any) -> None:
    order = placed(user_id=None)
    assert order.token is not None
    assert stored(order.id) == replace(order, token=None)
    with tenant_scope():
        event = db.row(
            "SELECT payload::text AS text FROM events_log WHERE tenant_id = %s", [current_tenant()]
        )
        row = db.row("SELECT o::text AS text FROM orders_order o WHERE o.tenant_id = %s", [current_tenant()])
    for kept in (event.text, row.text):
        assert order.token not in kept
        assert order.access_token_hash in kept


def test_personal_data_is_in_one_value_of_the_event(tenant: Any) -> None:
    order = placed(email="ada@example.test")
    with tenant_scope():
        [event] = db.rows("SELECT payload FROM events_log WHERE tenant_id = %s", [current_tenant()])
    assert event.payload["buyer"]["email"] == "ada@example.test"
    rest = str({name: value for name, value in event.payload.items() if name != "buyer"})
    for personal in ("ada@example.test", "Ada Lovelace", "St James", "London", "7946"):
        assert personal not in rest
    assert order.email == "ada@example.test"


def test_the_body_of_a_new_order_needs_no_sql_and_equals_the_stored_one(tenant: Any, sql_log: Any) -> None:
    order = placed(a_line("10.00", 2), shipping="4.90")
    with sql_log() as statements:
        body = facade.body_of_new(order)
    assert statements == []
    viewer = Looker(order.user_id)
    with sql_log() as statements, tenant_scope():
        assert facade.order_body(order.id, viewer) == body
    assert len(statements) == 2  # enter_tenant and one


def test_two_orders_that_draw_one_number_both_stand(tenant: Any) -> None:
    first = placed()
    draws = iter([int_of(first.number), int_of(first.number), 5])
    place = PlaceOrder(
        EventSourcedOrders(), entropy=lambda _bits: next(draws), secret=lambda _order_id: bytes(32)
    )
    with tenant_scope():
        second = place(a_new_order())
    assert second.number.endswith("-000005")
    assert stored(second.id).number == second.number
    assert findings() == []


def int_of(number: str) -> int:
    value = 0
    for letter in number.rpartition("-")[2]:
        value = value * 32 + CROCKFORD.index(letter)
    return value


def test_every_change_reaches_the_rows(tenant: Any) -> None:
    order = placed(a_line(), a_line(vendor=VENDOR_B))
    with tenant_scope():
        facade.confirm(order.id, payment_status="completed")
    with tenant_scope():
        wiring.move_order(order.id, Status.PROCESSING, by="seller", vendor_ids={VENDOR_A})
    found = stored(order.id)
    assert (found.status, found.payment_status, found.version) == ("processing", "completed", 4)
    assert [part.status for part in found.vendor_orders] == ["processing", "confirmed"]
    with tenant_scope():
        wiring.move_order(order.id, Status.ON_HOLD, by="staff", reason="check")
    assert (stored(order.id).status, stored(order.id).is_held) == ("on_hold", True)
    with tenant_scope():
        wiring.ask_to_cancel(order.id, reason="too slow", by="buyer")
    [request] = stored(order.id).cancellation_requests
    assert (request.status, request.reason, request.decided_at) == ("open", "too slow", None)
    with tenant_scope():
        wiring.approve_cancellation(order.id, request.id, reason="", by="staff")
    found = stored(order.id)
    assert (found.status, found.is_held, found.cancel_reason) == ("cancelled", False, "too slow")
    assert [part.status for part in found.vendor_orders] == ["cancelled", "cancelled"]
    assert [request.status for request in found.cancellation_requests] == ["approved"]
    assert findings() == []


def test_several_changes_in_one_transaction(tenant: Any) -> None:
    with tenant_scope():
        order = facade.place(a_new_order())
        facade.mark_payment(order.id, "authorized")
        facade.confirm(order.id, payment_status="completed")
        facade.cancel(order.id, reason="", by="system")
    assert (stored(order.id).status, stored(order.id).version) == ("cancelled", 5)
    assert findings() == []


def test_confirming_costs_four_statements(tenant: Any, sql_log: Any) -> None:
    order = placed(a_line(), a_line(vendor=VENDOR_B))
    with sql_log() as statements, tenant_scope():
        facade.confirm(order.id, payment_status="completed")
    assert [statement.split()[0] for statement in statements if "events_delivery" not in statement] == [
        "SELECT",  # enter_tenant
        "SELECT",  # the history
        "UPDATE",  # the order
        "UPDATE",  # its parts
        "INSERT",  # the events
    ]


def test_a_refused_change_leaves_rows_and_history_alone(tenant: Any) -> None:
    order = placed()
    for refused, expected in (
        (lambda: wiring.move_order(order.id, Status.SHIPPED, by="staff"), IllegalTransition),
        (lambda: facade.mark_payment(order.id, "stolen"), UnknownPaymentStatus),
        (lambda: facade.confirm(new_id()), OrderNotFound),
    ):
        with pytest.raises(expected), tenant_scope():
            refused()
    with tenant_scope():
        assert load("orders.order", order.id).version == 1
    assert stored(order.id) == order


def test_a_late_report_of_the_payment_writes_nothing(tenant: Any, sql_log: Any) -> None:
    order = placed()
    with tenant_scope():
        facade.mark_payment(order.id, "completed")
    with sql_log() as statements, tenant_scope():
        facade.mark_payment(order.id, "authorized")
    assert [statement.split()[0] for statement in statements] == ["SELECT", "SELECT"]
    assert (stored(order.id).payment_status, stored(order.id).version) == ("completed", 2)


def test_another_tenant_finds_nothing(tenant: Any, other_tenant: Any) -> None:
    order = placed()
    with tenant_scope(other_tenant.id):
        assert facade.order(order.id) is None
        with pytest.raises(NotFound):
            facade.cancel(order.id, reason="")
        with pytest.raises(NotFound):
            facade.order_body(order.id, Looker(staff=True))
    assert stored(order.id) == order


def test_writers_at_the_same_moment_take_turns(tenant: Any) -> None:
    order = placed()

    def confirm(_index: int) -> str:
        with tenant_scope():
            return facade.confirm(order.id).status

    outcomes = run_in_threads(8, confirm, tenant_id=tenant.id)
    assert outcomes.count("confirmed") == 1
    assert [type(outcome).__name__ for outcome in outcomes].count("IllegalTransition") == 7
    assert stored(order.id).version == 2
    assert findings() == []


def test_the_slower_writer_sees_what_the_faster_one_did(tenant: Any) -> None:
    order = placed()

    def change(index: int) -> OrderInfo:
        with tenant_scope():
            return facade.confirm(order.id) if index else facade.mark_payment(order.id, "completed")

    run_in_threads(2, change, tenant_id=tenant.id)
    found = stored(order.id)
    assert (found.status, found.payment_status, found.version) == ("confirmed", "completed", 3)


def test_as_of_tells_the_order_as_it_stood(tenant: Any) -> None:
    moving = clock.FixedClock(clock.now())
    with clock.use_clock(moving):
        order = placed()
        moving.advance(timedelta(hours=1))
        with tenant_scope():
            facade.confirm(order.id, payment_status="completed")
        start = order.placed_at
        with tenant_scope():
            assert as_of(order.id, start - timedelta(seconds=1)) is None
            assert as_of(order.id, start + timedelta(minutes=59)) == order
            assert as_of(order.id, start + timedelta(hours=1)) == facade.order(order.id)


# -- nexus verify


def test_untouched_orders_verify(tenant: Any) -> None:
    for _ in range(3):
        placed(a_line(), a_line(vendor=VENDOR_B), shipping="0.01", user_id=None)
    assert findings() == []


BREAKAGES: list[tuple[str, str]] = [
    (
        "UPDATE orders_order SET status = 'shipped' WHERE tenant_id = %s",
        "status: history 'pending', row 'shipped'",
    ),
    ("UPDATE orders_order SET version = 9 WHERE tenant_id = %s", "version: history 1, row 9"),
    ("UPDATE orders_order SET is_held = true WHERE tenant_id = %s", "is_held: history False, row True"),
    (
        "UPDATE orders_order SET buyer = jsonb_set(buyer, '{email}', '\"x@y.z\"') WHERE tenant_id = %s",
        "buyer.email: history 'ada@example.test', row 'x@y.z'",
    ),
    (
        "UPDATE orders_line SET sku = 'X' WHERE tenant_id = %s AND position = 1",
        "lines[1].sku: history 'SKU-1', row 'X'",
    ),
    (
        "UPDATE orders_vendor_order SET status = 'confirmed' WHERE tenant_id = %s AND position = 0",
        "vendor_orders[0].status: history 'pending', row 'confirmed'",
    ),
]


@pytest.mark.parametrize(
    ("damage", "difference"), BREAKAGES, ids=[entry[1].split(":")[0] for entry in BREAKAGES]
)
def test_a_changed_row_is_found(tenant: Any, damage: str, difference: str) -> None:
    order = placed(a_line(), a_line(vendor=VENDOR_B))
    with tenant_scope():
        db.execute(damage, [tenant.id])
    assert findings() == [
        f"order row differs from its history (order {order.id}, number {order.number}): {difference}"
    ]


def test_missing_rows_and_missing_history_are_found(tenant: Any) -> None:
    order = placed()
    with tenant_scope():
        for table in reversed(TABLES):
            key = "id" if table == "orders_order" else "order_id"
            db.execute(f"DELETE FROM {table} WHERE tenant_id = %s AND {key} = %s", [tenant.id, order.id])
    assert findings() == [f"order history without row (order {order.id}): version 1 and no row"]


def test_shares_that_do_not_add_up_are_found(tenant: Any) -> None:
    order = placed()
    with tenant_scope():
        db.execute(
            "UPDATE orders_vendor_order SET subtotal_minor = subtotal_minor + 1, "
            "total_minor = total_minor + 1 WHERE tenant_id = %s",
            [tenant.id],
        )
    assert (
        findings()[1]
        == f"parts do not add up to the order (order {order.id}): subtotal: order 1000, parts 1001"
    )


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE orders_order SET total_minor = total_minor + 1 WHERE tenant_id = %s",
        "UPDATE orders_order SET status = 'lost' WHERE tenant_id = %s",
        "UPDATE orders_order SET payment_status = 'lost' WHERE tenant_id = %s",
        "UPDATE orders_line SET quantity = 0, total_minor = 0 WHERE tenant_id = %s",
        "UPDATE orders_line SET total_minor = total_minor + 1 WHERE tenant_id = %s",
        "UPDATE orders_vendor_order SET status = 'on_hold' WHERE tenant_id = %s",
        "DELETE FROM orders_order WHERE tenant_id = %s",
    ],
)
def test_the_database_repeats_the_rules(tenant: Any, damage: str) -> None:
    order = placed()
    with pytest.raises(DatabaseError), tenant_scope():
        db.execute(damage, [tenant.id])
    assert stored(order.id) == order


def test_a_cancellation_tells_its_listeners_what_to_give_back(tenant: Any) -> None:
    order = placed(a_line("10.00", 2))
    with tenant_scope():
        facade.cancel(order.id, reason="deadline", by="system")
        cancelled = load("orders.order", order.id).events[-1]
    assert [(line.variant_id, line.quantity) for line in cancelled.lines] == [(order.lines[0].variant_id, 2)]
    assert (cancelled.reason, cancelled.by, cancelled.was_status) == ("deadline", "system", "pending")


def test_the_first_event_is_the_order_itself(tenant: Any) -> None:
    order = placed()
    with tenant_scope():
        [event] = load("orders.order", order.id).events
    assert isinstance(event, OrderPlaced)
    assert (event.lines, event.totals, event.number, event.email) == (
        order.lines,
        order.totals,
        order.number,
        order.email,
    )
