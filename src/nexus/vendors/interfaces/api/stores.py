"""Endpoints of places of sale."""

from typing import Any
from uuid import UUID

from nexus.kernel.errors import Forbidden
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
from nexus.vendors.contracts.dto import StoreInfo
from nexus.vendors.contracts.errors import InvalidStore, UnknownStore
from nexus.vendors.interfaces.api.forms import NewStore, StoreBody, StoreChanges, StoresPage, StoresQuery
from nexus.vendors.queries import stores as queries
from nexus.vendors.queries import vendors as vendor_queries
from nexus.vendors.services import stores as services
from nexus.vendors.services.vendors import house_vendor


class StoresView(ApiView):
    """`/api/stores/`"""

    @endpoint(auth="public", query=StoresQuery, returns={200: StoresPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Active stores by name, or by distance with `near=lat,lng`."""
        asked = validated_query(StoresQuery, request)
        vendor_id = asked.get("vendor")
        if "near" not in asked:
            page = keyset_page(request, queries.BY_NAME)
            return page.answer(
                queries.stores(page, vendor_id=vendor_id),
                item=store_body,
                count=lambda: queries.count_stores(vendor_id=vendor_id),
            )
        return _nearest(
            request, _place(asked["near"]), radius_m=asked["radius_km"] * 1000, vendor_id=vendor_id
        )

    @endpoint(auth=("seller", "staff"), body=NewStore, returns={201: StoreBody})
    def post(self, request: ApiRequest) -> Response:
        """Open a store for the caller's vendor; staff names the vendor, or opens one of the house."""
        asked = validated(NewStore, request)
        vendor_id = _vendor_for(request, asked.pop("vendor"))
        store = services.create_store(vendor_id, **asked)
        return created(store_body(store), location=f"/api/stores/{store.id}/")


class OneStoreView(ApiView):
    """`/api/stores/<id>/`"""

    @endpoint(auth="public", returns={200: StoreBody}, errors=(404,))
    def get(self, request: ApiRequest, store_id: UUID) -> dict[str, Any]:
        """An open store; a closed one is seen by its vendor and by staff."""
        found = queries.store(store_id)
        if found is None or not (_is_open(found) or _acts_for(request, found.vendor_id)):
            raise UnknownStore(store_id=str(store_id))
        return store_body(found)

    @endpoint(auth=("seller", "staff"), body=StoreChanges, returns={200: StoreBody}, errors=(404,))
    def patch(self, request: ApiRequest, store_id: UUID) -> dict[str, Any]:
        """Change what is stated."""
        self._own(request, store_id)
        return store_body(services.update_store(store_id, changes=validated(StoreChanges, request)))

    @endpoint(auth=("seller", "staff"), returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, store_id: UUID) -> Response:
        """Close the store; it stays readable for its vendor."""
        self._own(request, store_id)
        services.update_store(store_id, changes={"is_active": False})
        return no_content()

    def _own(self, request: ApiRequest, store_id: UUID) -> None:
        found = queries.store(store_id)
        if found is None or not _acts_for(request, found.vendor_id):
            raise UnknownStore(store_id=str(store_id))


def _nearest(
    request: ApiRequest, place: queries.Place, /, *, radius_m: float, vendor_id: UUID | None
) -> dict[str, Any]:
    page = keyset_page(request, queries.BY_DISTANCE)
    return page.answer(
        queries.stores_near(page, place, radius_m=radius_m, vendor_id=vendor_id),
        item=store_body,
        count=lambda: queries.count_stores_near(place, radius_m=radius_m, vendor_id=vendor_id),
    )


def store_body(store: StoreInfo, /) -> dict[str, Any]:
    return {
        "id": store.id,
        "vendor_id": store.vendor_id,
        "name": store.name,
        "address": store.address,
        "latitude": store.latitude,
        "longitude": store.longitude,
        "time_zone": store.time_zone,
        "is_active": store.is_active,
        "distance_m": None if store.distance_m is None else round(store.distance_m, 1),
    }


def _is_open(store: StoreInfo) -> bool:
    vendor = vendor_queries.vendor(store.vendor_id)
    return store.is_active and vendor is not None and vendor.is_approved


def _acts_for(request: ApiRequest, vendor_id: UUID) -> bool:
    return request.actor.is_staff or vendor_id in request.actor.vendor_ids


def _vendor_for(request: ApiRequest, stated: UUID | None) -> UUID:
    own = sorted(request.actor.vendor_ids)
    if stated is not None:
        if not _acts_for(request, stated):
            raise Forbidden(
                "You do not act for this vendor.", errors={"vendor": ["You do not act for this vendor."]}
            )
        return stated
    if own:
        return own[0]
    return house_vendor().id


def _place(near: str) -> queries.Place:
    latitude, longitude = (float(part) for part in near.split(","))
    if abs(latitude) > 90 or abs(longitude) > 180:
        message = "Latitude is within 90, longitude within 180 degrees."
        raise InvalidStore(message, errors={"near": [message]})
    return queries.Place(latitude=latitude, longitude=longitude)
