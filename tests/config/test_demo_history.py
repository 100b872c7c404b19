"""A demo that was interrupted while it was seeded ends in the same demo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from nexus.config.demo.history import Year
from nexus.config.demo.people import customers
from nexus.platform import db
from nexus.platform.tenancy import bind_tenant, tenant_scope
from tests.factories.shop import stock_shelf

ORDERS = 12
_TOLD = """
SELECT o.placed_at - %s::timestamptz AS since_opening, o.buyer->>'email' AS email, o.status, o.payment_status,
       o.total_minor,
       (SELECT string_agg(split_part(l.title, ' ', 2) || ' x ' || l.quantity, ', ' ORDER BY l.position)
          FROM orders_line l WHERE l.tenant_id = %s AND l.order_id = o.id) AS things,
       (SELECT string_agg(e.type, ', ' ORDER BY e.version) FROM events_log e
         WHERE e.tenant_id = %s AND e.stream = 'orders.order' AND e.stream_id = o.id) AS history
  FROM orders_order o WHERE o.tenant_id = %s ORDER BY o.placed_at"""


class Interrupted(Exception):
    """Somebody pulled the plug."""


def open_shop(tenant: Any) -> Year:
    """Three things on a shelf and a dozen people: what a year is drawn from."""
    with bind_tenant(tenant.id), tenant_scope():
        shelf = stock_shelf(prices=("10.00", "25.50", "3.20"))
        people = customers("demo.test")
    things = {f"thing-{index}": variant_id for index, variant_id in enumerate(shelf.variant_ids)}
    return Year(tenant, "a shop", people, things)


def fill(tenant: Any, year: Year, *, count: int = ORDERS) -> int:
    with bind_tenant(tenant.id):
        return year.fill(count)


def told(tenant: Any) -> list[Any]:
    with tenant_scope(tenant.id):
        return list(db.rows(_TOLD, [tenant.created_at, tenant.id, tenant.id, tenant.id]))


def plug_pulled_after(statements: int) -> Callable[..., Any]:
    """Lets so many statements through to the database and no more."""
    left = iter(range(statements))

    def execute(run: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if next(left, None) is None:
            raise Interrupted
        return run(sql, parameters, many, context)

    return execute


def test_two_seeds_are_equal(tenant: Any, other_tenant: Any) -> None:
    counts = [fill(one, open_shop(one)) for one in (tenant, other_tenant)]

    assert counts == [ORDERS, ORDERS]
    assert told(tenant) == told(other_tenant)
    assert len({order.status for order in told(tenant)}) > 1


@pytest.mark.parametrize("statements", [20, 90, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160])
def test_an_interrupted_history_is_taken_up(tenant: Any, other_tenant: Any, statements: int) -> None:
    fill(other_tenant, open_shop(other_tenant))
    interrupted = open_shop(tenant)
    with pytest.raises(Interrupted), connection.execute_wrapper(plug_pulled_after(statements)):
        fill(tenant, interrupted)
    assert len(told(tenant)) < ORDERS

    assert fill(tenant, interrupted) == ORDERS

    assert told(tenant) == told(other_tenant)


def test_a_second_seed_adds_nothing(tenant: Any) -> None:
    year = open_shop(tenant)
    fill(tenant, year)
    before = told(tenant)

    assert fill(tenant, year) == ORDERS

    assert told(tenant) == before
