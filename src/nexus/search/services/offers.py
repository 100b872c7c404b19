"""What pricing and inventory say about variants, for documents and for the catalog's own answers."""

from collections.abc import Callable, Collection
from uuid import UUID

from nexus.catalog.facade import OfferInfo
from nexus.inventory import facade as inventory
from nexus.pricing import facade as pricing


def current_offers(variant_ids: Collection[UUID], /) -> dict[UUID, OfferInfo]:
    """Price in the tenant's currency and pieces free to promise, for every variant asked for. Two
    statements."""
    return _offers(set(variant_ids), stock=inventory.available)


def announced_offers(variant_ids: Collection[UUID], /) -> dict[UUID, OfferInfo]:
    """The same for documents, which follow stock by events: a reservation that has expired counts until its end is told."""
    return _offers(set(variant_ids), stock=inventory.announced)


def _offers(wanted: set[UUID], /, *, stock: Callable[[set[UUID]], dict[UUID, int]]) -> dict[UUID, OfferInfo]:
    prices, available = pricing.prices(wanted), stock(wanted)
    return {
        variant_id: OfferInfo(
            price=prices[variant_id].list_price if variant_id in prices else None,
            compare_at=prices[variant_id].compare_at if variant_id in prices else None,
            lowest_before=prices[variant_id].lowest_before if variant_id in prices else None,
            available=available.get(variant_id, 0),
        )
        for variant_id in wanted
    }
