"""Changes that were typed while somebody else changed the same."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo, VariantOffer
from nexus.catalog.contracts.errors import StaleProduct
from nexus.catalog.queries import products as queries
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.products import change_product, lock_product


def change_seen_product(
    product_id: UUID,
    /,
    *,
    changes: Mapping[str, Any],
    seen: Mapping[str, Any],
    offers: tuple[VariantOffer, ...] = (),
) -> ProductInfo:
    """`change_product` for somebody who saw these values before. Raises StaleProduct, with what the fields hold now as
    fact `now`, when one that is to change has been changed since; what else changed stays as the other left it.
    """
    lock_product(product_id)
    now = facts_of(queries.products([product_id])[product_id])
    moved = {
        name: now[name]
        for name in changes
        if name in seen and name in now and now[name] not in (seen[name], changes[name])
    }
    if moved:
        raise StaleProduct(errors={name: ["Changed by somebody else."] for name in moved}, now=moved)
    return change_product(product_id, changes=changes, offers=offers)
