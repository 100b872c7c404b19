"""Past orders from their receipts, a page at a time, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.application.try_promotion import Page
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.receipts import LaneSetting, read
from nexus.pricing.domain.trials import PastOrder
from nexus.pricing.infrastructure.rulebook import offers_then
from nexus.pricing.infrastructure.transactions import short_scope

_SIZE: Final = 1_000
_BEGINNING: Final = (datetime.min.replace(tzinfo=UTC), UUID(int=0))
_RANGE: Final = "tenant_id = %s AND priced_at >= %s AND priced_at < %s"
_COUNT: Final = (
    f"SELECT count(*) AS number FROM (SELECT 1 FROM pricing_receipt WHERE {_RANGE} LIMIT %s) AS those"  # noqa: S608 - constants
)
_FIRST: Final = f"""SELECT priced_at, id FROM pricing_receipt WHERE {_RANGE}
ORDER BY priced_at DESC, id DESC OFFSET %s LIMIT 1"""  # noqa: S608 - constants
_PAGE: Final = """
SELECT id, order_id, priced_at, total_minor, inputs::text AS inputs FROM pricing_receipt
WHERE tenant_id = %s AND (priced_at, id) >= (%s, %s) AND priced_at < %s ORDER BY priced_at, id LIMIT %s"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The newest `most` orders from `since` until just before `until`."""

    most: int
    since: datetime | None
    until: datetime

    @property
    def bounds(self) -> list[Any]:
        return [current_tenant(), self.since or _BEGINNING[0], self.until]


def count(span: Span, /) -> int:
    """How many orders there are to try. One statement."""
    found = db.row(_COUNT, [*span.bounds, span.most])
    return int(found.number) if found else 0


def pages(span: Span, /) -> Iterator[Page]:
    """Each in a transaction of its own, unless one is open already. One statement for each thousand orders, one to find the
    first."""
    with short_scope():
        found = db.row(_FIRST, [*span.bounds, span.most - 1])
    at, last = (found.priced_at, found.id) if found else (span.since or _BEGINNING[0], _BEGINNING[1])
    left = span.most
    while left > 0:
        with short_scope():
            entries = db.rows(_PAGE, [current_tenant(), at, last, span.until, min(_SIZE, left)])
            page = [_order(entry) for entry in entries]
        if page:
            yield page
        if len(entries) < _SIZE:
            return
        at, last, left = entries[-1].priced_at, UUID(int=entries[-1].id.int + 1), left - len(entries)


def _order(entry: Any) -> tuple[PastOrder, Offers]:
    basis = read(entry.inputs)
    order = PastOrder(
        order_id=entry.order_id, at=entry.priced_at, total=entry.total_minor, basket=basis.basket,
        taxes=basis.taxes, shipping=basis.shipping, zone=_zone(basis.zone),
    )  # fmt: skip
    return order, _offers(current_tenant(), basis.rules_at, basis.lanes)


@lru_cache(maxsize=50)
def _offers(_tenant_id: UUID, rules_at: datetime | None, lanes: tuple[LaneSetting, ...]) -> Offers:
    """The very same object for orders that met the same rules."""
    return offers_then(rules_at, lanes)


@lru_cache(maxsize=100)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
