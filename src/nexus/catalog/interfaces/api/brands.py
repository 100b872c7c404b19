"""Endpoints of brands: the staff keeps them, everybody reads them."""

from dataclasses import asdict
from typing import Any

from nexus.catalog.contracts.definitions import BrandDetails
from nexus.catalog.contracts.errors import UnknownBrand
from nexus.catalog.interfaces.api.grouping_forms import BrandBody, BrandChanges, BrandsPage, NewBrandForm
from nexus.catalog.queries import brands as queries
from nexus.catalog.services import brands as services
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

_FACTS = ("name", "slug", "description")


class BrandsView(ApiView):
    """`/api/catalog/brands/`"""

    cached = True

    @endpoint(auth="public", query=KEYSET_QUERY, returns={200: BrandsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Brands in the order of their slugs."""
        page = keyset_page(request, queries.BY_SLUG)
        return page.answer(queries.listed(page), item=asdict, count=queries.count)

    @endpoint(auth="staff", body=NewBrandForm, returns={201: BrandBody})
    def post(self, request: ApiRequest) -> Response:
        """Add a brand; without a slug one is made from the name."""
        asked = validated(NewBrandForm, request)
        made = services.create_brand(**{name: asked[name] for name in _FACTS if name in asked})
        return created(asdict(made), location=f"/api/catalog/brands/{made.slug}/")


class OneBrandView(ApiView):
    """`/api/catalog/brands/<id or slug>/`"""

    cached = True

    @endpoint(auth="public", returns={200: BrandBody}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """One brand, by its id or slug."""
        return asdict(_found(key))

    @endpoint(auth="staff", body=BrandChanges, returns={200: BrandBody}, errors=(404,))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Change what is stated; products show the new name at once."""
        asked = validated(BrandChanges, request)
        changes = {name: asked[name] for name in _FACTS if name in asked}
        return asdict(services.change_brand(_found(key).id, changes=changes))

    @endpoint(auth="staff", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Remove a brand that no product carries."""
        services.remove_brand(_found(key).id)
        return no_content()


def _found(key: str) -> BrandDetails:
    found = queries.brand(key)
    if found is None:
        raise UnknownBrand(brand=key)
    return found
