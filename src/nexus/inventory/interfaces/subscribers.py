"""Stock travels in the catalogue's events; it is set in the transaction that makes or changes the product."""

from uuid import UUID

from nexus.catalog.contracts.events import ProductChanged, ProductCreated, ProductsImported
from nexus.inventory import facade
from nexus.platform.events import EventContext, within_transaction

REASON = "catalogue"


def take_stock(event: ProductCreated | ProductChanged, context: EventContext, /) -> None:
    """Set the numbers on hand that the event states; offers without one change nothing."""
    facade.set_levels(_stated(event), reason=REASON, vendor_id=event.vendor_id)


def take_imported_stock(event: ProductsImported, context: EventContext, /) -> None:
    """The same for a batch, with set-based statements."""
    stated = _stated(event)
    if stated:
        vendors = {offer.variant_id: offer.vendor_id for offer in event.offers if offer.vendor_id is not None}
        facade.import_levels(stated, vendors=vendors, reason=REASON)


def _stated(event: ProductCreated | ProductChanged | ProductsImported) -> dict[UUID, int]:
    return {
        offer.variant_id: offer.stock_quantity for offer in event.offers if offer.stock_quantity is not None
    }


SUBSCRIPTIONS = {
    ProductCreated: (within_transaction(take_stock),),
    ProductChanged: (within_transaction(take_stock),),
    ProductsImported: (within_transaction(take_imported_stock),),
}
