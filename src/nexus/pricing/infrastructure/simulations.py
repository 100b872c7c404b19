"""Simulations in PostgreSQL. Whoever works on one holds its `run`: the row that names another run has been taken over, or called
off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.trials import TrialResult

SILENCE: Final = timedelta(seconds=120)
"""Whoever is not heard of for so long is taken for dead."""
UNHEARD: Final = timedelta(seconds=20)
"""What waits for so long has been asked for in vain."""
MOST_ATTEMPTS: Final = 3
_OPEN: Final = """
INSERT INTO pricing_simulation (id, tenant_id, promotion_id, spec, orders_wanted, orders_total, orders_done, state, error,
  asked_by, created_at, since, until, vendor_id, attempts)
VALUES (%s, %s, %s, %s::jsonb, %s, %s, 0, 'waiting', '', %s, %s, %s, %s, %s, 0)"""
_COUNT_OPEN: Final = """
SELECT count(*) AS number FROM pricing_simulation WHERE tenant_id = %s AND state IN ('waiting', 'running')"""
_CLAIM: Final = """
UPDATE pricing_simulation SET state = 'running', run = %s, seen_at = %s, started_at = %s, orders_done = 0, attempts = attempts + 1
WHERE tenant_id = %s AND id = %s AND attempts < %s::int
  AND (state = 'waiting' OR (state = 'running' AND seen_at < %s))
RETURNING id, promotion_id, spec, orders_wanted, since, until, vendor_id, run"""
_PROGRESS: Final = """
UPDATE pricing_simulation SET orders_done = %s::int, seen_at = %s
WHERE tenant_id = %s AND id = %s AND run = %s AND state = 'running'"""
_FINISH: Final = """
UPDATE pricing_simulation SET state = %s, result = %s::jsonb, error = %s, finished_at = %s, run = NULL,
  orders_done = CASE WHEN %s = 'done' THEN orders_total ELSE orders_done END
WHERE tenant_id = %s AND id = %s AND run = %s AND state = 'running'"""
_CANCEL: Final = """
UPDATE pricing_simulation SET state = 'cancelled', run = NULL, finished_at = %s
WHERE tenant_id = %s AND id = %s AND state IN ('waiting', 'running')"""
_GIVE_UP: Final = """
UPDATE pricing_simulation SET state = 'failed', run = NULL, finished_at = %s, error = %s
WHERE tenant_id = %s AND attempts >= %s::int AND state IN ('waiting', 'running') AND coalesce(seen_at, created_at) < %s"""
_DUE: Final = """
SELECT id FROM pricing_simulation WHERE tenant_id = %s
  AND ((state = 'waiting' AND created_at < %s) OR (state = 'running' AND seen_at < %s))
ORDER BY created_at, id LIMIT 20"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is to be tried."""

    promotion_id: UUID
    spec: Mapping[str, Any]
    orders: int
    since: datetime | None
    until: datetime
    vendor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A simulation that is ours to work on, as long as its row says `run`."""

    id: UUID
    run: UUID
    asked: Asked


def open_simulation(asked: Asked, /, *, total: int, asked_by: str) -> UUID:
    """One statement."""
    made = new_id()
    db.execute(
        _OPEN,
        [made, current_tenant(), asked.promotion_id, db.jsonb(asked.spec), asked.orders, total, asked_by, clock.now(),
         asked.since, asked.until, asked.vendor_id],
    )  # fmt: skip
    return made


def open_ones() -> int:
    """How many wait or run. One statement."""
    found = db.row(_COUNT_OPEN, [current_tenant()])
    return int(found.number) if found else 0


def claim(simulation_id: UUID, /) -> Claimed | None:
    """None: it is over, somebody is at it, or too many have failed with it. One conditional statement."""
    now = clock.now()
    found = db.row(
        _CLAIM, [new_id(), now, now, current_tenant(), simulation_id, MOST_ATTEMPTS, now - SILENCE]
    )
    if found is None:
        return None
    asked = Asked(
        promotion_id=found.promotion_id, spec=found.spec, orders=found.orders_wanted, since=found.since,
        until=found.until, vendor_id=found.vendor_id,
    )  # fmt: skip
    return Claimed(id=found.id, run=found.run, asked=asked)


def tell_progress(claimed: Claimed, done: int, /) -> bool:
    """Whether it is still ours. One statement."""
    return bool(db.execute(_PROGRESS, [done, clock.now(), current_tenant(), claimed.id, claimed.run]))


def finish(claimed: Claimed, /, *, result: TrialResult | None = None, error: str = "") -> bool:
    """Done with its result, or failed with the reason; whether it was still ours. One statement."""
    state = "failed" if result is None else "done"
    kept = None if result is None else db.jsonb(msgspec.to_builtins(result))
    values = [state, kept, error[:500], clock.now(), state]
    return bool(db.execute(_FINISH, [*values, current_tenant(), claimed.id, claimed.run]))


def cancel(simulation_id: UUID, /) -> bool:
    """Whether it was open. One statement."""
    return bool(db.execute(_CANCEL, [clock.now(), current_tenant(), simulation_id]))


def give_up_dead() -> int:
    """Fail those with which everybody died who tried; how many. One statement."""
    now, why = clock.now(), f"It was begun {MOST_ATTEMPTS} times and never finished."
    return db.execute(_GIVE_UP, [now, why, current_tenant(), MOST_ATTEMPTS, now - SILENCE])


def due() -> tuple[UUID, ...]:
    """Those that nobody works on, though they have waited. One statement."""
    now = clock.now()
    return tuple(row.id for row in db.rows(_DUE, [current_tenant(), now - UNHEARD, now - SILENCE]))
