"""Endpoints of sellers: apply, look at oneself, decide."""

from typing import Any
from uuid import UUID

from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)
from nexus.vendors.contracts.dto import VendorInfo
from nexus.vendors.contracts.errors import UnknownVendor
from nexus.vendors.interfaces.api.forms import (
    Decision,
    NewVendor,
    VendorBody,
    VendorChanges,
    VendorsPage,
    VendorsQuery,
)
from nexus.vendors.queries import vendors as queries
from nexus.vendors.services import vendors as services


class VendorsView(ApiView):
    """`/api/vendors/`"""

    @endpoint(auth="public", query=VendorsQuery, returns={200: VendorsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Approved vendors by name; staff may ask for another status."""
        asked = validated_query(VendorsQuery, request)
        statuses = [asked.get("status", "approved")] if request.actor.is_staff else ["approved"]
        page = keyset_page(request, queries.BY_NAME)
        found = queries.listed(page, statuses=statuses)
        return page.answer(found, item=vendor_body, count=lambda: queries.count(statuses=statuses))

    @endpoint(
        auth="verified", idempotent="honoured", body=NewVendor, returns={201: VendorBody}, errors=(409,)
    )
    def post(self, request: ApiRequest) -> Response:
        """Apply to sell here; staff decides."""
        made = services.apply(_user_id(request), **validated(NewVendor, request))
        return created(vendor_body(made), location="/api/vendors/me/")


class OneVendorView(ApiView):
    """`/api/vendors/<id>/`"""

    @endpoint(auth="public", returns={200: VendorBody}, errors=(404,))
    def get(self, request: ApiRequest, vendor_id: UUID) -> dict[str, Any]:
        """A seller."""
        found = queries.vendor(vendor_id)
        if found is None or not (found.is_approved or request.actor.is_staff):
            raise UnknownVendor(vendor_id=str(vendor_id))
        return vendor_body(found)


class MyVendorView(ApiView):
    """`/api/vendors/me/`"""

    @endpoint(auth="user", returns={200: VendorBody}, errors=(404,))
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """The vendor that the caller acts for, or applied with."""
        return vendor_body(own_vendor(request))

    @endpoint(auth="verified", body=VendorChanges, returns={200: VendorBody}, errors=(404,))
    def patch(self, request: ApiRequest) -> dict[str, Any]:
        """Change the name or description of the vendor that the caller acts for."""
        changes = validated(VendorChanges, request)
        return vendor_body(services.update_vendor(own_vendor(request).id, changes=changes))


class DecisionView(ApiView):
    """`/api/vendors/<id>/<decision>/`: approve, reject or suspend."""

    status: str = ""

    @endpoint(auth="staff", body=Decision, returns={200: VendorBody}, errors=(404, 409))
    def post(self, request: ApiRequest, vendor_id: UUID) -> dict[str, Any]:
        asked = validated(Decision, request)
        return vendor_body(services.decide(vendor_id, status=self.status, reason=asked["reason"]))


class ApproveVendorView(DecisionView):
    """Let the applicant sell. `/api/vendors/<id>/approve/`"""

    status = "approved"


class RejectVendorView(DecisionView):
    """Turn the applicant down. `/api/vendors/<id>/reject/`"""

    status = "rejected"


class SuspendVendorView(DecisionView):
    """Stop a seller from selling. `/api/vendors/<id>/suspend/`"""

    status = "suspended"


def own_vendor(request: ApiRequest, /) -> VendorInfo:
    """The caller's oldest vendor; for an API key the one it is bound to. Raises UnknownVendor."""
    if request.actor.kind == "api_key":
        found = tuple(queries.vendors(request.actor.vendor_ids).values())
    else:
        found = queries.vendors_of(_user_id(request))
    if not found:
        raise UnknownVendor("You do not act for a vendor.")
    return found[0]


def vendor_body(vendor: VendorInfo, /) -> dict[str, Any]:
    return {
        "id": vendor.id,
        "name": vendor.name,
        "slug": vendor.slug,
        "description": vendor.description,
        "status": vendor.status,
    }


def _user_id(request: ApiRequest) -> UUID:
    if request.actor.kind != "user" or request.actor.id is None:
        raise UnknownVendor("Only people act for vendors.")
    return request.actor.id
