"""Endpoints of shipping methods, for the staff and for sellers."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from nexus.platform.http import (
    KEYSET_QUERY,
    Actor,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
)
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import ForeignVendor
from nexus.pricing.contracts.terms import InvalidTerms, NoSuchShippingMethod, ShippingMethodInfo
from nexus.pricing.infrastructure import terms_rows
from nexus.pricing.interfaces.api import terms_forms as forms
from nexus.pricing.interfaces.api.reach import may_read, may_write
from nexus.vendors import facade as vendors

_SELLING: Final = ("seller", "staff")
_SPEC: Final = ("tariffs", "not_zones", "max_grams", "max_pieces", "place")
_DEFAULTS: Final[Mapping[str, Any]] = {"not_zones": [], "max_grams": None, "max_pieces": None, "place": None}
_TARIFF: Final[Mapping[str, Any]] = {
    "price": "0", "zones": [], "measure": "flat", "steps": [], "extra_each": "", "extra": "", "free_from": "",
}  # fmt: skip


class ShippingMethodsView(ApiView):
    """`/api/pricing/shipping-methods/`"""

    @endpoint(auth=_SELLING, query=KEYSET_QUERY, returns={200: forms.ShippingMethodsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Methods in the order of their codes: a seller's own, for staff all."""
        page, own = keyset_page(request, terms_rows.BY_CODE), may_read(request.actor)
        return page.answer(
            terms_rows.shipping_methods_page(page, vendor_ids=own),
            item=method_body,
            count=lambda: terms_rows.count("pricing_shipping_method", vendor_ids=own),
        )

    @endpoint(auth=_SELLING, body=forms.ShippingMethodForm, returns={201: forms.ShippingMethodBody})
    def post(self, request: ApiRequest) -> Response:
        """Add a method: the shop's, or a seller's own."""
        asked = validated(forms.ShippingMethodForm, request)
        vendor_id = _vendor_for(request.actor, asked.pop("vendor", None))
        _check_store(asked.get("store_id"), vendor_id)
        made = facade.add_shipping_method(**_facts(asked, {}), vendor_id=vendor_id)
        return created(method_body(made), location=f"/api/pricing/shipping-methods/{made.id}/")


class OneShippingMethodView(ApiView):
    """`/api/pricing/shipping-methods/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.ShippingMethodBody}, errors=(404,))
    def get(self, request: ApiRequest, shipping_method_id: UUID) -> dict[str, Any]:
        """One method."""
        return method_body(_own(request.actor, shipping_method_id))

    @endpoint(
        auth=_SELLING,
        body=forms.ShippingMethodChanges,
        returns={200: forms.ShippingMethodBody},
        errors=(404,),
    )
    def patch(self, request: ApiRequest, shipping_method_id: UUID) -> dict[str, Any]:
        """Change what is stated; tariffs as a whole. Orders keep what they were shipped by."""
        asked = validated(forms.ShippingMethodChanges, request)
        known = _own(request.actor, shipping_method_id)
        may_write(request.actor)
        _check_store(asked.get("store_id"), known.vendor_id)
        return method_body(facade.change_shipping_method(shipping_method_id, _facts(asked, known.spec)))

    @endpoint(auth=_SELLING, returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, shipping_method_id: UUID) -> Response:
        """Remove a method."""
        _own(request.actor, shipping_method_id)
        facade.remove_shipping_method(shipping_method_id)
        return no_content()


def _own(actor: Actor, method_id: UUID) -> ShippingMethodInfo:
    found = terms_rows.shipping_method(method_id, vendor_ids=may_read(actor))
    if found is None:
        raise NoSuchShippingMethod(shipping_method_id=str(method_id))
    return found


def _vendor_for(actor: Actor, stated: UUID | None) -> UUID | None:
    """Whose a new method is. Raises ForeignVendor, InvalidTerms."""
    own = may_write(actor)
    if own is None:
        if stated is not None and vendors.vendor(stated) is None:
            raise InvalidTerms(errors={"vendor": ["There is no such vendor."]})
        return stated
    if stated is None and len(own) > 1:
        raise InvalidTerms(errors={"vendor": ["You act for several vendors: say for which."]})
    chosen = stated or next(iter(own))
    if chosen not in own:
        raise ForeignVendor(errors={"vendor": ["You do not act for this vendor."]})
    return chosen


def _check_store(store_id: UUID | None, vendor_id: UUID | None) -> None:
    """A seller's goods are picked up at a store of that seller. Raises InvalidTerms."""
    if store_id is None:
        return
    found = vendors.store(store_id)
    if found is None or (vendor_id is not None and found.vendor_id != vendor_id):
        raise InvalidTerms(errors={"store_id": ["There is no such store."]})


def _facts(asked: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated, with the parts of the spec in it."""
    stated: dict[str, Any] = {name: _plain(asked.pop(name)) for name in _SPEC if name in asked}
    facts = {name: tuple(value) if name == "zones" else value for name, value in asked.items()}
    spec: dict[str, Any] = {**known, **stated}
    return facts | ({"spec": spec} if stated else {})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def method_body(method: ShippingMethodInfo, /) -> dict[str, Any]:
    spec: dict[str, Any] = {**_DEFAULTS, **method.spec}
    place: Mapping[str, Any] | None = spec["place"]
    return {
        "id": method.id, "code": method.code, "name": method.name, "vendor_id": method.vendor_id, "store_id": method.store_id,
        "zones": list(method.zones), "position": method.position, "is_active": method.is_active, **spec,
        "tariffs": [{**_TARIFF, **tariff} for tariff in spec["tariffs"]],
        "place": {"country": "", "region": "", "postal_code": "", **place} if place else None,
    }  # fmt: skip
