"""The codes of a batch, some thousands at a time: each slice is a transaction that also says how many there are, so that a
worker who dies leaves nothing half done and the next one goes on."""

import secrets
import time
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.pricing.domain.coupon_codes import new_code

SLICE: Final = 5_000
# Two workers of one batch never meet: the second finds the row taken and leaves.
_TAKE: Final = """
SELECT id, promotion_id, prefix, size, made, starts_at, ends_at, limit_total, limit_per_buyer FROM pricing_coupon_batch
WHERE tenant_id = %s AND id = %s AND finished_at IS NULL FOR NO KEY UPDATE SKIP LOCKED"""
# A code that somebody has is left out, and made up for in the next slice.
_ADD: Final = """
INSERT INTO pricing_coupon (id, tenant_id, promotion_id, batch_id, code, is_active, email, starts_at, ends_at, limit_total,
  limit_per_buyer, created_at)
SELECT new.id, %s::uuid, %s::uuid, %s::uuid, new.code, true, '', %s::timestamptz, %s::timestamptz, %s::int, %s::int,
  %s::timestamptz
FROM unnest(%s::uuid[], %s::text[]) AS new(id, code)
ON CONFLICT (tenant_id, code) DO NOTHING RETURNING id"""
_ADVANCE: Final = """
UPDATE pricing_coupon_batch SET made = %s, finished_at = %s WHERE tenant_id = %s AND id = %s"""
_DUE: Final = """
SELECT id FROM pricing_coupon_batch WHERE tenant_id = %s AND finished_at IS NULL ORDER BY created_at LIMIT 50"""


def make(batch_id: UUID, /, *, seconds: float | None = None) -> bool:
    """Make codes until all are there, or for so long; whether some are left for whoever comes next. Call it with the tenant
    bound and outside any transaction. Nothing happens while somebody else is at it."""
    until = None if seconds is None else time.monotonic() + seconds
    while True:
        with tenant_scope():
            batch = db.row(_TAKE, [current_tenant(), batch_id])
            if batch is None or _slice(batch):
                return False
        if until is not None and time.monotonic() >= until:
            return True


def due() -> tuple[UUID, ...]:
    """Batches of the tenant with codes that are not there yet. One statement."""
    return tuple(entry.id for entry in db.rows(_DUE, [current_tenant()]))


def _slice(batch: Any) -> bool:
    """Whether the batch is finished with it."""
    wanted = min(SLICE, batch.size - batch.made)
    codes = [new_code(batch.prefix, secrets.randbelow) for _ in range(wanted)]
    at, tenant_id = clock.now(), current_tenant()
    terms = [batch.starts_at, batch.ends_at, batch.limit_total, batch.limit_per_buyer]
    added = db.rows(
        _ADD, [tenant_id, batch.promotion_id, batch.id, *terms, at, [new_id() for _ in codes], codes]
    )
    made = batch.made + len(added)
    is_finished = made == batch.size
    db.execute(_ADVANCE, [made, at if is_finished else None, tenant_id, batch.id])
    return is_finished
