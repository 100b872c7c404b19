"""The same order told twice at once, and orders of the same products told at once: each counts once, because of the locks."""

from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from tests.orders.builders import a_line, a_new_order

from nexus.kernel.ids import new_id
from nexus.orders import facade as orders
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope
from nexus.search.services import baskets

AT_ONCE = 4


@pytest.fixture
def products(tenant: Any) -> tuple[UUID, UUID]:
    """Two that were bought before, so that their rows are there."""
    found = new_id(), new_id()
    with tenant_scope(tenant.id):
        baskets.recount([_order(found)])
    return found


def _order(products: tuple[UUID, ...]) -> UUID:
    placed = orders.place(a_new_order(*(a_line(product_id=one) for one in products), user_id=new_id()))
    orders.confirm(placed.id)
    return placed.id


def _counted(tenant: Any) -> set[int]:
    with tenant_scope(tenant.id):
        found = db.rows("SELECT together FROM search_companion WHERE tenant_id = %s", [tenant.id])
    return {row.together for row in found}


def test_told_at_once_each_order_counts_once(tenant: Any, products: Any, in_threads: Any) -> None:
    with tenant_scope(tenant.id):
        new = [_order(products[::-1]), _order(products)]

    def count(index: int) -> None:
        with tenant_scope(tenant.id):
            baskets.recount([new[index % 2]])

    assert in_threads(AT_ONCE, count, tenant_id=tenant.id) == [None] * AT_ONCE
    assert _counted(tenant) == {3}


def test_without_the_locks_an_order_counts_again_and_again(
    tenant: Any, products: Any, in_threads: Any
) -> None:
    with tenant_scope(tenant.id):
        new, meeting = _order(products), Barrier(AT_ONCE)

    def count(index: int) -> None:
        with tenant_scope(tenant.id):
            changes = baskets.changes_of([new])
            meeting.wait(timeout=10)
            baskets.apply(changes)

    assert in_threads(AT_ONCE, count, tenant_id=tenant.id) == [None] * AT_ONCE
    assert _counted(tenant) == {1 + AT_ONCE}
