"""Endpoints of the category tree."""

from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo
from nexus.catalog.contracts.errors import InvalidProduct, UnknownCategory
from nexus.catalog.interfaces.api.answers import CategoriesPage, CategoryBody
from nexus.catalog.interfaces.api.forms import CategoriesQuery, CategoryChanges, NewCategory
from nexus.catalog.queries import categories as queries
from nexus.catalog.queries.slugs import present_slug_of_category
from nexus.catalog.services import categories as services
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    moved,
    no_content,
    validated,
    validated_query,
)


class CategoriesView(ApiView):
    """`/api/catalog/categories/`"""

    cached = True

    @endpoint(auth="public", query=CategoriesQuery, returns={200: CategoriesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """The tree in path order; `parent` leaves what is below it, `depth` so many levels."""
        asked = validated_query(CategoriesQuery, request)
        below = _known(asked["parent"]) if "parent" in asked else None
        page = keyset_page(request, queries.BY_PATH, default_size=100)
        found = queries.listed(page, below=below, depth=asked.get("depth"))
        return page.answer(
            found, item=category_body, count=lambda: queries.count(below=below, depth=asked.get("depth"))
        )

    @endpoint(auth="staff", body=NewCategory, returns={201: CategoryBody})
    def post(self, request: ApiRequest) -> Response:
        """Add a category, at the top or below another."""
        asked = validated(NewCategory, request)
        made = services.create_category(
            name=asked["name"],
            slug=asked.get("slug", ""),
            parent_id=_parent_id(asked),
            position=asked.get("position", 0),
        )
        return created(category_body(made), location=f"/api/catalog/categories/{made.slug}/")


class OneCategoryView(ApiView):
    """`/api/catalog/categories/<id or slug>/`"""

    cached = True

    @endpoint(auth="public", returns={200: CategoryBody, 301: None}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any] | Response:
        """One category, by its id or slug; a slug that it had before leads to the present one."""
        found = queries.by_key(key)
        if found is None and (present := present_slug_of_category(key)):
            return moved(f"/api/catalog/categories/{present}/")
        return category_body(found or _found(key))

    @endpoint(auth="staff", body=CategoryChanges, returns={200: CategoryBody}, errors=(404,))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Rename or move, with everything below."""
        asked = validated(CategoryChanges, request)
        changes: dict[str, Any] = {
            field: asked[field] for field in ("name", "slug", "position") if field in asked
        }
        if "parent" in asked:
            changes["parent_id"] = _parent_id(asked)
        return category_body(services.change_category(_found(key).id, changes=changes))

    @endpoint(auth="staff", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Remove an empty leaf."""
        services.remove_category(_found(key).id)
        return no_content()


def category_body(category: CategoryInfo, /) -> dict[str, Any]:
    return {
        "id": category.id,
        "name": category.name,
        "slug": category.slug,
        "parent": category.parent_id,
        "path": category.path,
        "depth": category.depth,
        "position": category.position,
    }


def _found(key: str) -> CategoryInfo:
    found = queries.by_key(key)
    if found is None:
        raise UnknownCategory(category=key)
    return found


def _known(key: str) -> CategoryInfo:
    found = queries.by_key(key)
    if found is None:
        raise InvalidProduct("There is no such category.", errors={"parent": ["There is no such category."]})
    return found


def _parent_id(asked: dict[str, Any]) -> UUID | None:
    return _known(asked["parent"]).id if asked.get("parent") else None
