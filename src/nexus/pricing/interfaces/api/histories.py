"""`GET /api/catalog/products/<id or slug>/price-history/`: what it cost, for those who sell it."""

from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import VariantInfo
from nexus.catalog.contracts.errors import ForeignVendor, UnknownProduct
from nexus.kernel.money import Money
from nexus.platform.http import KEYSET_QUERY, Actor, ApiRequest, ApiView, endpoint, keyset_page
from nexus.pricing.interfaces.api.forms import PriceHistoryPage
from nexus.pricing.queries import histories


class PriceHistoryView(ApiView):
    """`/api/catalog/products/<id or slug>/price-history/`"""

    @endpoint(auth=("seller", "staff"), query=KEYSET_QUERY, returns={200: PriceHistoryPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """List prices of all variants, newest first: the present ones and those of the last 400 days."""
        variants = own_variants(request.actor, key)
        page = keyset_page(request, histories.NEWEST)
        return page.answer(
            histories.history(page, variants),
            item=lambda row: _body(row, variants[row.variant_id]),
            count=lambda: histories.count(variants),
        )


def own_variants(actor: Actor, key: str, /) -> dict[UUID, VariantInfo]:
    """The variants of a product of the actor's. Raises UnknownProduct, ForeignVendor."""
    head = catalog.product_head(key)
    if head is None or not (head.is_public or actor.is_staff or head.vendor_id in actor.vendor_ids):
        raise UnknownProduct(product=key)
    if not (actor.is_staff or head.vendor_id in actor.vendor_ids):
        raise ForeignVendor(errors={"vendor": ["You do not act for this vendor."]})
    return {variant.id: variant for variant in catalog.products([head.id])[head.id].variants}


def _body(row: Any, variant: VariantInfo) -> dict[str, Any]:
    return {
        "variant_id": row.variant_id,
        "sku": variant.sku,
        "price": str(Money(row.list_minor, row.currency)),
        "currency": row.currency,
        "held_from": row.held_from,
        "held_until": row.held_until,
    }
