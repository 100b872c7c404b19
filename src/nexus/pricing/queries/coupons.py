"""Reading coupons and batches."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.pricing.contracts.promotions import CouponBatchInfo, CouponInfo

NEWEST: Final = Keyset(Column("id", "uuid", descending=True, sql="c.id"))
NEWEST_BATCHES: Final = Keyset(Column("id", "uuid", descending=True, sql="b.id"))
_PAGE: Final = 2_000
_COUPONS: Final = """
SELECT c.id, c.promotion_id, c.batch_id, c.code, c.is_active, c.user_id, c.email, c.starts_at, c.ends_at, c.limit_total,
  c.limit_per_buyer, c.created_at, p.vendor_id,
  (SELECT count(*) FROM pricing_redemption r
   WHERE r.tenant_id = %s AND r.coupon_id = c.id AND r.returned_at IS NULL) AS used
FROM pricing_coupon c JOIN pricing_promotion p ON p.tenant_id = c.tenant_id AND p.id = c.promotion_id
WHERE p.tenant_id = %s AND c.tenant_id = %s"""
_COUNT: Final = """
SELECT count(*) AS many FROM pricing_coupon c
JOIN pricing_promotion p ON p.tenant_id = c.tenant_id AND p.id = c.promotion_id
WHERE p.tenant_id = %s AND c.tenant_id = %s"""
_BATCHES: Final = """
SELECT b.id, b.promotion_id, b.name, b.prefix, b.size, b.made, b.starts_at, b.ends_at, b.limit_total, b.limit_per_buyer,
  b.created_at, b.finished_at, p.vendor_id
FROM pricing_coupon_batch b JOIN pricing_promotion p ON p.tenant_id = b.tenant_id AND p.id = b.promotion_id
WHERE p.tenant_id = %s AND b.tenant_id = %s"""
_COUNT_BATCHES: Final = """
SELECT count(*) AS many FROM pricing_coupon_batch b
JOIN pricing_promotion p ON p.tenant_id = b.tenant_id AND p.id = b.promotion_id
WHERE p.tenant_id = %s AND b.tenant_id = %s"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CouponFilter:
    """Which coupons or batches: None and empty mean any. `vendor_ids`: of these sellers' promotions; `code`: the beginning of
    the code, in its normal form."""

    vendor_ids: Collection[UUID] | None = None
    promotion_id: UUID | None = None
    batch_id: UUID | None = None
    code: str = ""

    def where(self, alias: str, /) -> tuple[str, list[Any]]:
        """SQL that goes on after a condition, and its parameters."""
        asked: list[tuple[str, Any]] = []
        if self.vendor_ids is not None:
            asked.append(("p.vendor_id = ANY(%s::uuid[])", list(self.vendor_ids)))
        if self.promotion_id is not None:
            asked.append((f"{alias}.promotion_id = %s", self.promotion_id))
        if self.batch_id is not None:
            asked.append((f"{alias}.batch_id = %s", self.batch_id))
        if self.code:
            asked.append((f"starts_with({alias}.code, %s::text)", self.code))
        return "".join(f" AND {sql}" for sql, _ in asked), [value for _, value in asked]


def listed(page: KeysetPage, wanted: CouponFilter, /) -> list[CouponInfo]:
    """A page, newest first. One statement."""
    where, params = wanted.where("c")
    return _coupons(
        f"{where} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}", [*params, *page.params]
    )


def newest_of(promotion_id: UUID, /, *, limit: int) -> list[CouponInfo]:
    """The newest codes of a promotion. One statement."""
    return _coupons(" AND c.promotion_id = %s ORDER BY c.id DESC LIMIT %s", [promotion_id, limit])


def count(wanted: CouponFilter, /) -> int:
    """How many `listed` finds. One statement."""
    where, params = wanted.where("c")
    found = db.row(f"{_COUNT}{where}", [current_tenant(), current_tenant(), *params])
    return int(found.many) if found else 0


def coupon(coupon_id: UUID, /) -> CouponInfo | None:
    """Or None. One statement."""
    return next(iter(_coupons(" AND c.id = %s", [coupon_id])), None)


def batch(batch_id: UUID, /) -> CouponBatchInfo | None:
    """Or None. One statement."""
    return next(iter(_batches(" AND b.id = %s", [batch_id])), None)


def batches(page: KeysetPage, wanted: CouponFilter, /) -> list[CouponBatchInfo]:
    """A page, newest first. One statement."""
    where, params = wanted.where("b")
    return _batches(
        f"{where} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}", [*params, *page.params]
    )


def count_batches(wanted: CouponFilter, /) -> int:
    """How many `batches` finds. One statement."""
    where, params = wanted.where("b")
    found = db.row(f"{_COUNT_BATCHES}{where}", [current_tenant(), current_tenant(), *params])
    return int(found.many) if found else 0


def pages_of(batch_id: UUID, tenant_id: UUID, /) -> Iterator[list[CouponInfo]]:
    """All coupons of a batch as they were made, some thousands at a time, each page in a transaction of its own."""
    last = UUID(int=0)
    while True:
        with tenant_scope(tenant_id):
            page = _coupons(
                " AND c.batch_id = %s AND c.id > %s ORDER BY c.id LIMIT %s", [batch_id, last, _PAGE]
            )
        if not page:
            return
        yield page
        last = page[-1].id


def _coupons(rest: str, params: list[Any]) -> list[CouponInfo]:
    tenant_id = current_tenant()
    found = db.rows(f"{_COUPONS}{rest}", [tenant_id, tenant_id, tenant_id, *params])
    return [CouponInfo(**entry._asdict()) for entry in found]


def _batches(rest: str, params: list[Any]) -> list[CouponBatchInfo]:
    found = db.rows(f"{_BATCHES}{rest}", [current_tenant(), current_tenant(), *params])
    return [CouponBatchInfo(**entry._asdict()) for entry in found]
