"""How often promotions were used and what they took off, for lists and reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """Uses that were not given back, in one currency: orders, what they were given, and how much of it sellers bear."""

    orders: int
    amount: Money
    vendor_funded: Money

    @property
    def shop_funded(self) -> Money:
        return self.amount - self.vendor_funded


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day of the shop's calendar."""

    on: date
    orders: int
    minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CouponUses:
    """How often one code was used, and what it took off in one currency."""

    coupon_id: UUID
    code: str
    orders: int
    amount: Money


_SUMS: Final = """
SELECT promotion_id, currency, count(*) AS orders, sum(amount_minor)::bigint AS minor,
  sum(vendor_funded_minor)::bigint AS vendor_minor
FROM pricing_redemption WHERE tenant_id = %s AND (%s::uuid[] IS NULL OR promotion_id = ANY(%s::uuid[])) AND returned_at IS NULL
  AND (%s::timestamptz IS NULL OR redeemed_at >= %s::timestamptz) AND (%s::timestamptz IS NULL OR redeemed_at < %s::timestamptz)
GROUP BY promotion_id, currency ORDER BY count(*) DESC, currency"""
_DAYS: Final = """
SELECT (redeemed_at AT TIME ZONE %s::text)::date AS day, count(*) AS orders, sum(amount_minor)::bigint AS minor
FROM pricing_redemption WHERE tenant_id = %s AND promotion_id = ANY(%s::uuid[]) AND currency = %s AND returned_at IS NULL
  AND redeemed_at >= %s AND redeemed_at < %s
GROUP BY 1 ORDER BY 1"""
_COUPONS: Final = """
SELECT r.coupon_id, c.code, r.currency, count(*) AS orders, sum(r.amount_minor)::bigint AS minor FROM pricing_redemption r
JOIN pricing_coupon c ON c.tenant_id = %s AND c.id = r.coupon_id
WHERE r.tenant_id = %s AND r.promotion_id = ANY(%s::uuid[]) AND r.returned_at IS NULL
GROUP BY r.coupon_id, c.code, r.currency ORDER BY count(*) DESC, c.code LIMIT %s"""


def sums(
    promotion_ids: Collection[UUID] | None, /, *, since: datetime | None = None, until: datetime | None = None
) -> dict[UUID, tuple[Sum, ...]]:
    """By promotion, the currency of most orders first; None: of all. Promotions that nobody used are absent. One statement."""
    ids = None if promotion_ids is None else list(promotion_ids)
    params = [current_tenant(), ids, ids, since, since, until, until]
    found: dict[UUID, tuple[Sum, ...]] = {}
    for row in db.rows(_SUMS, params):
        one = Sum(
            orders=row.orders,
            amount=Money(row.minor, row.currency),
            vendor_funded=Money(row.vendor_minor, row.currency),
        )
        found[row.promotion_id] = (*found.get(row.promotion_id, ()), one)
    return found


def by_day(
    promotion_ids: Sequence[UUID], /, *, currency: str, since: datetime, until: datetime, time_zone: str
) -> tuple[Day, ...]:
    """Days of that zone on which something was used, in order. One statement."""
    params = [time_zone, current_tenant(), list(promotion_ids), currency, since, until]
    return tuple(Day(on=row.day, orders=row.orders, minor=row.minor) for row in db.rows(_DAYS, params))


def top_coupons(promotion_ids: Sequence[UUID], /, *, limit: int = 10) -> tuple[CouponUses, ...]:
    """The codes that were used most. One statement."""
    rows = db.rows(_COUPONS, [current_tenant(), current_tenant(), list(promotion_ids), limit])
    return tuple(
        CouponUses(
            coupon_id=row.coupon_id, code=row.code, orders=row.orders, amount=Money(row.minor, row.currency)
        )
        for row in rows
    )


def uses_of_coupons(coupon_ids: Collection[UUID], /) -> dict[UUID, int]:
    """How many orders used each code and kept it; those that nobody used are absent. One statement."""
    found = db.rows(
        "SELECT coupon_id, count(*) AS orders FROM pricing_redemption "
        "WHERE tenant_id = %s AND coupon_id = ANY(%s::uuid[]) AND returned_at IS NULL GROUP BY coupon_id",
        [current_tenant(), list(coupon_ids)],
    )
    return {row.coupon_id: row.orders for row in found}
