"""What promotions were used for: numbers for merchants, from the redemptions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_BY_CURRENCY: Final = """
SELECT currency, count(*) AS uses, sum(amount_minor) AS discount, sum(vendor_funded_minor) AS vendor_funded,
  count(DISTINCT buyer) AS buyers, min(redeemed_at) AS first_at, max(redeemed_at) AS last_at
FROM pricing_redemption
WHERE tenant_id = %s AND promotion_id = %s AND returned_at IS NULL AND redeemed_at >= %s AND redeemed_at < %s
GROUP BY currency ORDER BY currency"""
_BY_DAY: Final = """
SELECT (redeemed_at AT TIME ZONE %s::text)::date AS day, currency, count(*) AS uses, sum(amount_minor) AS discount,
  sum(vendor_funded_minor) AS vendor_funded
FROM pricing_redemption
WHERE tenant_id = %s AND promotion_id = %s AND returned_at IS NULL AND redeemed_at >= %s AND redeemed_at < %s
GROUP BY day, currency ORDER BY day, currency"""
_RETURNED: Final = """
SELECT count(*) AS many FROM pricing_redemption
WHERE tenant_id = %s AND promotion_id = %s AND returned_at IS NOT NULL AND redeemed_at >= %s AND redeemed_at < %s"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyUsage:
    """Uses that were not given back, in one currency: an order uses a promotion once. Who bears the discount."""

    currency: str
    uses: int
    buyers: int
    discount: Money
    vendor_funded: Money
    first_at: datetime
    last_at: datetime

    @property
    def shop_funded(self) -> Money:
        return self.discount - self.vendor_funded


@dataclass(frozen=True, kw_only=True, slots=True)
class DayUsage:
    """The same of one day of the store's calendar."""

    day: date
    uses: int
    discount: Money
    vendor_funded: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """All of a time. `given_back`: uses of orders that failed or were cancelled."""

    by_currency: tuple[CurrencyUsage, ...]
    by_day: tuple[DayUsage, ...]
    given_back: int

    @property
    def uses(self) -> int:
        return sum(one.uses for one in self.by_currency)


def usage(promotion_id: UUID, /, *, since: datetime, until: datetime, zone: str) -> Usage:
    """From `since` until just before `until`; days of the zone. Three statements."""
    asked: list[Any] = [current_tenant(), promotion_id, since, until]
    returned = db.row(_RETURNED, asked)
    return Usage(
        by_currency=tuple(_currency(entry) for entry in db.rows(_BY_CURRENCY, asked)),
        by_day=tuple(_day(entry) for entry in db.rows(_BY_DAY, [zone, *asked])),
        given_back=int(returned.many) if returned else 0,
    )


def _currency(entry: Any) -> CurrencyUsage:
    return CurrencyUsage(
        currency=entry.currency,
        uses=entry.uses,
        buyers=entry.buyers,
        discount=Money(int(entry.discount), entry.currency),
        vendor_funded=Money(int(entry.vendor_funded), entry.currency),
        first_at=entry.first_at,
        last_at=entry.last_at,
    )


def _day(entry: Any) -> DayUsage:
    return DayUsage(
        day=entry.day,
        uses=entry.uses,
        discount=Money(int(entry.discount), entry.currency),
        vendor_funded=Money(int(entry.vendor_funded), entry.currency),
    )
