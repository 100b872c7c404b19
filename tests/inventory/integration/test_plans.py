"""Statements by order go by the order's index, even when the planner's statistics are from before a rush."""

from typing import Any

import pytest
from django.db import connection

from nexus.inventory.infrastructure import reservations
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import current_tenant


def plan(statement: str, params: list[Any]) -> str:
    with connection.cursor() as cursor:
        # The suite's own table may be so small that reading it whole is cheapest; the question is which index is taken.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", params)
        return "\n".join(found for (found,) in cursor.fetchall())


@pytest.mark.parametrize("verb", ["release", "commit"])
def test_the_promises_of_everybody_are_not_walked_over(scope: Any, verb: str) -> None:
    tenant, order, now = current_tenant(), new_id(), clock.now()
    found = {
        "release": lambda: plan(reservations._RELEASE, [now, "test", tenant, order, tenant]),
        "commit": lambda: plan(reservations._COMMIT, [now, tenant, order, tenant, order, tenant]),
    }[verb]()
    assert "inventory_reservation_once" in found
    assert "inventory_reservation_open" not in found
