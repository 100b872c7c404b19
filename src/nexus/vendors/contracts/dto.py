"""Values that cross the border of the vendors context."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorInfo:
    """A seller. `status` is one of applied, approved, rejected, suspended; only approved ones sell.

    `is_house` marks the tenant's own shop: the vendor of everything that the tenant sells itself.
    """

    id: UUID
    name: str
    slug: str
    status: str
    description: str
    is_house: bool = False

    @property
    def is_approved(self) -> bool:
        return self.status == "approved"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreInfo:
    """Where a vendor sells from. Degrees (WGS 84); `time_zone`: IANA name; `distance_m`: of near queries."""

    id: UUID
    vendor_id: UUID
    name: str
    address: str
    latitude: float
    longitude: float
    time_zone: str
    is_active: bool
    distance_m: float | None = None
