"""A vendor's name and permission to sell, copied to its products so that lists need no join across
contexts."""

from uuid import UUID

from nexus.catalog.contracts.events import VendorOffersChanged
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant
from nexus.vendors import facade as vendors

STREAM = "catalog.vendor_offers"


def follow_vendor(vendor_id: UUID, /) -> None:
    """Copy what the vendor is now; one UPDATE for all its products, one event when there were any to
    change."""
    vendor = vendors.vendor(vendor_id)
    if vendor is None:
        return
    changed = db.execute(
        """UPDATE catalog_product SET vendor_name = %s, vendor_may_sell = %s, updated_at = %s
        WHERE tenant_id = %s AND vendor_id = %s AND (vendor_name, vendor_may_sell) <> (%s, %s)""",
        [
            vendor.name, vendor.is_approved, clock.now(), current_tenant(), vendor_id, vendor.name,
            vendor.is_approved,
        ],
    )  # fmt: skip
    if changed:
        fact = VendorOffersChanged(
            vendor_id=vendor_id, vendor_name=vendor.name, is_sellable=vendor.is_approved
        )
        append(STREAM, vendor_id, [fact])
