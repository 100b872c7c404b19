"""The door of the vendors context. Every function runs inside the caller's tenant scope."""

from collections.abc import Iterable
from uuid import UUID

from nexus.vendors.contracts.dto import StoreInfo, VendorInfo
from nexus.vendors.queries import stores as store_queries
from nexus.vendors.queries import vendors as queries
from nexus.vendors.services import stores as store_services
from nexus.vendors.services import vendors as services

__all__ = [
    "StoreInfo",
    "VendorInfo",
    "add_staff",
    "approved_vendors",
    "create_store",
    "create_vendor",
    "house_vendor",
    "store",
    "vendor",
    "vendor_ids_of",
    "vendors",
]


def vendor(vendor_id: UUID, /) -> VendorInfo | None:
    """The vendor, whatever its status, or None."""
    return queries.vendor(vendor_id)


def vendors(vendor_ids: Iterable[UUID], /) -> dict[UUID, VendorInfo]:
    """Vendors by id; unknown ids are absent. One statement."""
    return queries.vendors(vendor_ids)


def approved_vendors(*, limit: int = 500) -> tuple[VendorInfo, ...]:
    """Vendors who may sell, by name, for people to choose from. One statement."""
    return queries.approved(limit=limit)


def vendor_ids_of(user_id: UUID, /) -> frozenset[UUID]:
    """Vendors that the user acts for, suspended ones included."""
    return queries.vendor_ids_of(user_id)


def house_vendor() -> VendorInfo:
    """The tenant's own shop: vendor of what the tenant sells itself. Made on first use, always approved."""
    return services.house_vendor()


def create_vendor(
    *,
    name: str,
    owner_user_id: UUID | None = None,
    slug: str = "",
    description: str = "",
    status: str = "approved",
) -> VendorInfo:
    """A vendor with its first member of staff. An empty slug is made from the name. Raises SlugTaken."""
    return services.create_vendor(
        name=name, owner_user_id=owner_user_id, slug=slug, description=description, status=status
    )


def add_staff(vendor_id: UUID, /, *, user_id: UUID) -> None:
    """Let the user act for the vendor (role `seller`, subject = vendor). Doing it twice changes nothing."""
    services.add_staff(vendor_id, user_id=user_id)


def create_store(
    vendor_id: UUID,
    /,
    *,
    name: str,
    address: str,
    latitude: float,
    longitude: float,
    time_zone: str = "",
    is_active: bool = True,
) -> StoreInfo:
    """A place of sale. An empty time zone means the tenant's. Raises UnknownVendor, InvalidStore."""
    return store_services.create_store(
        vendor_id,
        name=name,
        address=address,
        latitude=latitude,
        longitude=longitude,
        time_zone=time_zone,
        is_active=is_active,
    )


def store(store_id: UUID, /) -> StoreInfo | None:
    """The store, or None."""
    return store_queries.store(store_id)
