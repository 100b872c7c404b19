"""The fields of an address for the country that was just chosen."""

import re

from django.http import Http404, HttpRequest, HttpResponse

from nexus.web.storefront.addresses import AddressForm, likely_for
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page("POST", harmless=True)
def fields(request: HttpRequest) -> HttpResponse:
    """Asked by HTMX with all that was typed, in the body and not in an address that is logged. Keeps nothing."""
    prefix, section = request.GET.get("prefix", ""), request.GET.get("section", "")
    if not re.fullmatch("[a-z_]{0,20}", prefix) or section not in ("", "shipping", "billing"):
        raise Http404
    form = AddressForm.typed(request.POST, prefix=prefix or None, section=section, likely=likely_for(request))
    return page(request, "components/address_fields.html#place", {"form": form})
