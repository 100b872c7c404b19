"""Endpoints of zones, tax rates and the shop's settings about them: the staff keeps them, sellers may read zones."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

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
    validated_query,
)
from nexus.pricing import facade
from nexus.pricing.contracts.terms import TaxRateInfo, UnknownTaxRate, UnknownZone, ZoneInfo
from nexus.pricing.infrastructure import terms_rows
from nexus.pricing.interfaces.api import terms_forms as forms

_PLACE: Final[Mapping[str, Any]] = {"regions": [], "postal": []}


class ZonesView(ApiView):
    """`/api/pricing/zones/`"""

    @endpoint(auth=("seller", "staff"), query=KEYSET_QUERY, returns={200: forms.ZonesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Zones in the order of their codes."""
        page = keyset_page(request, terms_rows.BY_CODE)
        return page.answer(
            terms_rows.zones_page(page), item=zone_body, count=lambda: terms_rows.count("pricing_zone")
        )

    @endpoint(auth="staff", body=forms.ZoneForm, returns={201: forms.ZoneBody})
    def post(self, request: ApiRequest) -> Response:
        """Add a zone."""
        made = facade.add_zone(**_listed(validated(forms.ZoneForm, request), "places"))
        return created(zone_body(made), location=f"/api/pricing/zones/{made.id}/")


class OneZoneView(ApiView):
    """`/api/pricing/zones/<id>/`"""

    @endpoint(auth=("seller", "staff"), returns={200: forms.ZoneBody}, errors=(404,))
    def get(self, request: ApiRequest, zone_id: UUID) -> dict[str, Any]:
        """One zone."""
        found = terms_rows.zone(zone_id)
        if found is None:
            raise UnknownZone(zone_id=str(zone_id))
        return zone_body(found)

    @endpoint(auth="staff", body=forms.ZoneChanges, returns={200: forms.ZoneBody}, errors=(404,))
    def patch(self, request: ApiRequest, zone_id: UUID) -> dict[str, Any]:
        """Change what is stated; quotes are asked under it at once."""
        return zone_body(
            facade.change_zone(zone_id, _listed(validated(forms.ZoneChanges, request), "places"))
        )

    @endpoint(auth="staff", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, zone_id: UUID) -> Response:
        """Remove a zone that no rate and no method is about."""
        facade.remove_zone(zone_id)
        return no_content()


def zone_body(zone: ZoneInfo, /) -> dict[str, Any]:
    return asdict(zone) | {"places": [{**_PLACE, **place} for place in zone.places]}


def _listed(asked: dict[str, Any], name: str) -> dict[str, Any]:
    """Lists of the body as the values that are kept."""
    return asked | {name: tuple(dict(one) for one in asked[name])} if name in asked else asked


class TaxRatesView(ApiView):
    """`/api/pricing/tax-rates/`"""

    @endpoint(auth="staff", query=forms.TaxRatesQuery, returns={200: forms.TaxRatesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Rates by zone and class."""
        zone = validated_query(forms.TaxRatesQuery, request).get("zone")
        page = keyset_page(request, terms_rows.BY_ZONE)
        return page.answer(
            terms_rows.tax_rates_page(page, zone=zone),
            item=rate_body,
            count=lambda: terms_rows.count_rates(zone=zone),
        )

    @endpoint(auth="staff", body=forms.TaxRateForm, returns={201: forms.TaxRateBody}, errors=(409,))
    def post(self, request: ApiRequest) -> Response:
        """Add a rate; it holds from its instant on, in every process."""
        made = facade.add_tax_rate(**validated(forms.TaxRateForm, request))
        return created(rate_body(made), location=f"/api/pricing/tax-rates/{made.id}/")


class OneTaxRateView(ApiView):
    """`/api/pricing/tax-rates/<id>/`"""

    @endpoint(auth="staff", returns={200: forms.TaxRateBody}, errors=(404,))
    def get(self, request: ApiRequest, tax_rate_id: UUID) -> dict[str, Any]:
        """One rate."""
        found = terms_rows.tax_rate(tax_rate_id)
        if found is None:
            raise UnknownTaxRate(tax_rate_id=str(tax_rate_id))
        return rate_body(found)

    @endpoint(auth="staff", body=forms.TaxRateChanges, returns={200: forms.TaxRateBody}, errors=(404, 409))
    def patch(self, request: ApiRequest, tax_rate_id: UUID) -> dict[str, Any]:
        """Change what is stated. Orders keep the taxes they were placed with."""
        return rate_body(facade.change_tax_rate(tax_rate_id, validated(forms.TaxRateChanges, request)))

    @endpoint(auth="staff", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, tax_rate_id: UUID) -> Response:
        """Remove a rate."""
        facade.remove_tax_rate(tax_rate_id)
        return no_content()


def rate_body(rate: TaxRateInfo, /) -> dict[str, Any]:
    return asdict(rate) | {"percent": f"{rate.percent.normalize():f}"}


class TermsView(ApiView):
    """`/api/pricing/terms/`"""

    @endpoint(auth="staff", returns={200: forms.TermsBody})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """What holds for the whole shop about taxes and shipping."""
        return asdict(terms_rows.terms())

    @endpoint(auth="staff", body=forms.TermsChanges, returns={200: forms.TermsBody})
    def patch(self, request: ApiRequest) -> dict[str, Any]:
        """Change what is stated; quotes are asked under it at once."""
        return asdict(facade.change_terms(validated(forms.TermsChanges, request)))
