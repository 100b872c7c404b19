"""What the catalog copies from vendors: their name, and whether they may sell."""

from uuid import UUID

from nexus.catalog.services.vendor_copies import follow_vendor
from nexus.platform.events import EventContext, within_transaction
from nexus.vendors.contracts.events import VendorApproved, VendorRenamed, VendorSuspended


def follow(event: VendorApproved | VendorRenamed | VendorSuspended, context: EventContext, /) -> None:
    """Bring the vendor's products up to date in the transaction that changed the vendor."""
    vendor_id: UUID = event.vendor_id
    follow_vendor(vendor_id)


SUBSCRIPTIONS = {
    VendorApproved: (within_transaction(follow),),
    VendorRenamed: (within_transaction(follow),),
    VendorSuspended: (within_transaction(follow),),
}
