"""Endpoints of collections: the staff puts them together, everybody reads the public ones."""

from dataclasses import asdict
from typing import Any

from nexus.catalog.contracts.definitions import CollectionDetails
from nexus.catalog.contracts.errors import UnknownCollection, UnknownProduct
from nexus.catalog.interfaces.api.grouping_forms import (
    CollectionBody,
    CollectionChanges,
    CollectionsPage,
    MembersForm,
    MembersPage,
    NewCollectionForm,
)
from nexus.catalog.queries import collections as queries
from nexus.catalog.queries import products as product_queries
from nexus.catalog.services import collections as services
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

_FACTS = ("name", "slug", "description", "position", "is_public")


class CollectionsView(ApiView):
    """`/api/catalog/collections/`"""

    @endpoint(auth="public", query=KEYSET_QUERY, returns={200: CollectionsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Collections in their order; those that are not public for the staff only."""
        page, public_only = keyset_page(request, queries.IN_ORDER), not request.actor.is_staff
        return page.answer(
            queries.listed(page, public_only=public_only),
            item=asdict,
            count=lambda: queries.count(public_only=public_only),
        )

    @endpoint(auth="staff", body=NewCollectionForm, returns={201: CollectionBody})
    def post(self, request: ApiRequest) -> Response:
        """Begin a collection; without a slug one is made from the name."""
        asked = validated(NewCollectionForm, request)
        made = services.create_collection(**{name: asked[name] for name in _FACTS if name in asked})
        return created(asdict(made), location=f"/api/catalog/collections/{made.slug}/")


class OneCollectionView(ApiView):
    """`/api/catalog/collections/<id or slug>/`"""

    @endpoint(auth="public", returns={200: CollectionBody}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """One collection, by its id or slug."""
        found = _found(key)
        if not found.is_public and not request.actor.is_staff:
            raise UnknownCollection(collection=key)
        return asdict(found)

    @endpoint(auth="staff", body=CollectionChanges, returns={200: CollectionBody}, errors=(404,))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Change what is stated; its products follow at once."""
        asked = validated(CollectionChanges, request)
        changes = {name: asked[name] for name in _FACTS if name in asked}
        return asdict(services.change_collection(_found(key).id, changes=changes))

    @endpoint(auth="staff", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Remove a collection; its products stay."""
        services.remove_collection(_found(key).id)
        return no_content()


class CollectionProductsView(ApiView):
    """`/api/catalog/collections/<id or slug>/products/`"""

    @endpoint(auth="staff", query=KEYSET_QUERY, returns={200: MembersPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """What is in it, whatever its status, in the merchant's order."""
        found, page = _found(key), keyset_page(request, queries.MEMBERS)
        return page.answer(
            queries.members(page, found.id), item=_member, count=lambda: queries.count_members(found.id)
        )

    @endpoint(auth="staff", body=MembersForm, returns={204: None}, errors=(404,))
    def post(self, request: ApiRequest, key: str) -> Response:
        """Append products; those that are in it already stay where they are."""
        services.add_members(_found(key).id, validated(MembersForm, request)["products"])
        return no_content()

    @endpoint(auth="staff", body=MembersForm, returns={204: None}, errors=(404,))
    def put(self, request: ApiRequest, key: str) -> Response:
        """Make it consist of exactly these products, in this order."""
        services.put_members(_found(key).id, validated(MembersForm, request)["products"])
        return no_content()


class OneCollectionProductView(ApiView):
    """`/api/catalog/collections/<id or slug>/products/<id or slug>/`"""

    @endpoint(auth="staff", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, product: str) -> Response:
        """Take a product out of the collection."""
        found = product_queries.head(product)
        if found is None:
            raise UnknownProduct(product=product)
        services.remove_member(_found(key).id, found.id)
        return no_content()


def _member(entry: Any) -> dict[str, Any]:
    return {
        "id": entry.product_id,
        "slug": entry.slug,
        "title": entry.title,
        "status": entry.status,
        "position": entry.position,
    }


def _found(key: str) -> CollectionDetails:
    found = queries.collection(key)
    if found is None:
        raise UnknownCollection(collection=key)
    return found
