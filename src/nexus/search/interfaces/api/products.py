"""The product list, one product, its neighbours. Rows are ready JSON: nothing is decoded on the way."""

from typing import Any, Final

import orjson

from nexus.catalog.contracts.errors import UnknownProduct
from nexus.catalog.facade import present_slug, product_body, product_head, products
from nexus.platform.http import (
    KEYSET_QUERY,
    PAGE_QUERY,
    ApiRequest,
    ApiView,
    InvalidRequest,
    endpoint,
    keyset_page,
    moved,
    whole_list,
)
from nexus.search.facade import public_body
from nexus.search.interfaces.api.answers import ProductDetail, ProductsPage, RelatedPage
from nexus.search.queries import details, finding, listing
from nexus.search.queries.filters import ATTRIBUTE_PREFIX, Filters, read_filters
from nexus.search.queries.matching import matching
from nexus.search.queries.related import related
from nexus.search.services.offers import current_offers
from nexus.search.services.shown import prices_for, shown, wanted_currency
from nexus.tenancy import facade as tenancy

_FILTERS: Final = (
    "category", "vendor", "brand", "collection", "tag", "price_min", "price_max", "in_stock", "rating_min", "reduced",
    "attr.*", "q", "sort", "facets", "currency",
)  # fmt: skip
RELATED: Final = 12


class ProductListView(ApiView):
    """`GET /api/catalog/products/`"""

    cached = True

    @endpoint(auth="public", query=(*_FILTERS, *KEYSET_QUERY), returns={200: ProductsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Public products, filtered and sorted. A mistyped `q` that finds nothing is corrected; `reduced=true` keeps what has a
        compare-at price."""
        query, tenant = request.query_params, tenancy.tenant()
        filters = read_filters(query, currency=tenant.currency)
        asked = matching(filters.text, tenant) if filters.text else None
        order = finding.order_of(query.get("sort"), asked)
        page = keyset_page(request, listing.ORDERS[order])
        prices = prices_for(request.actor, currency=wanted_currency(query.get("currency")))
        rows, searched = finding.find(page, filters, asked, order=order)
        if not rows:
            _refuse_unknown(request, filters)
        body = page.answer(shown(rows, prices), item=_item, count=lambda: finding.count(filters, searched))
        if filters.with_facets:
            body["facets"] = finding.facets(filters, searched, currency=tenant.currency)
        if searched is not None and asked is not None and searched.text != asked.text:
            body["corrected_query"] = searched.text
        return body


class ProductDetailView(ApiView):
    """`GET /api/catalog/products/<id or slug>/`"""

    cached = True

    @endpoint(auth="public", query=("currency",), returns={200: ProductDetail, 301: None}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> Any:
        """A public product; its seller and staff see it as it is now, whatever its status, with exact
        stock. A slug that it had before leads to the present one."""
        if request.actor.is_staff or request.actor.vendor_ids:
            own = _own_body(request, key)
            if own is not None:
                return own
        wanted = wanted_currency(request.query_params.get("currency"))
        body = public_body(key, actor=request.actor, currency=wanted)
        if body is not None:
            return orjson.Fragment(body)
        if present := present_slug(key):
            return moved(f"/api/catalog/products/{present}/")
        raise UnknownProduct(product=key)


class RelatedProductsView(ApiView):
    """`GET /api/catalog/products/<id or slug>/related/`"""

    cached = True

    @endpoint(auth="public", query=PAGE_QUERY, returns={200: RelatedPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """What is bought together with it, then what is similar, then best sellers of its category.

        `reason` says which of these; what is sold out comes last."""
        found = related(key, limit=RELATED)
        if not found and not details.is_public(key):
            raise UnknownProduct(product=key)
        return whole_list(request, shown(found, prices_for(request.actor)), item=_item)


def _item(row: Any) -> orjson.Fragment:
    return orjson.Fragment(row.item)


def _refuse_unknown(request: ApiRequest, filters: Filters) -> None:
    """An empty list may mean that nothing is there, or that what was asked for does not exist: the latter
    is refused."""
    errors: dict[str, list[str]] = {}
    if (filters.category or filters.category_id) and not listing.is_known_category(filters):
        errors["category"] = ["There is no such category."]
    if any(not listing.is_known_group("brand", brand) for brand in filters.brands):
        errors["brand"] = ["There is no such brand."]
    if filters.collection and not listing.is_known_group("collection", filters.collection):
        errors["collection"] = ["There is no such collection."]
    errors |= {name: ["No product has this attribute."] for name in filters.terms if _is_unknown(name)}
    for name in request.query_params:
        code = name.removesuffix(".min").removesuffix(".max").removeprefix(ATTRIBUTE_PREFIX)
        if (
            code in filters.ranges
            and name != f"{ATTRIBUTE_PREFIX}{code}"
            and not listing.is_known_number(code)
        ):
            errors[name] = ["No product has a number for this attribute."]
    if errors:
        raise InvalidRequest("Some filters name what does not exist.", errors=errors)


def _is_unknown(name: str) -> bool:
    return name.startswith(ATTRIBUTE_PREFIX) and not listing.is_known_attribute(name[len(ATTRIBUTE_PREFIX) :])


def _own_body(request: ApiRequest, key: str) -> dict[str, Any] | None:
    """Straight from the sources: a seller looks at what was just saved, not at what the public may see."""
    head = product_head(key)
    if head is None or not (request.actor.is_staff or head.vendor_id in request.actor.vendor_ids):
        return None
    product = products([head.id])[head.id]
    return product_body(product, current_offers([variant.id for variant in product.variants]), private=True)
