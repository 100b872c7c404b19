"""Past orders from their receipts, a page at a time, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.application.try_promotion import Page
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.receipts import LaneSetting, read
from nexus.pricing.domain.trials import PastOrder
from nexus.pricing.infrastructure.order_counts import orders_before_each
from nexus.pricing.infrastructure.rulebook import offers_then
from nexus.pricing.infrastructure.transactions import short_scope

_SIZE: Final = 1_000
_BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
_RANGE: Final = "tenant_id = %s AND priced_at >= %s AND priced_at < %s"
_COUNT: Final = (
    f"SELECT count(*) AS number FROM (SELECT 1 FROM pricing_receipt WHERE {_RANGE} LIMIT %s) AS those"  # noqa: S608 - constants
)
_STARTS: Final = f"""
SELECT priced_at, id FROM (
  SELECT priced_at, id, row_number() OVER (ORDER BY priced_at, id) AS place FROM (
    SELECT priced_at, id FROM pricing_receipt WHERE {_RANGE} ORDER BY priced_at DESC, id DESC LIMIT %s) AS newest
) AS numbered WHERE mod(place - 1, %s::int) = 0 ORDER BY place"""  # noqa: S608 - constants
_PAGE: Final = """
SELECT id, order_id, priced_at, total_minor, inputs::text AS inputs FROM pricing_receipt
WHERE tenant_id = %s AND (priced_at, id) >= (%s, %s) AND (priced_at, id) < (%s, %s) ORDER BY priced_at, id"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The newest `most` orders from `since` until just before `until`."""

    most: int
    since: datetime | None
    until: datetime

    @property
    def bounds(self) -> list[Any]:
        return [current_tenant(), self.since or _BEGINNING, self.until]


class Stretch(msgspec.Struct, frozen=True, array_like=True):
    """Orders from one (instant, receipt) until just before another."""

    since: datetime
    first: UUID
    until: datetime
    before: UUID


def count(span: Span, /) -> int:
    """How many orders there are to try. One statement."""
    found = db.row(_COUNT, [*span.bounds, span.most])
    return int(found.number) if found else 0


def stretches(span: Span, /) -> list[Stretch]:
    """Of about a thousand orders each, oldest first. One statement."""
    with short_scope():
        found = db.rows(_STARTS, [*span.bounds, span.most, _SIZE])
    starts = [(row.priced_at, row.id) for row in found]
    ends = [*starts[1:], (span.until, UUID(int=0))]
    return [Stretch(*start, *end) for start, end in zip(starts, ends, strict=True)] if starts else []


def page(stretch: Stretch, /, *, counts_orders: bool = False) -> Page:
    """One statement, in a transaction of its own unless one is open already. `counts_orders`: how many orders each buyer had
    placed before is asked where the receipt does not tell; one more."""
    with short_scope():
        bounds = [stretch.since, stretch.first, stretch.until, stretch.before]
        found = [_order(entry) for entry in db.rows(_PAGE, [current_tenant(), *bounds])]
        return _counted(found) if counts_orders else found


def pages(span: Span, /) -> Iterator[Page]:
    """One statement for each thousand orders, and one more."""
    return (page(stretch) for stretch in stretches(span))


def _counted(page: Page) -> Page:
    unknown = [order.order_id for order, _ in page if order.basket.buyer.orders_before is None]
    known = orders_before_each(unknown) if unknown else {}
    return [
        (_with_orders_before(order, known[order.order_id]) if order.order_id in known else order, offers)
        for order, offers in page
    ]


def _with_orders_before(order: PastOrder, number: int) -> PastOrder:
    buyer = replace(order.basket.buyer, orders_before=number)
    return replace(order, basket=replace(order.basket, buyer=buyer))


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
