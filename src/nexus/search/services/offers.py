"""What pricing and inventory say about variants, for documents and for the catalog's own answers."""

from collections.abc import Callable, Collection
from uuid import UUID

from nexus.catalog.facade import OfferInfo
from nexus.inventory import facade as inventory
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import Price


def current_offers(variant_ids: Collection[UUID], /) -> dict[UUID, OfferInfo]:
    """Price in the tenant's currency and pieces free to promise, for every variant asked for. Two
    statements."""
    return _offers(set(variant_ids), stock=inventory.available)


def announced_offers(variant_ids: Collection[UUID], /) -> dict[UUID, OfferInfo]:
    """The same for documents, which follow stock by events: a reservation that has expired counts until its end is told."""
    return _offers(set(variant_ids), stock=inventory.announced)


def _offers(wanted: set[UUID], /, *, stock: Callable[[set[UUID]], dict[UUID, int]]) -> dict[UUID, OfferInfo]:
    prices, available = pricing.prices(wanted), stock(wanted)
    return {variant_id: _offer(prices.get(variant_id), available.get(variant_id, 0)) for variant_id in wanted}


def _offer(price: Price | None, available: int) -> OfferInfo:
    if price is None:
        return OfferInfo(price=None, compare_at=None, available=available)
    return OfferInfo(
        price=price.list_price,
        compare_at=price.compare_at,
        lowest_before=price.lowest_before,
        floor=price.floor,
        available=available,
    )
