"""Counting all companions anew while the shop stays open: first what the orders say, then the pairs of what was bought."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from nexus.orders import facade as orders
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.search.services.baskets import recount

PAGE: Final = 500

_PAGE_OF_PRODUCTS: Final = """
SELECT product_id FROM search_demand WHERE tenant_id = %s AND product_id > %s::uuid ORDER BY product_id LIMIT %s"""

_PAIRS: Final = """
SELECT mine.product_id, other.product_id AS other_id, count(*)::int AS together
FROM search_purchase mine JOIN search_purchase other
  ON other.tenant_id = %s AND other.order_id = mine.order_id AND other.product_id <> mine.product_id
WHERE mine.tenant_id = %s{which} GROUP BY mine.product_id, other.product_id"""
_TRUTH: Final = _PAIRS.format(which=" AND mine.product_id = ANY(%s::uuid[])")

_DROP: Final = f"""
DELETE FROM search_companion c WHERE c.tenant_id = %s AND c.product_id = ANY(%s::uuid[]) AND NOT EXISTS (
  SELECT 1 FROM ({_TRUTH}) truth
  WHERE truth.product_id = c.product_id AND truth.other_id = c.other_id AND truth.together = c.together)"""  # noqa: S608

_PUT: Final = f"""
INSERT INTO search_companion (tenant_id, product_id, other_id, together)
SELECT %s::uuid, truth.product_id, truth.other_id, truth.together FROM ({_TRUTH}) truth
ON CONFLICT (tenant_id, product_id, other_id) DO NOTHING"""  # noqa: S608

_DEMAND: Final = """
UPDATE search_demand d SET orders = (
  SELECT count(*) FROM search_purchase p WHERE p.tenant_id = %s AND p.product_id = d.product_id)
WHERE d.tenant_id = %s AND d.product_id = ANY(%s::uuid[])"""

_DIFFERENCES: Final = f"""
SELECT coalesce(truth.product_id, kept.product_id) AS product_id, coalesce(truth.other_id, kept.other_id) AS other_id,
  coalesce(truth.together, 0) AS bought, coalesce(kept.together, 0) AS counted
FROM ({_PAIRS.format(which="")}) truth
FULL JOIN (SELECT product_id, other_id, together FROM search_companion WHERE tenant_id = %s) kept
  ON kept.product_id = truth.product_id AND kept.other_id = truth.other_id
WHERE truth.together IS DISTINCT FROM kept.together ORDER BY 1, 2"""  # noqa: S608


def rebuild() -> Iterator[tuple[str, int]]:
    """Count the bound tenant's orders again, then the pairs of each product; yields ("orders" | "products", how many so far).

    Each page is a transaction of its own; what is bought meanwhile is counted by its own event, in any order with this.
    """
    yield from (("orders", done) for done in _all_orders())
    yield from (("products", done) for done in _all_products())


def _all_orders() -> Iterator[int]:
    done, last = 0, None
    while True:
        with tenant_scope():
            ids = [order.order_id for order in orders.purchases_after(last, limit=PAGE)]
            recount(ids)
        if not ids:
            return
        done, last = done + len(ids), ids[-1]
        yield done


def _all_products() -> Iterator[int]:
    done, last = 0, UUID(int=0)
    while True:
        with tenant_scope():
            ids = [row.product_id for row in db.rows(_PAGE_OF_PRODUCTS, [current_tenant(), last, PAGE])]
            _count_pairs(ids)
        if not ids:
            return
        done, last = done + len(ids), ids[-1]
        yield done


def _count_pairs(product_ids: list[UUID]) -> None:
    if not product_ids:
        return
    tenant_id = current_tenant()
    lock_rows("search_demand", product_ids, columns="product_id", key="product_id")
    truth = [tenant_id, tenant_id, product_ids]
    db.execute(_DROP, [tenant_id, product_ids, *truth])
    db.execute(_PUT, [tenant_id, *truth])
    db.execute(_DEMAND, [tenant_id, tenant_id, product_ids])
    bump_generation()


def differences() -> list[Any]:
    """Pairs whose count is not that of the purchases: `product_id`, `other_id`, `bought`, `counted`. One statement."""
    return db.rows(_DIFFERENCES, [current_tenant(), current_tenant(), current_tenant()])
