"""Lists and details of payments for the API, already limited to what the viewer may see."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from nexus.payments.application.access import Viewer, token_hash
from nexus.payments.queries.payment_infos import COLUMNS
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


class Page(Protocol):
    """Pieces of SQL of one page of a keyset list, ordered by `id`."""

    @property
    def where(self) -> str: ...
    @property
    def params(self) -> list[Any]: ...
    @property
    def order_by(self) -> str: ...
    @property
    def limit(self) -> int: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """None: any."""

    order_id: UUID | None = None
    status: str | None = None


def page_of(page: Page, viewer: Viewer, filters: Filters, /) -> list[Any]:
    """One statement."""
    condition, params = _condition(viewer, filters)
    return db.rows(
        f"SELECT {COLUMNS} FROM payments_payment WHERE tenant_id = %s AND {condition} "  # noqa: S608 - from code
        f"AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [current_tenant(), *params, *page.params],
    )


def count_of(viewer: Viewer, filters: Filters, /) -> int:
    condition, params = _condition(viewer, filters)
    found = db.row(
        f"SELECT count(*) AS total FROM payments_payment WHERE tenant_id = %s AND {condition}",  # noqa: S608
        [current_tenant(), *params],
    )
    return int(found.total) if found else 0


def one(payment_id: UUID, viewer: Viewer, /) -> Any | None:
    """The row, or None when there is none for this viewer."""
    condition, params = _visible(viewer)
    return db.row(
        f"SELECT {COLUMNS} FROM payments_payment WHERE tenant_id = %s AND id = %s AND {condition}",  # noqa: S608
        [current_tenant(), payment_id, *params],
    )


def _condition(viewer: Viewer, filters: Filters) -> tuple[str, list[Any]]:
    condition, params = _visible(viewer)
    if filters.order_id is not None:
        condition, params = f"{condition} AND order_id = %s", [*params, filters.order_id]
    if filters.status is not None:
        condition, params = f"{condition} AND status = %s", [*params, filters.status]
    return condition, params


def _visible(viewer: Viewer) -> tuple[str, list[Any]]:
    """The same rule as `access.may_see`, in SQL."""
    if viewer.is_staff:
        return "TRUE", []
    choices: list[tuple[str, Any]] = []
    if viewer.user_id is not None:
        choices.append(("user_id = %s", viewer.user_id))
    if viewer.order_token:
        choices.append(("access_token_hash = %s", token_hash(viewer.order_token)))
    return f"({' OR '.join(sql for sql, _ in choices) or 'FALSE'})", [value for _, value in choices]
