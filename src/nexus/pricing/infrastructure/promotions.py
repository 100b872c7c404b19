"""Promotions and their versions in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from psycopg import errors as pg

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotion_errors import PromotionCodeTaken
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.domain.drafting import read_promotion
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.infrastructure.editions import new_edition
from nexus.pricing.infrastructure.strategies import strategies

_COLUMNS: Final = tuple(PromotionInfo.__dataclass_fields__)
_ALL: Final = ", ".join(_COLUMNS)
_LOCK: Final = f"""
SELECT {_ALL} FROM pricing_promotion WHERE tenant_id = %s AND id = %s FOR NO KEY UPDATE"""  # noqa: S608 - constants
_ADD: Final = f"""
INSERT INTO pricing_promotion (tenant_id, {_ALL}) VALUES (%s, {", ".join(["%s"] * len(_COLUMNS))})
ON CONFLICT (tenant_id, code) DO NOTHING"""  # noqa: S608
_REPLACE: Final = """
UPDATE pricing_promotion SET code = %s, title = %s, description = %s, kind = %s, status = %s, vendor_id = %s, lane = %s,
  needs_coupon = %s, starts_at = %s, ends_at = %s, limit_total = %s, limit_per_buyer = %s, spec = %s, version = %s,
  updated_at = %s
WHERE tenant_id = %s AND id = %s AND NOT EXISTS (
  SELECT 1 FROM pricing_promotion o WHERE o.tenant_id = %s AND o.code = %s AND o.id <> %s)"""
_CLOSE: Final = """
UPDATE pricing_promotion_version SET valid_until = greatest(valid_from, %s::timestamptz)
WHERE tenant_id = %s AND promotion_id = %s AND valid_until IS NULL"""
_OPEN: Final = """
INSERT INTO pricing_promotion_version (id, tenant_id, promotion_id, version, spec, valid_from)
VALUES (%s, %s, %s, %s, %s, %s)"""
_WAS_USED: Final = """
SELECT EXISTS (SELECT 1 FROM pricing_promotion_version WHERE tenant_id = %s AND promotion_id = %s)
  OR EXISTS (SELECT 1 FROM pricing_redemption WHERE tenant_id = %s AND promotion_id = %s)
  OR EXISTS (SELECT 1 FROM pricing_coupon WHERE tenant_id = %s AND promotion_id = %s)
  OR EXISTS (SELECT 1 FROM pricing_coupon_batch WHERE tenant_id = %s AND promotion_id = %s) AS used"""
_DELETE: Final = "DELETE FROM pricing_promotion WHERE tenant_id = %s AND id = %s"
_EXCLUSIVES: Final = f"""
SELECT {_ALL} FROM pricing_promotion
WHERE tenant_id = %s AND status = 'active' AND id <> %s AND kind = %s AND lane = %s AND NOT needs_coupon
  AND vendor_id IS NOT DISTINCT FROM %s::uuid AND (spec->>'exclusive')::boolean"""  # noqa: S608


class PostgresPromotions:
    """`application.promotion_ports.Promotions`."""

    def change_rules(self) -> datetime:
        with lock_errors():
            return new_edition()

    def lock(self, promotion_id: UUID, /) -> PromotionInfo | None:
        with lock_errors():
            found = db.row(_LOCK, [current_tenant(), promotion_id])
        return found and info(found)

    def add(self, new: PromotionInfo, /) -> None:
        values = [db.jsonb(new.spec) if name == "spec" else getattr(new, name) for name in _COLUMNS]
        if not db.execute(_ADD, [current_tenant(), *values]):
            raise _taken(new.code)

    def replace(self, changed: PromotionInfo, /) -> None:
        values = [
            changed.code, changed.title, changed.description, changed.kind, changed.status, changed.vendor_id, changed.lane,
            changed.needs_coupon, changed.starts_at, changed.ends_at, changed.limit_total, changed.limit_per_buyer,
            db.jsonb(changed.spec), changed.version, changed.updated_at,
        ]  # fmt: skip
        tenant_id = current_tenant()
        params = [*values, tenant_id, changed.id, tenant_id, changed.code, changed.id]
        try:
            if not db.execute(_REPLACE, params):
                raise _taken(changed.code)
        except IntegrityError as error:  # another one was given the code at this moment
            if isinstance(error.__cause__, pg.UniqueViolation):
                raise _taken(changed.code) from error
            raise

    def delete(self, promotion_id: UUID, /) -> None:
        db.execute(_DELETE, [current_tenant(), promotion_id])

    def close_version(self, promotion_id: UUID, /, *, at: datetime) -> None:
        db.execute(_CLOSE, [at, current_tenant(), promotion_id])

    def open_version(self, promotion: PromotionInfo, /, *, at: datetime) -> None:
        spec = db.jsonb(promotion.spec)
        db.execute(_OPEN, [new_id(), current_tenant(), promotion.id, promotion.version, spec, at])

    def was_used(self, promotion_id: UUID, /) -> bool:
        found = db.row(_WAS_USED, [current_tenant(), promotion_id] * 4)
        return bool(found and found.used)

    def active_exclusives(self, like: PromotionInfo, /) -> Sequence[PromotionInfo]:
        found = db.rows(_EXCLUSIVES, [current_tenant(), like.id, like.kind, like.lane, like.vendor_id])
        return [info(entry) for entry in found]


def read(spec: Mapping[str, Any], /, *, promotion_id: UUID, version: int) -> Promotion:
    """`application.promotion_ports.Compile`, with the strategies that are installed."""
    return read_promotion(spec, strategies(), promotion_id=promotion_id, version=version)


def info(entry: Any, /) -> PromotionInfo:
    """From a row of all columns."""
    return PromotionInfo(**entry._asdict())


def _taken(code: str) -> PromotionCodeTaken:
    return PromotionCodeTaken(errors={"code": [f"Another promotion has the code {code}."]})
