"""Endpoints that try a promotion on past orders, for the staff and for sellers."""

from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.platform.http import (
    KEYSET_QUERY,
    Actor,
    ApiRequest,
    ApiView,
    Response,
    endpoint,
    keyset_page,
    validated,
)
from nexus.pricing import facade
from nexus.pricing.contracts.trials import SimulationInfo
from nexus.pricing.interfaces.api import trial_forms as forms
from nexus.pricing.interfaces.api.reach import may_read
from nexus.pricing.queries import simulations as queries

_SELLING: Final = ("seller", "staff")


class SimulateView(ApiView):
    """`/api/promotions/<id>/simulate/`"""

    @endpoint(
        auth=_SELLING, throttle="write", body=forms.SimulationForm,
        returns={200: forms.SimulationBody, 202: forms.SimulationBody}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Try the promotion on past orders. Up to a thousand are answered at once, more are tried in the background (202).

        Every order is priced again as it was, and with the promotion on, whatever its status and period. A seller hears of their
        own goods alone.
        """
        asked = validated(forms.SimulationForm, request)
        stored = _promotion(request.actor, promotion_id)
        changes = asked.get("spec")
        found = facade.start_simulation(
            promotion_id,
            orders=asked["orders"],
            since=asked.get("since"),
            until=asked.get("until"),
            spec=None
            if changes is None
            else {**stored.spec, **changes, "vendor_id": stored.spec.get("vendor_id")},
            vendor_id=None if request.actor.is_staff else stored.vendor_id,
            asked_by=f"user:{request.actor.id}",
        )
        answer = Response(simulation_body(found), 200 if found.is_over else 202)
        answer["Location"] = f"/api/promotions/{promotion_id}/simulations/{found.id}/"
        return answer


class SimulationsView(ApiView):
    """`/api/promotions/<id>/simulations/`"""

    @endpoint(auth=_SELLING, query=KEYSET_QUERY, returns={200: forms.SimulationsPage}, errors=(404,))
    def get(self, request: ApiRequest, promotion_id: UUID) -> dict[str, Any]:
        """Simulations of a promotion, newest first: a seller's own, for staff all."""
        _promotion(request.actor, promotion_id)
        own = may_read(request.actor)
        page = keyset_page(request, queries.NEWEST)
        return page.answer(
            queries.listed(page, promotion_id, vendor_ids=own),
            item=simulation_body,
            count=lambda: queries.count(promotion_id, vendor_ids=own),
        )


class OneSimulationView(ApiView):
    """`/api/promotions/<id>/simulations/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.SimulationBody}, errors=(404,))
    def get(self, request: ApiRequest, promotion_id: UUID, simulation_id: UUID) -> dict[str, Any]:
        """How it stands."""
        return simulation_body(_seen(request.actor, promotion_id, simulation_id))


class CancelSimulationView(ApiView):
    """`/api/promotions/<id>/simulations/<id>/cancel/`"""

    @endpoint(auth=_SELLING, throttle="write", returns={200: forms.SimulationBody}, errors=(404, 409))
    def post(self, request: ApiRequest, promotion_id: UUID, simulation_id: UUID) -> dict[str, Any]:
        """Call it off."""
        _seen(request.actor, promotion_id, simulation_id)
        return simulation_body(facade.cancel_simulation(simulation_id))


def _promotion(actor: Actor, promotion_id: UUID) -> facade.PromotionInfo:
    """Raises UnknownPromotion."""
    found = facade.promotion(promotion_id, for_vendors=may_read(actor))
    if found is None:
        raise facade.UnknownPromotion(promotion=str(promotion_id))
    return found


def _seen(actor: Actor, promotion_id: UUID, simulation_id: UUID) -> SimulationInfo:
    """Raises UnknownSimulation."""
    found, own = facade.simulation(simulation_id), may_read(actor)
    if found is None or found.promotion_id != promotion_id or not (own is None or found.vendor_id in own):
        raise facade.UnknownSimulation(simulation=str(simulation_id))
    return found


def simulation_body(found: SimulationInfo, /) -> dict[str, Any]:
    """How many orders the shop has is none of a seller's business: for them it is percent."""
    total, done = found.total, found.done
    if found.vendor_id is not None:
        total, done = 100, 100 if found.state == "done" else 100 * done // max(1, total)
    return {
        "id": found.id,
        "promotion_id": found.promotion_id,
        "state": found.state,
        "wanted": found.wanted,
        "total": total,
        "done": done,
        "result": msgspec.to_builtins(found.result, builtin_types=(UUID,)) if found.result else None,
        "error": found.error,
        "created_at": found.created_at,
        "started_at": found.started_at,
        "finished_at": found.finished_at,
    }
