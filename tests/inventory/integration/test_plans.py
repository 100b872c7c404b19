"""Statements by order go by the order's index, even when the planner's statistics are from before a rush."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections

from nexus.inventory import facade as inventory
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.infrastructure import reservations
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import current_tenant, tenant_scope


def plan(statement: str, params: list[Any]) -> str:
    with connection.cursor() as cursor:
        # The suite's own table may be so small that reading it whole is cheapest; the question is which index is taken.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", params)
        return "\n".join(found for (found,) in cursor.fetchall())


@pytest.fixture
def busy_shop(tenant: Any) -> None:
    """A shop with many promises, and a planner that knows of them: with two rows every index is as good as another."""
    variant = new_id()
    with tenant_scope():
        inventory.set_level(variant, 1000)
        for _ in range(300):
            line = StockLine(variant_id=variant, quantity=1)
            inventory.reserve(new_id(), [line], expires_at=clock.now() + timedelta(hours=1))
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE inventory_reservation, inventory_level")


@pytest.mark.parametrize("verb", ["release", "commit"])
def test_the_promises_of_everybody_are_not_walked_over(busy_shop: None, verb: str) -> None:
    with tenant_scope():
        tenant, order, now = current_tenant(), new_id(), clock.now()
        found = {
            "release": lambda: plan(reservations._RELEASE, [now, "test", tenant, order, tenant]),
            "commit": lambda: plan(reservations._COMMIT, [now, tenant, order, tenant, order, tenant]),
        }[verb]()
    assert "inventory_reservation_once" in found
    assert "inventory_reservation_open" not in found
