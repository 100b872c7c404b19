"""Reading sellers."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.vendors.contracts.dto import VendorInfo

BY_NAME = Keyset(Column("name", "text"), Column("id", "uuid"))
_VENDOR = "id, name, slug, status, description, is_house"


def vendor(vendor_id: UUID, /) -> VendorInfo | None:
    return vendors([vendor_id]).get(vendor_id)


def vendors(vendor_ids: Iterable[UUID], /) -> dict[UUID, VendorInfo]:
    found = db.rows(
        f"SELECT {_VENDOR} FROM vendors_vendor WHERE tenant_id = %s AND id = ANY(%s::uuid[])",  # noqa: S608
        [current_tenant(), list(set(vendor_ids))],
    )
    return {entry.id: _vendor(entry) for entry in found}


def by_key(key: str, /) -> VendorInfo | None:
    """By id or slug, never both: what spells an id is one."""
    vendor_id = parse_id(key)
    column = "id = %s" if vendor_id is not None else "slug = %s"
    found = db.row(
        f"SELECT {_VENDOR} FROM vendors_vendor WHERE tenant_id = %s AND {column}",  # noqa: S608
        [current_tenant(), vendor_id or key],
    )
    return _vendor(found) if found else None


def house() -> VendorInfo | None:
    found = db.row(
        f"SELECT {_VENDOR} FROM vendors_vendor WHERE tenant_id = %s AND is_house",  # noqa: S608
        [current_tenant()],
    )
    return _vendor(found) if found else None


def vendor_ids_of(user_id: UUID, /) -> frozenset[UUID]:
    found = db.rows(
        "SELECT vendor_id FROM vendors_vendorstaff WHERE tenant_id = %s AND user_id = %s",
        [current_tenant(), user_id],
    )
    return frozenset(entry.vendor_id for entry in found)


def approved(*, limit: int = 500) -> tuple[VendorInfo, ...]:
    """Those who may sell, by name."""
    found = db.rows(
        f"SELECT {_VENDOR} FROM vendors_vendor WHERE tenant_id = %s AND status = 'approved' ORDER BY name, id LIMIT %s",  # noqa: S608
        [current_tenant(), limit],
    )
    return tuple(_vendor(entry) for entry in found)


def staff_of(vendor_id: UUID, /) -> tuple[UUID, ...]:
    """Users who act for the vendor."""
    found = db.rows(
        "SELECT user_id FROM vendors_vendorstaff WHERE tenant_id = %s AND vendor_id = %s ORDER BY user_id",
        [current_tenant(), vendor_id],
    )
    return tuple(entry.user_id for entry in found)


def vendors_of(user_id: UUID, /) -> tuple[VendorInfo, ...]:
    """Vendors that the user acts for, oldest first. One statement."""
    found = db.rows(
        f"""SELECT {", ".join(f"v.{name}" for name in _VENDOR.split(", "))} FROM vendors_vendor v
        JOIN vendors_vendorstaff s ON s.tenant_id = %s AND s.vendor_id = v.id
        WHERE v.tenant_id = %s AND s.user_id = %s ORDER BY v.id""",  # noqa: S608
        [current_tenant(), current_tenant(), user_id],
    )
    return tuple(_vendor(entry) for entry in found)


def taken_slugs(wanted: str, /) -> frozenset[str]:
    """The slug and its numbered variants, as far as they are in use: `mug`, `mug-2`, `mug-3`, ... (at
    most 200)."""
    found = db.rows(
        """SELECT slug FROM vendors_vendor WHERE tenant_id = %s AND slug = %s
        UNION ALL
        (SELECT slug FROM vendors_vendor WHERE tenant_id = %s AND slug > %s AND slug < %s LIMIT 200)""",
        [current_tenant(), wanted, current_tenant(), f"{wanted}-", f"{wanted}."],  # "." follows "-" in ASCII
    )
    return frozenset(entry.slug for entry in found)


def listed(page: KeysetPage, /, *, statuses: Sequence[str]) -> list[VendorInfo]:
    """Vendors by name."""
    found = db.rows(
        f"""SELECT {_VENDOR} FROM vendors_vendor WHERE tenant_id = %s AND status = ANY(%s::text[])
        AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), list(statuses), *page.params],
    )
    return [_vendor(entry) for entry in found]


def count(*, statuses: Sequence[str]) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM vendors_vendor WHERE tenant_id = %s AND status = ANY(%s::text[])",
        [current_tenant(), list(statuses)],
    )
    return int(found.many) if found else 0


def _vendor(entry: Any) -> VendorInfo:
    return VendorInfo(**entry._asdict())
