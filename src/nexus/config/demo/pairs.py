"""What the demo's customers like to take together: each product has three companions of its own seller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo

COMPANIONS = 3


def goes_with(products: Sequence[ProductInfo], /) -> dict[UUID, list[UUID]]:
    """Variant -> the default variants of the products beside it on its seller's shelf, always the same ones."""
    shelves: defaultdict[UUID, list[ProductInfo]] = defaultdict(list)
    for product in sorted(products, key=lambda one: one.slug):
        shelves[product.vendor_id].append(product)
    found: dict[UUID, list[UUID]] = {}
    for shelf in shelves.values():
        for place, product in enumerate(shelf):
            beside = [shelf[(place + step) % len(shelf)] for step in range(1, COMPANIONS + 1)]
            found |= {
                variant.id: [other.variants[0].id for other in beside if other.id != product.id]
                for variant in product.variants
            }
    return {variant_id: others for variant_id, others in found.items() if others}
