"""Reading places of sale, near a point or by name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.vendors.contracts.dto import StoreInfo

BY_NAME = Keyset(Column("name", "text"), Column("id", "uuid"))
BY_DISTANCE = Keyset(Column("distance_m", "float8"), Column("id", "uuid"))
_STORE = "id, vendor_id, name, address, latitude, longitude, time_zone, is_active"
EARTH_RADIUS_M = 6_371_008.8  # IUGG mean radius R1
METRES_PER_DEGREE = 111_195.0  # of latitude, on that sphere
# Haversine (R. W. Sinnott, 1984); `least` guards asin against a rounding error just above 1.
_DISTANCE = f"""2 * {EARTH_RADIUS_M} * asin(least(1, sqrt(
  power(sin(radians(s.latitude - %s::float8) / 2), 2)
  + cos(radians(%s::float8)) * cos(radians(s.latitude))
    * power(sin(radians(s.longitude - %s::float8) / 2), 2))))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


def store(store_id: UUID, /) -> StoreInfo | None:
    found = db.row(
        f"SELECT {_STORE} FROM vendors_store WHERE tenant_id = %s AND id = %s",  # noqa: S608
        [current_tenant(), store_id],
    )
    return StoreInfo(**found._asdict()) if found else None


def stores_of(vendor_id: UUID, /, *, limit: int = 50) -> list[StoreInfo]:
    """Active stores of a vendor by name."""
    found = db.rows(
        f"""SELECT {_STORE} FROM vendors_store WHERE tenant_id = %s AND vendor_id = %s AND is_active
        ORDER BY name, id LIMIT %s""",  # noqa: S608
        [current_tenant(), vendor_id, limit],
    )
    return [StoreInfo(**entry._asdict()) for entry in found]


def stores(page: KeysetPage, /, *, vendor_id: UUID | None) -> list[StoreInfo]:
    """Active stores of approved vendors by name."""
    found = db.rows(
        f"""SELECT * FROM ({_open_stores("NULL::float8")} AND (%s::uuid IS NULL OR s.vendor_id =
        %s::uuid)) open
        WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), current_tenant(), vendor_id, vendor_id, *page.params],
    )
    return [StoreInfo(**entry._asdict()) for entry in found]


def count_stores(*, vendor_id: UUID | None) -> int:
    """How many `stores` finds."""
    found = db.rows(
        f"""SELECT count(*) AS found FROM ({_open_stores("NULL::float8")} AND (%s::uuid IS NULL OR s.vendor_id =
        %s::uuid)) open""",  # noqa: S608
        [current_tenant(), current_tenant(), vendor_id, vendor_id],
    )
    return int(found[0].found)


def stores_near(
    page: KeysetPage, place: Place, /, *, radius_m: float, vendor_id: UUID | None
) -> list[StoreInfo]:
    """Active stores of approved vendors within the radius, nearest first; `distance_m` is set.

    The index cuts out a belt of latitudes before distances are computed; longitudes wrap inside the formula.
    """
    near, params = _near(place, radius_m=radius_m, vendor_id=vendor_id)
    found = db.rows(
        f"SELECT * {near} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [*params, *page.params],
    )
    return [StoreInfo(**entry._asdict()) for entry in found]


def count_stores_near(place: Place, /, *, radius_m: float, vendor_id: UUID | None) -> int:
    """How many `stores_near` finds."""
    near, params = _near(place, radius_m=radius_m, vendor_id=vendor_id)
    return int(db.rows(f"SELECT count(*) AS found {near}", params)[0].found)


def _near(place: Place, /, *, radius_m: float, vendor_id: UUID | None) -> tuple[str, list[Any]]:
    belt = radius_m / METRES_PER_DEGREE
    sql = f"""FROM ({_open_stores(_DISTANCE)}
          AND s.latitude BETWEEN %s::float8 AND %s::float8
          AND (%s::uuid IS NULL OR s.vendor_id = %s::uuid)) near
        WHERE distance_m <= %s::float8"""
    return sql, [
        place.latitude,
        place.latitude,
        place.longitude,
        current_tenant(),
        current_tenant(),
        place.latitude - belt,
        place.latitude + belt,
        vendor_id,
        vendor_id,
        radius_m,
    ]


def _open_stores(distance: str) -> str:
    columns = ", ".join(f"s.{name}" for name in _STORE.split(", "))
    return f"""SELECT {columns}, {distance} AS distance_m FROM vendors_store s
        JOIN vendors_vendor v ON v.tenant_id = %s AND v.id = s.vendor_id AND v.status = 'approved'
        WHERE s.tenant_id = %s AND s.is_active"""  # noqa: S608
