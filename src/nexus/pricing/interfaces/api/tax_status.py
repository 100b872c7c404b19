"""Endpoints of buyers' VAT ids and exemptions."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.platform.http import ApiRequest, ApiView, endpoint, validated
from nexus.pricing.domain.tax_status import TaxStatus
from nexus.pricing.infrastructure import tax_statuses
from nexus.pricing.infrastructure.tax_statuses import UnknownBuyer
from nexus.pricing.interfaces.api import terms_forms as forms


class OwnTaxStatusView(ApiView):
    """`/api/pricing/tax-status/me/`"""

    @endpoint(auth="user", returns={200: forms.TaxStatusBody})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """The caller's VAT id, and whether they buy without tax."""
        return asdict(tax_statuses.status_of(_user_id(request)) or TaxStatus())

    @endpoint(auth="user", throttle="write", body=forms.VatIdForm, returns={200: forms.TaxStatusBody})
    def put(self, request: ApiRequest) -> dict[str, Any]:
        """State the VAT id. Its check digits are looked at now; it counts once the shop has verified it."""
        vat_id = validated(forms.VatIdForm, request)["vat_id"]
        return asdict(tax_statuses.set_vat_id(_user_id(request), vat_id, at=clock.now()))


class BuyersTaxStatusView(ApiView):
    """`/api/pricing/tax-status/<user id>/`"""

    @endpoint(auth="staff", returns={200: forms.TaxStatusBody}, errors=(404,))
    def get(self, request: ApiRequest, user_id: UUID) -> dict[str, Any]:
        """A buyer's VAT id, and whether they buy without tax."""
        return asdict(tax_statuses.status_of(_known(user_id)) or TaxStatus())

    @endpoint(auth="staff", body=forms.TaxStatusChanges, returns={200: forms.TaxStatusBody}, errors=(404,))
    def patch(self, request: ApiRequest, user_id: UUID) -> dict[str, Any]:
        """Verify the VAT id, or let the buyer buy without tax; the next quote knows."""
        changes = validated(forms.TaxStatusChanges, request)
        return asdict(tax_statuses.change_status(_known(user_id), changes, at=clock.now()))


def _user_id(request: ApiRequest) -> UUID:
    if request.actor.kind != "user" or request.actor.id is None:
        raise UnknownBuyer()
    return request.actor.id


def _known(user_id: UUID) -> UUID:
    if accounts.user(user_id) is None:
        raise UnknownBuyer(user_id=str(user_id))
    return user_id
