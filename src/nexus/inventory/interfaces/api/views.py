"""Stock levels and adjustments, for staff and for sellers (their own variants only)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLevel
from nexus.inventory.contracts.errors import UnknownStock
from nexus.inventory.interfaces.api.forms import (
    AdjustmentForm,
    AdjustmentsPage,
    AdjustmentsQuery,
    CountForm,
    LevelAnswer,
    LevelsPage,
    LevelsQuery,
)
from nexus.inventory.queries.adjustments import adjustments, count_adjustments
from nexus.inventory.queries.levels import LevelFilter, count_levels, levels
from nexus.kernel import clock
from nexus.platform.http import (
    Actor,
    ApiRequest,
    ApiView,
    Column,
    Keyset,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)

BY_ID = Keyset(Column("id", "uuid"))
NEWEST = Keyset(Column("id", "uuid", descending=True, sql="adjustment.id"))
_SAME = ("id", "variant_id", "delta", "on_hand", "reason", "order_id", "actor_kind", "actor_id", "created_at")


class LevelsView(ApiView):
    """`/api/inventory/levels/`"""

    @endpoint(auth=("staff", "seller"), query=LevelsQuery, returns={200: LevelsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Stock by variant; a seller sees their own variants."""
        asked, page, now = validated_query(LevelsQuery, request), keyset_page(request, BY_ID), clock.now()
        wanted = LevelFilter(
            vendor_ids=_own_vendors(request.actor),
            variant_id=asked.get("variant_id"),
            max_available=asked.get("max_available"),
        )
        found = levels(wanted, page, at=now)
        named = catalog.sellables({entry.variant_id for entry in found})
        return page.answer(
            found, item=lambda entry: _listed(entry, named), count=lambda: count_levels(wanted, at=now)
        )

    @endpoint(auth=("staff", "seller"), body=CountForm, returns={200: LevelAnswer}, errors=(404, 409))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """Set what is on hand to what was counted."""
        asked = validated(CountForm, request)
        vendor_id = _owner_of(asked["variant_id"], actor=request.actor)
        level = facade.set_level(
            asked["variant_id"], asked["on_hand"], reason=asked["reason"], vendor_id=vendor_id
        )
        return _level_body(level)


class AdjustmentsView(ApiView):
    """`/api/inventory/adjustments/`"""

    @endpoint(auth=("staff", "seller"), query=AdjustmentsQuery, returns={200: AdjustmentsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Changes of what is on hand, newest first, with who made them and why."""
        asked, page = validated_query(AdjustmentsQuery, request), keyset_page(request, NEWEST)
        own, variant_id = _own_vendors(request.actor), asked.get("variant_id")
        return page.answer(
            adjustments(page, vendor_ids=own, variant_id=variant_id),
            item=lambda entry: {name: getattr(entry, name) for name in _SAME},
            count=lambda: count_adjustments(vendor_ids=own, variant_id=variant_id),
        )

    @endpoint(
        auth=("staff", "seller"),
        idempotent="honoured",
        body=AdjustmentForm,
        returns={201: LevelAnswer},
        errors=(404, 409),
    )
    def post(self, request: ApiRequest) -> Response:
        """Add pieces or take some, with a reason."""
        asked = validated(AdjustmentForm, request)
        _owner_of(asked["variant_id"], actor=request.actor)
        level = facade.adjust(asked["variant_id"], asked["delta"], asked["reason"])
        return created(_level_body(level))


def _own_vendors(actor: Actor) -> frozenset[UUID] | None:
    """Sellers see their own; staff see all."""
    return None if actor.is_staff else actor.vendor_ids


def _owner_of(variant_id: UUID, *, actor: Actor) -> UUID:
    """The vendor of the variant. Raises UnknownStock for variants of others too."""
    found = catalog.sellables([variant_id]).get(variant_id)
    if found is None or not (actor.is_staff or found.vendor_id in actor.vendor_ids):
        raise UnknownStock(variant_id=str(variant_id))
    return found.vendor_id


def _level_body(level: StockLevel) -> dict[str, Any]:
    return {
        "variant_id": level.variant_id,
        "location": level.location,
        "on_hand": level.on_hand,
        "reserved": level.reserved,
        "available": level.available,
    }


def _listed(entry: Any, named: Mapping[UUID, catalog.Sellable]) -> dict[str, Any]:
    found = named.get(entry.variant_id)
    return {
        "variant_id": entry.variant_id,
        "sku": found.sku if found else "",
        "product_title": found.product_title if found else "",
        "variant_title": found.title if found else "",
        "location": entry.location,
        "on_hand": entry.on_hand,
        "reserved": entry.reserved,
        "available": entry.available,
    }
