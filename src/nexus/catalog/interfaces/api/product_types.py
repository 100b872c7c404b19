"""Endpoints of product types: the staff defines them, everybody reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from nexus.catalog.contracts.definitions import AttributeInfo, ProductTypeDefinition
from nexus.catalog.contracts.errors import UnknownProductType
from nexus.catalog.interfaces.api.attributes import attribute_body
from nexus.catalog.interfaces.api.definition_forms import (
    NewProductTypeForm,
    ProductTypeBody,
    ProductTypeChanges,
    ProductTypesPage,
)
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services import product_types as services
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
)


class ProductTypesView(ApiView):
    """`/api/catalog/product-types/`"""

    cached = True

    @endpoint(auth="public", query=KEYSET_QUERY, returns={200: ProductTypesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Product types by code, with the attributes that they ask for."""
        page = keyset_page(request, queries.BY_CODE)
        found = queries.listed_product_types(page)
        known = _attributes_of(found)
        return page.answer(
            found, item=lambda one: product_type_body(one, known), count=queries.count_product_types
        )

    @endpoint(auth="staff", body=NewProductTypeForm, returns={201: ProductTypeBody})
    def post(self, request: ApiRequest) -> Response:
        """Define a product type. Its code stays what it is."""
        made = services.define_product_type(**_wished(validated(NewProductTypeForm, request)))
        return created(_shown(made), location=f"/api/catalog/product-types/{made.code}/")


class OneProductTypeView(ApiView):
    """`/api/catalog/product-types/<id or code>/`"""

    cached = True

    @endpoint(auth="public", returns={200: ProductTypeBody}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """One product type, by its id or code."""
        return _shown(_found(key))

    @endpoint(auth="staff", body=ProductTypeChanges, returns={200: ProductTypeBody}, errors=(404, 409))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Change what is stated; `attributes` are all of them, and one that its products state cannot go."""
        changes = _wished(validated(ProductTypeChanges, request))
        return _shown(services.change_product_type(_found(key).id, changes=changes))

    @endpoint(auth="staff", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Remove a product type without products."""
        services.remove_product_type(_found(key).id)
        return no_content()


def product_type_body(found: ProductTypeDefinition, known: Mapping[str, AttributeInfo], /) -> dict[str, Any]:
    return {
        "id": found.id,
        "code": found.code,
        "name": found.name,
        "attributes": [
            {**attribute_body(known[one.code]), "is_required": one.is_required} for one in found.attributes
        ],
    }


def _shown(found: ProductTypeDefinition) -> dict[str, Any]:
    return product_type_body(found, _attributes_of([found]))


def _attributes_of(types: Iterable[ProductTypeDefinition]) -> dict[str, AttributeInfo]:
    codes = {one.code for found in types for one in found.attributes}
    return {one.code: one for one in queries.attributes(codes=codes)} if codes else {}


def _wished(asked: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: asked[name] for name in ("code", "name") if name in asked}
    if "attributes" in asked:
        facts["attributes"] = [(one["attribute"], one["is_required"]) for one in asked["attributes"]]
    return facts


def _found(key: str) -> ProductTypeDefinition:
    found = queries.product_type(key)
    if found is None:
        raise UnknownProductType(product_type=key)
    return found
