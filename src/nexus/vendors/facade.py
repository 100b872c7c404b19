"""The door of the vendors context. Every function runs inside the caller's tenant scope."""

from collections.abc import Iterable
from uuid import UUID

from nexus.vendors.contracts.dto import StoreInfo, VendorInfo

__all__ = [
    "StoreInfo",
    "VendorInfo",
    "add_staff",
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
    raise NotImplementedError


def vendors(vendor_ids: Iterable[UUID], /) -> dict[UUID, VendorInfo]:
    """Vendors by id; unknown ids are absent. One statement."""
    raise NotImplementedError


def vendor_ids_of(user_id: UUID, /) -> frozenset[UUID]:
    """Vendors that the user acts for, suspended ones included."""
    raise NotImplementedError


def house_vendor() -> VendorInfo:
    """The tenant's own shop: vendor of what the tenant sells itself. Made on first use, always approved."""
    raise NotImplementedError


def create_vendor(
    *,
    name: str,
    owner_user_id: UUID | None = None,
    slug: str = "",
    description: str = "",
    status: str = "approved",
) -> VendorInfo:
    """A vendor with its first member of staff. An empty slug is made from the name. Raises SlugTaken."""
    raise NotImplementedError


def add_staff(vendor_id: UUID, /, *, user_id: UUID) -> None:
    """Let the user act for the vendor (role `seller`, subject = vendor). Doing it twice changes nothing."""
    raise NotImplementedError


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
    raise NotImplementedError


def store(store_id: UUID, /) -> StoreInfo | None:
    """The store, or None."""
    raise NotImplementedError
