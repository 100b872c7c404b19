"""Coupons and their batches in PostgreSQL."""

from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotion_errors import CouponCodeTaken
from nexus.pricing.contracts.promotions import CouponBatchInfo, CouponInfo
from nexus.pricing.infrastructure.coupon_nudges import nudge

_LOCK: Final = """
SELECT c.id, c.promotion_id, c.batch_id, c.code, c.is_active, c.user_id, c.email, c.starts_at, c.ends_at, c.limit_total,
  c.limit_per_buyer, c.created_at, p.vendor_id
FROM pricing_coupon c JOIN pricing_promotion p ON p.tenant_id = c.tenant_id AND p.id = c.promotion_id
WHERE c.tenant_id = %s AND p.tenant_id = %s AND c.id = %s FOR NO KEY UPDATE OF c"""
_ADD: Final = """
INSERT INTO pricing_coupon (id, tenant_id, promotion_id, code, is_active, user_id, email, starts_at, ends_at, limit_total,
  limit_per_buyer, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, code) DO NOTHING"""
_REPLACE: Final = """
UPDATE pricing_coupon SET is_active = %s, user_id = %s, email = %s, starts_at = %s, ends_at = %s, limit_total = %s,
  limit_per_buyer = %s WHERE tenant_id = %s AND id = %s"""
_USED: Final = "SELECT id FROM pricing_redemption WHERE tenant_id = %s AND coupon_id = %s LIMIT 1"
_DELETE: Final = "DELETE FROM pricing_coupon WHERE tenant_id = %s AND id = %s"
_ADD_BATCH: Final = """
INSERT INTO pricing_coupon_batch (id, tenant_id, promotion_id, name, prefix, size, made, starts_at, ends_at, limit_total,
  limit_per_buyer, created_at) VALUES (%s, %s, %s, %s, %s, %s, 0, %s, %s, %s, %s, %s)"""


class PostgresCoupons:
    """`application.keep_coupons.CouponBook`."""

    def lock(self, coupon_id: UUID, /) -> CouponInfo | None:
        with lock_errors():
            found = db.row(_LOCK, [current_tenant(), current_tenant(), coupon_id])
        return found and CouponInfo(**found._asdict())

    def add(self, new: CouponInfo, /) -> None:
        values: list[Any] = [
            new.id, current_tenant(), new.promotion_id, new.code, new.is_active, new.user_id, new.email, new.starts_at,
            new.ends_at, new.limit_total, new.limit_per_buyer, new.created_at,
        ]  # fmt: skip
        if not db.execute(_ADD, values):
            raise CouponCodeTaken(errors={"code": [f"Another coupon has the code {new.code}."]})

    def replace(self, changed: CouponInfo, /) -> None:
        values: list[Any] = [
            changed.is_active, changed.user_id, changed.email, changed.starts_at, changed.ends_at, changed.limit_total,
            changed.limit_per_buyer,
        ]  # fmt: skip
        db.execute(_REPLACE, [*values, current_tenant(), changed.id])

    def delete(self, coupon_id: UUID, /) -> None:
        db.execute(_DELETE, [current_tenant(), coupon_id])

    def was_used(self, coupon_id: UUID, /) -> bool:
        return db.row(_USED, [current_tenant(), coupon_id]) is not None

    def add_batch(self, new: CouponBatchInfo, /) -> None:
        values: list[Any] = [
            new.id, current_tenant(), new.promotion_id, new.name, new.prefix, new.size, new.starts_at, new.ends_at,
            new.limit_total, new.limit_per_buyer, new.created_at,
        ]  # fmt: skip
        db.execute(_ADD_BATCH, values)
        nudge(new.id)
