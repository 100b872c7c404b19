"""Endpoints that change products. The list and the detail are read in search; config joins the URLs."""

from typing import Any

from nexus.catalog.contracts.dto import ProductInfo, VariantOffer
from nexus.catalog.interfaces.api.answers import OwnProductsPage, ProductBody
from nexus.catalog.interfaces.api.forms import (
    MyProductsQuery,
    NewProductForm,
    ProductChanges,
    ProductReplacement,
)
from nexus.catalog.interfaces.api.ownership import own_product, vendor_for
from nexus.catalog.interfaces.api.wishes import sole_offer, wished_changes, wished_product
from nexus.catalog.queries import bodies
from nexus.catalog.queries import products as queries
from nexus.catalog.services import products as services
from nexus.catalog.services import variants as variant_services
from nexus.catalog.services.offers import offers_of
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)

_DEFAULTS: dict[str, Any] = {
    "description": "",
    "tags": [],
    "attributes": {},
    "tax_class": "standard",
    "product_type": None,
    "brand": None,
    "categories": [],
    "translations": {},
}


class ProductCreateView(ApiView):
    """`POST /api/catalog/products/`"""

    @endpoint(
        auth=("seller", "staff"),
        idempotent="honoured",
        body=NewProductForm,
        returns={201: ProductBody},
        errors=(409,),
    )
    def post(self, request: ApiRequest) -> Response:
        """Make a product; without `variants` it has one, or one for each combination of `options`."""
        asked = validated(NewProductForm, request)
        vendor_id = vendor_for(request.actor, asked.get("vendor"))
        made = services.create_product(wished_product(asked, vendor_id=vendor_id))
        return created(seller_body(made), location=f"/api/catalog/products/{made.slug}/")


class ProductEditView(ApiView):
    """`PATCH | PUT | DELETE /api/catalog/products/<id or slug>/`"""

    @endpoint(auth=("seller", "staff"), body=ProductChanges, returns={200: ProductBody}, errors=(404, 409))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Change what is stated; price, stock and SKU only of a product with one variant."""
        return self._change(request, key, validated(ProductChanges, request))

    @endpoint(
        auth=("seller", "staff"), body=ProductReplacement, returns={200: ProductBody}, errors=(404, 409)
    )
    def put(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Replace: what is not stated returns to its default; variants, slug, price and stock stay."""
        return self._change(request, key, {**_DEFAULTS, **validated(ProductReplacement, request)})

    @endpoint(auth=("seller", "staff"), returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Archive: no longer offered, still readable for old orders."""
        services.archive_product(own_product(request.actor, key).id)
        return no_content()

    def _change(self, request: ApiRequest, key: str, asked: dict[str, Any]) -> dict[str, Any]:
        head = own_product(request.actor, key)
        product = queries.products([head.id])[head.id]
        offer = sole_offer(asked, product)
        if "sku" in asked:
            variant = variant_services.sole_variant(product)
            variant_services.change_variant(head.id, variant.id, changes={"sku": asked["sku"]})
        return seller_body(
            services.change_product(head.id, changes=wished_changes(asked), offers=_offers(offer))
        )


class MyProductsView(ApiView):
    """`GET /api/vendors/me/products/`"""

    @endpoint(auth="seller", query=MyProductsQuery, returns={200: OwnProductsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """The caller's products, newest first, drafts and archived ones included."""
        asked = validated_query(MyProductsQuery, request)
        page, own, status = (
            keyset_page(request, queries.NEWEST),
            request.actor.vendor_ids,
            asked.get("status"),
        )
        found = queries.own_products(page, vendor_ids=own, status=status)
        offers = offers_of([variant.id for product in found for variant in product.variants])
        return page.answer(
            found,
            item=lambda product: own_item(product, offers),
            count=lambda: queries.count_own_products(vendor_ids=own, status=status),
        )


def seller_body(product: ProductInfo, /) -> dict[str, Any]:
    """The detail as its seller sees it."""
    return bodies.product_body(product, offers_of([variant.id for variant in product.variants]), private=True)


def own_item(product: ProductInfo, offers: bodies.Offers, /) -> dict[str, Any]:
    return {**bodies.product_item(product, offers), "status": product.status}


def _offers(offer: VariantOffer | None) -> tuple[VariantOffer, ...]:
    return (offer,) if offer else ()
