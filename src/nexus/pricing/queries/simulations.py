"""Reading simulations."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.trials import SimulationInfo, TrialResult

NEWEST: Final = Keyset(Column("id", "uuid", descending=True))  # ids are ordered by time
_COLUMNS: Final = """id, promotion_id, vendor_id, state, orders_wanted, orders_total, orders_done, result::text AS result, error,
  asked_by, created_at, started_at, finished_at"""
_ONE: Final = f"SELECT {_COLUMNS} FROM pricing_simulation WHERE tenant_id = %s AND id = %s"  # noqa: S608 - constants
_LATEST: Final = f"""SELECT {_COLUMNS} FROM pricing_simulation WHERE tenant_id = %s AND promotion_id = %s
ORDER BY created_at DESC, id DESC LIMIT %s"""  # noqa: S608 - constants
_SEEN: Final = "tenant_id = %s AND promotion_id = %s AND (%s::uuid[] IS NULL OR vendor_id = ANY(%s::uuid[]))"


def simulation(simulation_id: UUID, /) -> SimulationInfo | None:
    """One statement."""
    found = db.row(_ONE, [current_tenant(), simulation_id])
    return found and info(found)


def latest(promotion_id: UUID, /, *, most: int = 20) -> tuple[SimulationInfo, ...]:
    """Newest first. One statement."""
    return tuple(info(row) for row in db.rows(_LATEST, [current_tenant(), promotion_id, most]))


def listed(
    page: KeysetPage, promotion_id: UUID, /, *, vendor_ids: Collection[UUID] | None
) -> list[SimulationInfo]:
    """Those that were asked for by these sellers; None: all. One statement."""
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM pricing_simulation WHERE {_SEEN} AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608 - names come from code
        [*_seen(promotion_id, vendor_ids), *page.params],
    )
    return [info(row) for row in found]


def count(promotion_id: UUID, /, *, vendor_ids: Collection[UUID] | None) -> int:
    found = db.row(
        f"SELECT count(*) AS number FROM pricing_simulation WHERE {_SEEN}",  # noqa: S608 - constants
        _seen(promotion_id, vendor_ids),
    )
    return int(found.number) if found else 0


def _seen(promotion_id: UUID, vendor_ids: Collection[UUID] | None) -> list[Any]:
    own = None if vendor_ids is None else sorted(vendor_ids)
    return [current_tenant(), promotion_id, own, own]


def info(row: Any, /) -> SimulationInfo:
    result = None if row.result is None else msgspec.json.decode(row.result, type=TrialResult)
    return SimulationInfo(
        id=row.id, promotion_id=row.promotion_id, vendor_id=row.vendor_id, state=row.state, wanted=row.orders_wanted,
        total=row.orders_total, done=row.orders_done, result=result, error=row.error, asked_by=row.asked_by,
        created_at=row.created_at, started_at=row.started_at, finished_at=row.finished_at,
    )  # fmt: skip
