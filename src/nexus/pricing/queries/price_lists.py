"""Reading price lists, their prices, currencies and rates."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.price_lists import CurrencyInfo, PriceListInfo

_LIST: Final = ", ".join(f'"{name}"' for name in PriceListInfo.__dataclass_fields__)
_CURRENCY: Final = ", ".join(CurrencyInfo.__dataclass_fields__)
NEWEST: Final = Keyset(Column("id", "uuid", descending=True))
OLDEST: Final = Keyset(Column("id", "uuid"))
LATEST: Final = Keyset(Column("as_of", "timestamptz", descending=True), Column("id", "uuid", descending=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class ListFilter:
    """Which lists: None and empty mean any. `vendor_ids`: of these sellers."""

    vendor_ids: Collection[UUID] | None = None
    group: str = ""
    currency: str = ""
    text: str = ""

    @property
    def where(self) -> tuple[str, list[Any]]:
        """SQL and its parameters."""
        asked: list[tuple[str, Any]] = [("tenant_id = %s", current_tenant())]
        if self.vendor_ids is not None:
            asked.append(("vendor_id = ANY(%s::uuid[])", list(self.vendor_ids)))
        for column, value in (('"group"', self.group), ("currency", self.currency)):
            if value:
                asked.append((f"{column} = %s", value))
        if self.text:
            asked.append(("position(lower(%s::text) in lower(code || ' ' || name)) > 0", self.text))
        return " AND ".join(sql for sql, _ in asked), [value for _, value in asked]


def price_list(list_id: UUID, /) -> PriceListInfo | None:
    """Or None. One statement."""
    found = db.row(
        f"SELECT {_LIST} FROM pricing_price_list WHERE tenant_id = %s AND id = %s",  # noqa: S608 - a constant
        [current_tenant(), list_id],
    )
    return found and PriceListInfo(**found._asdict())


def listed(page: KeysetPage, wanted: ListFilter, /) -> list[PriceListInfo]:
    """A page, newest first. One statement."""
    where, params = wanted.where
    found = db.rows(
        f"""SELECT {_LIST} FROM pricing_price_list WHERE {where} AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608 - names come from code
        [*params, *page.params],
    )
    return [PriceListInfo(**row._asdict()) for row in found]


def count(wanted: ListFilter, /) -> int:
    where, params = wanted.where
    found = db.row(f"SELECT count(*) AS many FROM pricing_price_list WHERE {where}", params)  # noqa: S608
    return int(found.many) if found else 0


def entries(page: KeysetPage, list_id: UUID, /) -> list[Any]:
    """A page of the prices of a list, in the order in which they came. One statement."""
    return db.rows(
        f"""SELECT id, variant_id, product_id, min_quantity, amount_minor, percent FROM pricing_price_entry
        WHERE tenant_id = %s AND price_list_id = %s AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), list_id, *page.params],
    )


def count_entries(list_id: UUID, /) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM pricing_price_entry WHERE tenant_id = %s AND price_list_id = %s",
        [current_tenant(), list_id],
    )
    return int(found.many) if found else 0


def currency_rules() -> list[CurrencyInfo]:
    """Further currencies in the order of their codes. One statement."""
    found = db.rows(
        f"SELECT {_CURRENCY} FROM pricing_currency_rule WHERE tenant_id = %s ORDER BY currency",  # noqa: S608
        [current_tenant()],
    )
    return [CurrencyInfo(**row._asdict()) for row in found]


def rates(page: KeysetPage, /, *, currency: str = "") -> list[Any]:
    """A page of rates, the latest first. One statement."""
    return db.rows(
        f"""SELECT id, base, currency, rate, source, as_of FROM pricing_exchange_rate
        WHERE tenant_id = %s AND (%s = '' OR currency = %s) AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608 - names come from code
        [current_tenant(), currency, currency, *page.params],
    )


def count_rates(*, currency: str = "") -> int:
    found = db.row(
        "SELECT count(*) AS many FROM pricing_exchange_rate WHERE tenant_id = %s AND (%s = '' OR currency = %s)",
        [current_tenant(), currency, currency],
    )
    return int(found.many) if found else 0
