"""Reading zones, tax rates, shipping methods and the shop's settings about them."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.terms import ShippingMethodInfo, TaxRateInfo, TermsInfo, ZoneInfo

BY_CODE: Final = Keyset(Column("code", "text"), Column("id", "uuid"))
BY_ZONE: Final = Keyset(
    Column("zone", "text", sql="z.code"), Column("tax_class", "text", sql="r.tax_class"), Column("id", "uuid", sql="r.id")
)  # fmt: skip
_TERMS: Final = """
SELECT prices_include_tax, rounding, shipping_tax, abroad, country, region, postal_code, tax_provider, shipping_provider
FROM pricing_terms WHERE tenant_id = %s"""
_ZONES: Final = "SELECT id, code, name, places, position FROM pricing_zone WHERE tenant_id = %s"
_RATES: Final = """
SELECT r.id, z.code AS zone, r.tax_class, r.name, r.percent, r.is_compound, r.position, r.starts_at, r.ends_at
FROM pricing_tax_rate r JOIN pricing_zone z ON z.tenant_id = %s AND z.id = r.zone_id WHERE r.tenant_id = %s"""
_METHODS: Final = """
SELECT id, code, name, spec, vendor_id, store_id, zones, position, is_active FROM pricing_shipping_method
WHERE tenant_id = %s AND (%s::uuid[] IS NULL OR vendor_id = ANY(%s::uuid[]))"""


def terms() -> TermsInfo:
    """The defaults of a shop that has set nothing."""
    found = db.row(_TERMS, [current_tenant()])
    return TermsInfo(**found._asdict()) if found else TermsInfo()


def zones() -> list[ZoneInfo]:
    """All of them, by position and code."""
    return [_zone(row) for row in db.rows(f"{_ZONES} ORDER BY position, code", [current_tenant()])]


def zone(zone_id: UUID, /) -> ZoneInfo | None:
    found = db.row(f"{_ZONES} AND id = %s", [current_tenant(), zone_id])
    return found and _zone(found)


def zones_page(page: KeysetPage, /) -> list[ZoneInfo]:
    return [_zone(row) for row in db.rows(f"{_ZONES} {_slice(page)}", [current_tenant(), *page.params])]


def _zone(row: Any) -> ZoneInfo:
    return ZoneInfo(**row._asdict() | {"places": tuple(row.places)})


def tax_rate(rate_id: UUID, /) -> TaxRateInfo | None:
    found = db.row(f"{_RATES} AND r.id = %s", [current_tenant(), current_tenant(), rate_id])
    return found and TaxRateInfo(**found._asdict())


def tax_rates_page(page: KeysetPage, /, *, zone: str | None = None) -> list[TaxRateInfo]:
    found = db.rows(
        f"{_RATES} AND (%s::text IS NULL OR z.code = %s) {_slice(page)}",
        [current_tenant(), current_tenant(), zone, zone, *page.params],
    )
    return [TaxRateInfo(**row._asdict()) for row in found]


def count_rates(*, zone: str | None = None) -> int:
    """How many rates, of all zones or of one."""
    return len(
        db.rows(
            f"{_RATES} AND (%s::text IS NULL OR z.code = %s)",
            [current_tenant(), current_tenant(), zone, zone],
        )
    )


def tax_rates() -> list[TaxRateInfo]:
    """All of them, by zone and class."""
    found = db.rows(
        f"{_RATES} ORDER BY z.code, r.tax_class, r.position", [current_tenant(), current_tenant()]
    )
    return [TaxRateInfo(**row._asdict()) for row in found]


def shipping_method(
    method_id: UUID, /, *, vendor_ids: Collection[UUID] | None = None
) -> ShippingMethodInfo | None:
    """`vendor_ids`: of these sellers only."""
    found = db.row(f"{_METHODS} AND id = %s", [*_owned(vendor_ids), method_id])
    return found and _method(found)


def shipping_methods_page(
    page: KeysetPage, /, *, vendor_ids: Collection[UUID] | None = None
) -> list[ShippingMethodInfo]:
    """`vendor_ids`: of these sellers only."""
    found = db.rows(f"{_METHODS} {_slice(page)}", [*_owned(vendor_ids), *page.params])
    return [_method(row) for row in found]


def shipping_methods() -> list[ShippingMethodInfo]:
    """All of them, in the shop's order."""
    return [_method(row) for row in db.rows(f"{_METHODS} ORDER BY position, id", _owned(None))]


def count(table: str, /, *, vendor_ids: Collection[UUID] | None = None) -> int:
    """How many rows one of the tables has."""
    if vendor_ids is not None:
        return len(db.rows(_METHODS, _owned(vendor_ids)))
    found = db.row(f"SELECT count(*) AS many FROM {table} WHERE tenant_id = %s", [current_tenant()])  # noqa: S608
    return int(found.many) if found else 0


def _owned(vendor_ids: Collection[UUID] | None) -> list[Any]:
    ids = None if vendor_ids is None else list(vendor_ids)
    return [current_tenant(), ids, ids]


def _method(row: Any) -> ShippingMethodInfo:
    return ShippingMethodInfo(**row._asdict() | {"zones": tuple(row.zones)})


def _slice(page: KeysetPage) -> str:
    return f"AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}"
