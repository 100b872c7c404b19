"""Endpoints of lanes: everybody who sells reads them, the staff keeps them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

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
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import UnknownLane
from nexus.pricing.interfaces.api import promotion_forms as forms


class LanesView(ApiView):
    """`/api/promotions/lanes/`"""

    @endpoint(auth=("seller", "staff"), query=PAGE_QUERY, returns={200: forms.LanesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Lanes in the order in which they apply."""
        return whole_list(request, facade.lanes(), item=asdict)

    @endpoint(
        auth="staff", throttle="write", body=forms.LaneForm, returns={201: forms.LaneBody}, errors=(409,)
    )
    def post(self, request: ApiRequest) -> Response:
        """Set up a lane. Until then a lane lets its best promotion win."""
        made = facade.create_lane(**validated(forms.LaneForm, request))
        return created(asdict(made), location=f"/api/promotions/lanes/{made.id}/")


class OneLaneView(ApiView):
    """`/api/promotions/lanes/<id>/`"""

    @endpoint(auth=("seller", "staff"), returns={200: forms.LaneBody}, errors=(404,))
    def get(self, request: ApiRequest, lane_id: UUID) -> dict[str, Any]:
        """One lane."""
        found = next((one for one in facade.lanes() if one.id == lane_id), None)
        if found is None:
            raise UnknownLane(lane=str(lane_id))
        return asdict(found)

    @endpoint(
        auth="staff", throttle="write", body=forms.LaneChanges, returns={200: forms.LaneBody}, errors=(404,)
    )
    def patch(self, request: ApiRequest, lane_id: UUID) -> dict[str, Any]:
        """Name it anew, or let its promotions meet in another way: at once, for every cart."""
        return asdict(facade.change_lane(lane_id, **validated(forms.LaneChanges, request)))

    @endpoint(auth="staff", throttle="write", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, lane_id: UUID) -> Response:
        """Remove a lane that no promotion is in."""
        facade.delete_lane(lane_id)
        return no_content()
