"""Who bought what: for reviews that say so, and for what is bought together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from nexus.platform.db import row, rows
from nexus.platform.tenancy import current_tenant


def has_bought(user_id: UUID, product_id: UUID, /) -> bool:
    """Whether the user has a confirmed order (or a later one) that holds the product. One statement."""
    tenant_id = current_tenant()
    found = row(
        "SELECT 1 AS yes FROM orders_order o JOIN orders_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id "
        "WHERE o.tenant_id = %s AND l.tenant_id = %s AND o.user_id = %s AND l.product_id = %s "
        "AND o.status NOT IN ('pending', 'cancelled') LIMIT 1",
        [tenant_id, tenant_id, user_id, product_id],
    )
    return found is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Purchase:
    """What an order stands for now: its products in the order of its lines, each once; none where nothing was (or stayed)
    bought."""

    order_id: UUID
    bought_at: datetime
    product_ids: tuple[UUID, ...]


# A part that is on hold keeps its status, so the parts tell what was agreed and not taken back.
_PURCHASES: Final = """
SELECT o.id AS order_id, o.placed_at AS bought_at, array_remove(array_agg(
    CASE WHEN v.status IN ('confirmed', 'processing', 'shipped', 'delivered') THEN l.product_id END
    ORDER BY l.position), NULL) AS product_ids
FROM orders_order o
JOIN orders_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
JOIN orders_vendor_order v ON v.tenant_id = o.tenant_id AND v.order_id = o.id AND v.vendor_id = l.vendor_id
WHERE o.tenant_id = %s AND l.tenant_id = %s AND v.tenant_id = %s AND {which}
GROUP BY o.id, o.placed_at ORDER BY o.id"""


def purchases_of(order_ids: Sequence[UUID], /) -> list[Purchase]:
    """What these orders stand for now; unknown ones are left out. One statement."""
    return _purchases("o.id = ANY(%s::uuid[])", list(order_ids))


def purchases_after(after: UUID | None, /, *, limit: int) -> list[Purchase]:
    """A page of all orders in the order of their ids, whatever became of them. One statement."""
    which = """o.id IN (SELECT id FROM orders_order WHERE tenant_id = %s AND id > %s::uuid
      ORDER BY id LIMIT %s)"""
    return _purchases(which, current_tenant(), after or UUID(int=0), limit)


def _purchases(which: str, *params: object) -> list[Purchase]:
    tenant_id = current_tenant()
    found = rows(_PURCHASES.format(which=which), [tenant_id, tenant_id, tenant_id, *params])
    return [
        Purchase(
            order_id=entry.order_id,
            bought_at=entry.bought_at,
            product_ids=tuple(dict.fromkeys(entry.product_ids)),
        )
        for entry in found
    ]


_COUNT: Final = """
SELECT count(*) AS found FROM (
  SELECT o.id FROM orders_order o WHERE o.tenant_id = %s AND o.user_id = %s::uuid AND o.status <> 'cancelled'
  UNION
  SELECT o.id FROM orders_order o WHERE o.tenant_id = %s AND lower(o.buyer ->> 'email') = %s AND o.status <> 'cancelled'
) counted"""


def orders_before(*, user_id: UUID | None, email: str) -> int:
    """How many orders the person has placed, by account or by address, that were not cancelled. One statement."""
    tenant_id = current_tenant()
    address = email.strip().lower() or None
    found = row(_COUNT, [tenant_id, user_id, tenant_id, address])
    return int(found.found) if found else 0


_COUNT_EACH: Final = """
SELECT o.id, (SELECT count(*) FROM (
    SELECT e.id FROM orders_order e
    WHERE e.tenant_id = %s AND e.user_id = o.user_id AND (e.placed_at, e.id) < (o.placed_at, o.id) AND e.status <> 'cancelled'
    UNION
    SELECT e.id FROM orders_order e WHERE e.tenant_id = %s AND lower(e.buyer ->> 'email') = nullif(lower(o.buyer ->> 'email'), '')
      AND (e.placed_at, e.id) < (o.placed_at, o.id) AND e.status <> 'cancelled') AS earlier) AS found
FROM orders_order o WHERE o.tenant_id = %s AND o.id = ANY(%s::uuid[])"""


def orders_before_each(order_ids: Collection[UUID], /) -> dict[UUID, int]:
    """How many orders the person of each had placed before it that are not cancelled now; unknown orders are absent. One
    statement."""
    tenant_id = current_tenant()
    found = rows(_COUNT_EACH, [tenant_id, tenant_id, tenant_id, list(order_ids)])
    return {entry.id: int(entry.found) for entry in found}
