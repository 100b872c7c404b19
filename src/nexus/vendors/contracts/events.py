"""What happened to sellers. Stream: `vendors.vendor`, stream id = vendor id."""

from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@event("vendors.vendor_applied.v1")
class VendorApplied(DomainEvent):
    """Somebody asked to sell here; staff decides."""

    vendor_id: UUID
    name: str
    slug: str
    user_id: UUID | None = None


@event("vendors.vendor_approved.v1")
class VendorApproved(DomainEvent):
    """The vendor may sell from now on (first time, or again after a suspension)."""

    vendor_id: UUID
    name: str
    slug: str


@event("vendors.vendor_rejected.v1")
class VendorRejected(DomainEvent):
    """The application was refused."""

    vendor_id: UUID
    reason: str = ""


@event("vendors.vendor_suspended.v1")
class VendorSuspended(DomainEvent):
    """The vendor's offers may no longer be sold."""

    vendor_id: UUID
    reason: str = ""


@event("vendors.vendor_renamed.v1")
class VendorRenamed(DomainEvent):
    """Name or slug changed; both are stated as they are now."""

    vendor_id: UUID
    name: str
    slug: str


@event("vendors.staff_added.v1")
class StaffAdded(DomainEvent):
    """The user may act for the vendor."""

    vendor_id: UUID
    user_id: UUID


@event("vendors.store_opened.v1")
class StoreOpened(DomainEvent):
    """A place of sale was added."""

    vendor_id: UUID
    store_id: UUID
    name: str


@event("vendors.store_changed.v1")
class StoreChanged(DomainEvent):
    """Name, place or activity of a store changed."""

    vendor_id: UUID
    store_id: UUID
    is_active: bool
