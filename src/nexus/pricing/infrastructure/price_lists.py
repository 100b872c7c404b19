"""Price lists in PostgreSQL."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from psycopg import errors as pg

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.price_lists import PriceEntry, PriceListCodeTaken, PriceListInfo
from nexus.pricing.infrastructure.editions import new_edition

COLUMNS: Final = tuple(PriceListInfo.__dataclass_fields__)
NAMES: Final = ", ".join(f'"{name}"' for name in COLUMNS)
_LOCK: Final = f"SELECT {NAMES} FROM pricing_price_list WHERE tenant_id = %s AND id = %s FOR NO KEY UPDATE"  # noqa: S608
_ADD: Final = f"""
INSERT INTO pricing_price_list (tenant_id, {NAMES}) VALUES (%s, {", ".join(["%s"] * len(COLUMNS))})
ON CONFLICT (tenant_id, code) DO NOTHING"""  # noqa: S608 - constants
_CHANGED: Final = tuple(name for name in COLUMNS if name not in ("id", "created_at"))
_REPLACE: Final = f"""
UPDATE pricing_price_list SET {", ".join(f'"{name}" = %s' for name in _CHANGED)} WHERE tenant_id = %s AND id = %s"""  # noqa: S608
_EMPTY: Final = "DELETE FROM pricing_price_entry WHERE tenant_id = %s AND price_list_id = %s"
_DELETE: Final = "DELETE FROM pricing_price_list WHERE tenant_id = %s AND id = %s"
_GIVEN: Final = """unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::bigint[], %s::int[])
  AS new(id, variant_id, product_id, min_quantity, amount_minor, percent)"""
_PUT: Final = f"""
INSERT INTO pricing_price_entry AS e (id, tenant_id, price_list_id, variant_id, product_id, min_quantity, amount_minor, percent)
SELECT new.id, %s::uuid, %s::uuid, new.variant_id, new.product_id, new.min_quantity, new.amount_minor, new.percent FROM {_GIVEN}
ON CONFLICT (tenant_id, price_list_id, variant_id, product_id, min_quantity)
  DO UPDATE SET amount_minor = EXCLUDED.amount_minor, percent = EXCLUDED.percent
  WHERE (e.amount_minor, e.percent) IS DISTINCT FROM (EXCLUDED.amount_minor, EXCLUDED.percent)"""  # noqa: S608
_TAKE: Final = f"""
DELETE FROM pricing_price_entry e USING {_GIVEN}
WHERE e.tenant_id = %s AND e.price_list_id = %s AND e.variant_id IS NOT DISTINCT FROM new.variant_id
  AND e.product_id IS NOT DISTINCT FROM new.product_id AND e.min_quantity = new.min_quantity"""  # noqa: S608


def change_rules() -> None:
    """Whoever changes rules waits for the others: call it before anything is locked."""
    with lock_errors():
        new_edition()


def lock(list_id: UUID, /) -> PriceListInfo | None:
    with lock_errors():
        found = db.row(_LOCK, [current_tenant(), list_id])
    return found and PriceListInfo(**found._asdict())


def add(new: PriceListInfo, /) -> None:
    """Raises PriceListCodeTaken."""
    if not db.execute(_ADD, [current_tenant(), *(getattr(new, name) for name in COLUMNS)]):
        raise _taken(new.code)


def replace(changed: PriceListInfo, /) -> None:
    """Raises PriceListCodeTaken."""
    try:
        values = [getattr(changed, name) for name in _CHANGED]
        db.execute(_REPLACE, [*values, current_tenant(), changed.id])
    except IntegrityError as error:
        if isinstance(error.__cause__, pg.UniqueViolation):
            raise _taken(changed.code) from error
        raise


def delete(list_id: UUID, /) -> None:
    """With its entries."""
    db.execute(_EMPTY, [current_tenant(), list_id])
    db.execute(_DELETE, [current_tenant(), list_id])


def put_entries(list_id: UUID, entries: Sequence[PriceEntry], /) -> int:
    """Write those that state a price, take away the others; how many rows are different. Two statements at most."""
    stated = [one for one in entries if one.minor is not None or one.percent is not None]
    gone = [one for one in entries if one.minor is None and one.percent is None]
    changed = 0
    if stated:
        changed += db.execute(_PUT, [current_tenant(), list_id, *_columns(stated)])
    if gone:
        changed += db.execute(_TAKE, [*_columns(gone), current_tenant(), list_id])
    return changed


def _columns(entries: Sequence[PriceEntry]) -> list[Any]:
    return [
        [new_id() for _ in entries],
        [one.variant_id for one in entries],
        [one.product_id for one in entries],
        [one.min_quantity for one in entries],
        [one.minor for one in entries],
        [one.percent for one in entries],
    ]


def _taken(code: str) -> PriceListCodeTaken:
    return PriceListCodeTaken(errors={"code": [f"Another price list has the code {code}."]})
