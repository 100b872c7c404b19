"""What search hears: documents follow products, prices and stock within the transaction, sales a moment
later."""

from nexus.catalog.contracts import events as catalog
from nexus.catalog.facade import product_ids, products_of_brand, products_stating
from nexus.inventory.contracts import events as inventory
from nexus.orders.contracts import events as orders
from nexus.platform.events import EventContext, after_commit, within_transaction
from nexus.pricing.contracts.events import PriceChanged
from nexus.search.services.baskets import recount
from nexus.search.services.categories import category_changed
from nexus.search.services.pending import pending, products_changed
from nexus.search.services.sales import count_sales


def follow_product(event: catalog.ProductCreated | catalog.ProductChanged, context: EventContext, /) -> None:
    """The events of prices and stock that follow need no look-up of their product."""
    products_changed([event.product_id])
    pending().product_of.update({offer.variant_id: event.product_id for offer in event.offers})


def follow_state(event: catalog.ProductArchived | catalog.ProductRated, context: EventContext, /) -> None:
    products_changed([event.product_id])


def follow_batch(
    event: catalog.ProductsImported | catalog.ProductsPublished, context: EventContext, /
) -> None:
    products_changed(event.product_ids)


def follow_vendor(event: catalog.VendorOffersChanged, context: EventContext, /) -> None:
    """All products of the vendor, page by page."""
    last = None
    while ids := product_ids(vendor_id=event.vendor_id, after=last):
        products_changed(ids)
        last = ids[-1]


def follow_category(event: catalog.CategoryChanged, context: EventContext, /) -> None:
    category_changed(event.category_id)


def follow_attribute(event: catalog.AttributesChanged, context: EventContext, /) -> None:
    """Measures are compared in another unit from now on, or choices are found by another name."""
    if event.reaches_products:
        products_changed(products_stating(event.attribute_id))


def follow_brand(event: catalog.BrandChanged, context: EventContext, /) -> None:
    """Its products show its name and stand on its shelf."""
    products_changed(products_of_brand(event.brand_id))


def follow_collection(event: catalog.CollectionChanged, context: EventContext, /) -> None:
    """Products that came or went, or that show another name of it."""
    products_changed(event.product_ids)


def follow_prices(event: PriceChanged, context: EventContext, /) -> None:
    pending().variants.update(change.variant_id for change in event.variants)


def follow_availability(event: inventory.AvailabilityChanged, context: EventContext, /) -> None:
    pending().flips[event.variant_id] = event.in_stock


def count_sold(event: inventory.StockCommitted, context: EventContext, /) -> None:
    count_sales({line.variant_id: line.quantity for line in event.lines})


def count_returned(event: inventory.StockRestocked, context: EventContext, /) -> None:
    count_sales({line.variant_id: -line.quantity for line in event.lines})


def count_companions(event: orders.OrderConfirmed | orders.OrderCancelled, context: EventContext, /) -> None:
    recount([event.order_id])


def count_given_back(event: orders.OrderTransitioned, context: EventContext, /) -> None:
    """No other step changes what was bought."""
    if event.to_status == "returned":
        recount([event.order_id])


SUBSCRIPTIONS = {
    catalog.ProductCreated: (within_transaction(follow_product),),
    catalog.ProductChanged: (within_transaction(follow_product),),
    catalog.ProductArchived: (within_transaction(follow_state),),
    catalog.ProductRated: (within_transaction(follow_state),),
    catalog.ProductsImported: (within_transaction(follow_batch),),
    catalog.ProductsPublished: (within_transaction(follow_batch),),
    catalog.VendorOffersChanged: (within_transaction(follow_vendor),),
    catalog.CategoryChanged: (within_transaction(follow_category),),
    catalog.AttributesChanged: (within_transaction(follow_attribute),),
    catalog.BrandChanged: (within_transaction(follow_brand),),
    catalog.CollectionChanged: (within_transaction(follow_collection),),
    PriceChanged: (within_transaction(follow_prices),),
    inventory.AvailabilityChanged: (within_transaction(follow_availability),),
    orders.OrderConfirmed: (after_commit(count_companions, name="search.count_companions"),),
    orders.OrderCancelled: (after_commit(count_companions, name="search.count_companions_again"),),
    orders.OrderTransitioned: (after_commit(count_given_back, name="search.count_given_back"),),
    inventory.StockCommitted: (after_commit(count_sold, name="search.count_sold"),),
    inventory.StockRestocked: (after_commit(count_returned, name="search.count_returned"),),
}
