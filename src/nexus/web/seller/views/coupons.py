"""Codes of a seller's own promotions: made, switched off and on, taken away."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.kernel.errors import NexusError
from nexus.pricing import facade as pricing
from nexus.web.components.forms import PageForm
from nexus.web.seller.desk import Desk
from nexus.web.seller.forms import PiecesField
from nexus.web.seller.frame import seller_page
from nexus.web.seller.refused import in_words


class CodeForm(PageForm):
    """A code, and how often it may be used."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=64,
        help_text=gettext_lazy("Letters and digits. Nobody needs to type dashes or capitals."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code_uses = PiecesField(label=gettext_lazy("Uses in all"), required=False)
    code_uses_each = PiecesField(label=gettext_lazy("Uses for each buyer"), required=False)


@seller_page("POST")
def add(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    """Another code of a promotion that needs one; what is wrong is told above its page."""
    if pricing.promotion(promotion_id, for_vendors=[desk.vendor.id]) is None:
        raise Http404
    form = CodeForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(said) for texts in form.errors.values() for said in texts))
        return _back(promotion_id)
    data = form.cleaned_data
    try:
        with transaction.atomic():
            made = pricing.create_coupon(
                promotion_id, data["code"], limit_total=data["code_uses"] or None,
                limit_per_buyer=data["code_uses_each"] or None, for_vendors=[desk.vendor.id],
            )  # fmt: skip
    except NexusError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, _("The code %(code)s is there.") % {"code": made.code})
    return _back(promotion_id)


@seller_page("POST")
def act(request: HttpRequest, desk: Desk, coupon_id: UUID) -> HttpResponse:
    """Switch off, switch on or delete: the pressed button says which."""
    own = [desk.vendor.id]
    coupon, wished = pricing.coupon(coupon_id, for_vendors=own), request.POST.get("do", "")
    if coupon is None or wished not in {"off", "on", "delete"}:
        raise Http404
    try:
        with transaction.atomic():
            if wished == "delete":
                pricing.delete_coupon(coupon_id, for_vendors=own)
            else:
                pricing.change_coupon(coupon_id, changes={"is_active": wished == "on"}, for_vendors=own)
    except NexusError as error:
        messages.error(request, in_words(error))
    return _back(coupon.promotion_id)


def _back(promotion_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('seller:promotion', args=[promotion_id])}#codes")
