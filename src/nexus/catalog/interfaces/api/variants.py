"""Endpoints of a product's variants."""

from typing import Any
from uuid import UUID

from nexus.catalog.interfaces.api.answers import VariantBody, VariantsPage
from nexus.catalog.interfaces.api.forms import VariantChanges, VariantFacts
from nexus.catalog.interfaces.api.ownership import own_product, sees_drafts, visible_product
from nexus.catalog.interfaces.api.wishes import wished_offer, wished_variant
from nexus.catalog.queries import bodies
from nexus.catalog.queries import products as queries
from nexus.catalog.services import variants as services
from nexus.catalog.services.offers import offers_of, shown_offers_of
from nexus.platform.http import (
    PAGE_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    no_content,
    validated,
    whole_list,
)


class VariantsView(ApiView):
    """`/api/catalog/products/<id or slug>/variants/`"""

    @endpoint(auth="public", query=PAGE_QUERY, returns={200: VariantsPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """All variants by position (a product has at most 500); inactive ones for the seller only."""
        head = visible_product(request.actor, key)
        private = sees_drafts(request.actor, head.vendor_id)
        found = queries.products([head.id])[head.id].variants
        ids = [variant.id for variant in found]
        offers = offers_of(ids) if private else shown_offers_of(ids)
        return whole_list(
            request,
            [variant for variant in found if private or variant.is_active],
            item=lambda variant: bodies.variant_body(variant, offers, private=private),
        )

    @endpoint(auth=("seller", "staff"), body=VariantFacts, returns={201: VariantBody}, errors=(404, 409))
    def post(self, request: ApiRequest, key: str) -> Response:
        """Append a variant."""
        head = own_product(request.actor, key)
        made = services.add_variant(head.id, wished_variant(validated(VariantFacts, request)))
        body = bodies.variant_body(made, offers_of([made.id]), private=True)
        return created(body, location=f"/api/catalog/products/{head.id}/variants/{made.id}/")


class OneVariantView(ApiView):
    """`/api/catalog/products/<id or slug>/variants/<id>/`"""

    @endpoint(auth="public", returns={200: VariantBody}, errors=(404,))
    def get(self, request: ApiRequest, key: str, variant_id: UUID) -> dict[str, Any]:
        """One variant with its price and availability."""
        head = visible_product(request.actor, key)
        private = sees_drafts(request.actor, head.vendor_id)
        found = services.variant_of(head.id, variant_id)
        offers = offers_of([variant_id]) if private else shown_offers_of([variant_id])
        return bodies.variant_body(found, offers, private=private)

    @endpoint(auth=("seller", "staff"), body=VariantChanges, returns={200: VariantBody}, errors=(404, 409))
    def patch(self, request: ApiRequest, key: str, variant_id: UUID) -> dict[str, Any]:
        """Change what is stated."""
        head, asked = own_product(request.actor, key), validated(VariantChanges, request)
        before = services.variant_of(head.id, variant_id)
        offer = wished_offer(asked, variant_id, asked.get("sku", before.sku))
        changed = services.change_variant(head.id, variant_id, changes=asked, offer=offer)
        return bodies.variant_body(changed, offers_of([variant_id]), private=True)

    @endpoint(auth=("seller", "staff"), returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, variant_id: UUID) -> Response:
        """No longer offered; it stays for old orders."""
        head = own_product(request.actor, key)
        services.change_variant(head.id, variant_id, changes={"is_active": False})
        return no_content()
