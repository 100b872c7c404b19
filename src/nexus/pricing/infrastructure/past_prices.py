"""What variants cost before: rows that are added and, long after, taken away; never changed."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import PastPrice
from nexus.pricing.domain.price_history import KEPT_DAYS, LAW_DAYS, looked_back_to
from nexus.tenancy import facade as tenancy

# Two changes in one instant leave nothing between them.
_KEEP: Final = """
INSERT INTO pricing_past_price (id, tenant_id, variant_id, currency, list_minor, held_from, held_until)
SELECT new.id, %s::uuid, new.variant_id, new.currency, new.list_minor, new.held_from, new.held_until
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::timestamptz[], %s::timestamptz[])
  AS new(id, variant_id, currency, list_minor, held_from, held_until)
WHERE new.held_from < new.held_until
ON CONFLICT (tenant_id, variant_id, currency, held_from) DO NOTHING RETURNING id"""
# A price counts when it held for any moment of the time from the first instant on, and before the last one.
_HELD: Final = """
SELECT h.variant_id, h.currency, h.list_minor FROM pricing_past_price h
WHERE h.tenant_id = %s AND h.variant_id = ANY(%s::uuid[]) AND h.held_until > %s AND h.held_from < %s
UNION ALL
SELECT c.variant_id, c.currency, c.list_minor FROM pricing_price c
WHERE c.tenant_id = %s AND c.variant_id = ANY(%s::uuid[]) AND c.held_since < %s"""
_LOWEST: Final = (
    f"SELECT variant_id, currency, min(list_minor) AS minor FROM ({_HELD}) held GROUP BY variant_id, currency"  # noqa: S608 - a constant
)
_NOTE: Final = f"""
UPDATE pricing_price p SET prior_minor = lowest.minor FROM ({_LOWEST}) lowest
WHERE p.tenant_id = %s AND p.variant_id = lowest.variant_id AND p.currency = lowest.currency AND p.reduced_since = %s"""  # noqa: S608
_BEGAN: Final = """
SELECT reduced_since, array_agg(variant_id) AS variants FROM pricing_price
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND reduced_since IS NOT NULL GROUP BY reduced_since"""
_FORGET: Final = """
DELETE FROM pricing_past_price WHERE tenant_id = %s AND id IN (
  SELECT id FROM pricing_past_price WHERE tenant_id = %s AND held_until < %s LIMIT %s)"""


def keep_replaced(changed: Sequence[Any], /, *, until: datetime) -> None:
    """The prices that these rows replaced held until now. One statement; none when none was replaced."""
    add_past_prices(
        [
            PastPrice(variant_id=entry.variant_id, currency=entry.currency, minor=entry.replaced_minor,
                      held_from=entry.replaced_since, held_until=until)
            for entry in changed if entry.replaced_minor is not None
        ]
    )  # fmt: skip


class PostgresPastPrices:
    """`application.ports.PastPrices`."""

    def add(self, past: Sequence[PastPrice], /) -> None:
        add_past_prices(past)

    def compare_running_reductions(self, variant_ids: Collection[UUID], /) -> None:
        """A statement for each instant at which one of them began, and one to find these."""
        began = db.rows(_BEGAN, [current_tenant(), list(variant_ids)])
        for entry in began:
            note_prior_prices(entry.variants, at=entry.reduced_since)


def add_past_prices(past: Sequence[PastPrice], /) -> None:
    """One statement; a time that is known already stays as it is."""
    if not past:
        return
    columns = [
        [new_id() for _ in past],
        [one.variant_id for one in past],
        [one.currency for one in past],
        [one.minor for one in past],
        [one.held_from for one in past],
        [one.held_until for one in past],
    ]
    db.rows(_KEEP, [current_tenant(), *columns])


def note_prior_prices(variant_ids: Collection[UUID], /, *, at: datetime) -> None:
    """What the reductions that began at this instant are compared with by law. One statement; none without variants."""
    if variant_ids:
        held = _held(variant_ids, before=at, days=LAW_DAYS)
        db.execute(_NOTE, [*held, current_tenant(), at])


def lowest(variant_ids: Collection[UUID], /, *, before: datetime, days: int) -> list[Any]:
    """Rows of variant, currency and the lowest price in minor units. One statement."""
    return db.rows(_LOWEST, _held(variant_ids, before=before, days=days))


def forget_old(at: datetime, /, *, limit: int = 10_000) -> int:
    """Take away what ended long ago; how many rows (at most `limit`). What a running reduction is compared with is noted at the
    price itself, and the price that holds is no past one."""
    tenant_id = current_tenant()
    return db.execute(_FORGET, [tenant_id, tenant_id, at - timedelta(days=KEPT_DAYS), limit])


def _held(variant_ids: Collection[UUID], *, before: datetime, days: int) -> list[Any]:
    ids, tenant_id = list(variant_ids), current_tenant()
    since = looked_back_to(before, days=days, time_zone=tenancy.tenant(tenant_id).time_zone)
    return [tenant_id, ids, since, before, tenant_id, ids, before]
