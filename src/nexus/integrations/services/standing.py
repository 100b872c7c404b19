"""What variants cost and how many there are: pricing and inventory, which the catalogue does not know."""

from collections.abc import Collection, Mapping
from uuid import UUID

from nexus.catalog.contracts.imports import StandingOffer
from nexus.inventory import facade as inventory
from nexus.pricing import facade as pricing


def standing_offers(variant_ids: Collection[UUID], /) -> Mapping[UUID, StandingOffer]:
    """Two statements, none without variants."""
    if not variant_ids:
        return {}
    prices, levels = pricing.prices(variant_ids), inventory.levels(variant_ids)
    return {
        variant: StandingOffer(
            price=prices[variant].list_price if variant in prices else None,
            compare_at=prices[variant].compare_at if variant in prices else None,
            on_hand=levels[variant].on_hand if variant in levels else 0,
            reserved=levels[variant].reserved if variant in levels else 0,
        )
        for variant in variant_ids
    }
