"""What is bought together, counted order by order: each order is compared with what was counted of it before.

An order's present state is read and its difference applied, so it does not matter which of its events comes first, comes
late or comes twice: the count is always that of the orders as they are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final
from uuid import UUID

from nexus.orders import facade as orders
from nexus.orders.facade import Purchase
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant

LARGEST_BASKET: Final = 40
"""Products of one order that are counted, the first ones of it: 200 lines would be 39,800 pairs and say little."""

type Basket = frozenset[UUID]
type Pair = tuple[UUID, UUID]

_MEET: Final = """
INSERT INTO search_demand (tenant_id, product_id, orders)
SELECT %s::uuid, product_id, 0 FROM unnest(%s::uuid[]) AS known(product_id) ORDER BY product_id
ON CONFLICT (tenant_id, product_id) DO NOTHING"""

_COUNTED: Final = """
SELECT order_id, array_agg(product_id) AS product_ids FROM search_purchase
WHERE tenant_id = %s AND order_id = ANY(%s::uuid[]) GROUP BY order_id"""

_BUY: Final = """
INSERT INTO search_purchase (tenant_id, order_id, product_id, bought_at)
SELECT %s::uuid, bought.order_id, bought.product_id, bought.bought_at
FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[]) AS bought(order_id, product_id, bought_at)
ON CONFLICT (tenant_id, order_id, product_id) DO NOTHING"""

_GIVE_BACK: Final = """
DELETE FROM search_purchase p USING unnest(%s::uuid[], %s::uuid[]) AS back(order_id, product_id)
WHERE p.tenant_id = %s AND p.order_id = back.order_id AND p.product_id = back.product_id"""

_DEMAND: Final = """
UPDATE search_demand d SET orders = d.orders + change.orders
FROM unnest(%s::uuid[], %s::int[]) AS change(product_id, orders)
WHERE d.tenant_id = %s AND d.product_id = change.product_id"""

_TOGETHER: Final = """
INSERT INTO search_companion (tenant_id, product_id, other_id, together)
SELECT %s::uuid, pair.product_id, pair.other_id, pair.together
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS pair(product_id, other_id, together)
ON CONFLICT (tenant_id, product_id, other_id)
DO UPDATE SET together = search_companion.together + EXCLUDED.together"""

_APART: Final = """
UPDATE search_companion c SET together = c.together - pair.together
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS pair(product_id, other_id, together)
WHERE c.tenant_id = %s AND c.product_id = pair.product_id AND c.other_id = pair.other_id"""

_FORGET: Final = """
DELETE FROM search_companion WHERE tenant_id = %s AND product_id = ANY(%s::uuid[]) AND together = 0"""


@dataclass(frozen=True, slots=True)
class Change:
    """An order as it was counted and as it is."""

    now: Purchase
    before: Basket
    after: Basket


def recount(order_ids: Sequence[UUID], /) -> None:
    """Count these orders as they are now. Ten statements at most, for any number of orders; none of them where nothing
    has changed but the reading."""
    touched = {order.order_id: basket_of(order) for order in orders.purchases_of(order_ids)}
    counted = _counted(order_ids)
    products = sorted({one for found in (*touched.values(), *counted.values()) for one in found})
    if not products:
        return
    db.execute(_MEET, [current_tenant(), products])
    lock_rows("search_demand", products, columns="product_id", key="product_id")
    apply(changes_of(order_ids))


def basket_of(order: Purchase, /) -> Basket:
    """The products that are counted."""
    return frozenset(order.product_ids[:LARGEST_BASKET])


def changes_of(order_ids: Sequence[UUID], /) -> list[Change]:
    """What is not yet counted; read behind the locks, where whoever counted the same order before us has committed."""
    counted = _counted(order_ids)
    changes = [
        Change(order, counted.get(order.order_id, frozenset()), basket_of(order))
        for order in orders.purchases_of(order_ids)
    ]
    return [change for change in changes if change.before != change.after]


def _counted(order_ids: Sequence[UUID]) -> dict[UUID, Basket]:
    found = db.rows(_COUNTED, [current_tenant(), list(order_ids)])
    return {entry.order_id: frozenset(entry.product_ids) for entry in found}


def apply(changes: Sequence[Change], /) -> None:
    """Count these differences. The caller holds the locks of their products."""
    if not changes:
        return
    _write_purchases(changes)
    _write_demand(changes)
    _write_pairs(changes)
    bump_generation()


def _write_purchases(changes: Sequence[Change]) -> None:
    tenant_id = current_tenant()
    bought = [(c.now.order_id, one, c.now.bought_at) for c in changes for one in c.after - c.before]
    back = [(c.now.order_id, one) for c in changes for one in c.before - c.after]
    if bought:
        db.execute(_BUY, [tenant_id, *_columns(bought)])
    if back:
        db.execute(_GIVE_BACK, [*_columns(back), tenant_id])


def _write_demand(changes: Sequence[Change]) -> None:
    moved: Counter[UUID] = Counter()
    for change in changes:
        moved.update(change.after - change.before)
        moved.subtract(change.before - change.after)
    if any(moved.values()):
        db.execute(_DEMAND, [*_columns([pair for pair in moved.items() if pair[1]]), current_tenant()])


def _write_pairs(changes: Sequence[Change]) -> None:
    moved: Counter[Pair] = Counter()
    for change in changes:
        moved.update(permutations(change.after, 2))
        moved.subtract(permutations(change.before, 2))
    _add({pair: many for pair, many in moved.items() if many > 0})
    _take_away({pair: -many for pair, many in moved.items() if many < 0})


def _add(pairs: Mapping[Pair, int]) -> None:
    if pairs:
        db.execute(_TOGETHER, [current_tenant(), *_columns([(*pair, many) for pair, many in pairs.items()])])


def _take_away(pairs: Mapping[Pair, int]) -> None:
    if pairs:
        db.execute(_APART, [*_columns([(*pair, many) for pair, many in pairs.items()]), current_tenant()])
        db.execute(_FORGET, [current_tenant(), sorted({product_id for product_id, _ in pairs})])


def _columns(entries: Sequence[tuple[object, ...]]) -> list[list[object]]:
    return [list(column) for column in zip(*entries, strict=True)]
