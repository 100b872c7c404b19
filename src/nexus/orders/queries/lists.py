"""Lists of orders, newest first: one statement each, without lines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from nexus.kernel.clock import iso
from nexus.orders.queries.body import totals_body
from nexus.orders.queries.details import totals_of
from nexus.platform.db import row, rows
from nexus.platform.http.keysets import Column, Keyset
from nexus.platform.tenancy import current_tenant

AMOUNTS: Final = "subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor"


NEWEST: Final = Keyset(
    Column("placed_at", "timestamptz", descending=True, sql="o.placed_at"),
    Column("id", "uuid", descending=True, sql="o.id"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What to list; None does not restrict. `number` matches from the beginning, in capitals or not."""

    user_id: UUID | None = None
    status: str | None = None
    payment_status: str | None = None
    placed_after: datetime | None = None
    placed_before: datetime | None = None
    number: str | None = None


class Page(Protocol):
    """Pieces of SQL for one page of a keyset list."""

    limit: int

    @property
    def where(self) -> str: ...
    @property
    def params(self) -> list[Any]: ...
    @property
    def order_by(self) -> str: ...


def orders(wanted: Filter, /, *, page: Page) -> list[Any]:
    """Orders of the tenant that match."""
    where, params = _conditions(wanted, status="o.status")
    return rows(
        f"SELECT o.id, o.number, o.status, o.payment_status, o.fulfilment_status, o.currency, o.item_count, "  # noqa: S608
        f"o.placed_at, o.buyer->>'email' AS email, {_of('o')} FROM orders_order o "
        f"WHERE o.tenant_id = %s AND {where} AND {page.where} ORDER BY {page.order_by} LIMIT %s",
        [current_tenant(), *params, *page.params, page.limit],
    )


def count_orders(wanted: Filter, /) -> int:
    """How many match."""
    where, params = _conditions(wanted, status="o.status")
    sql = f"SELECT count(*) AS n FROM orders_order o WHERE o.tenant_id = %s AND {where}"  # noqa: S608
    return count_of(sql, [current_tenant(), *params])


def parts(wanted: Filter, /, *, vendor_ids: frozenset[UUID], page: Page) -> list[Any]:
    """Parts of these sellers that match, with the little of the order that a seller may know."""
    where, params = _conditions(wanted, status=PART_STATUS)
    return rows(
        f"SELECT v.id, o.id AS order_id, o.number, {PART_STATUS} AS status, o.payment_status, o.currency, "
        f"v.vendor_id, v.vendor_name, v.placed_at, {_of('v')} {_PARTS} AND {where} AND {page.where} "
        f"ORDER BY {page.order_by} LIMIT %s",
        [*_part_params(vendor_ids), *params, *page.params, page.limit],
    )


def count_parts(wanted: Filter, /, *, vendor_ids: frozenset[UUID]) -> int:
    """How many match."""
    where, params = _conditions(wanted, status=PART_STATUS)
    return count_of(f"SELECT count(*) AS n {_PARTS} AND {where}", [*_part_params(vendor_ids), *params])


def order_item(found: Any, /, *, with_email: bool) -> dict[str, Any]:
    """An order in a list; the e-mail is for the staff, the buyer knows it."""
    return {
        "id": str(found.id),
        "number": found.number,
        "status": found.status,
        "payment_status": found.payment_status,
        "fulfilment_status": found.fulfilment_status,
        "item_count": found.item_count,
        **totals_body(totals_of(found, currency=found.currency)),
        "placed_at": iso(found.placed_at),
        **({"email": found.email} if with_email else {}),
    }


def part_item(found: Any, /) -> dict[str, Any]:
    """A seller's part in its list; `id` is the order's, as everywhere below /api/orders/."""
    return {
        "id": str(found.order_id),
        "vendor_order_id": str(found.id),
        "number": found.number,
        "status": found.status,
        "payment_status": found.payment_status,
        "vendor": {"id": str(found.vendor_id), "name": found.vendor_name},
        **totals_body(totals_of(found, currency=found.currency)),
        "placed_at": iso(found.placed_at),
    }


PART_STATUS: Final = "CASE WHEN o.is_held THEN 'on_hold' ELSE v.status END"
_PARTS: Final = (
    "FROM orders_vendor_order v JOIN orders_order o ON o.tenant_id = v.tenant_id AND o.id = v.order_id "
    "WHERE v.tenant_id = %s AND o.tenant_id = %s AND v.vendor_id = ANY(%s::uuid[])"
)


def _part_params(vendor_ids: frozenset[UUID], /) -> list[Any]:
    return [current_tenant(), current_tenant(), sorted(vendor_ids)]


def _of(alias: str, /) -> str:
    return ", ".join(f"{alias}.{name}" for name in AMOUNTS.split(", "))


def _conditions(wanted: Filter, /, *, status: str) -> tuple[str, list[Any]]:
    tests = (
        ("o.user_id = %s::uuid", wanted.user_id),
        (f"{status} = %s", wanted.status),
        ("o.payment_status = %s", wanted.payment_status),
        ("o.placed_at >= %s::timestamptz", wanted.placed_after),
        ("o.placed_at < %s::timestamptz", wanted.placed_before),
        ("o.number LIKE %s", _prefix(wanted.number)),
    )
    asked = [(sql, value) for sql, value in tests if value is not None]
    return " AND ".join(["TRUE", *(sql for sql, _ in asked)]), [value for _, value in asked]


def _prefix(number: str | None, /) -> str | None:
    """A LIKE pattern; what LIKE reads as a wildcard cannot be part of a number and finds nothing."""
    if number is None:
        return None
    escaped = number.upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"


def count_of(sql: str, params: list[Any], /) -> int:
    found = row(sql, params)
    return int(found.n) if found else 0
