"""A seller's own promotions: list, making and changing one, publishing and pausing."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.kernel.errors import NexusError
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.queries.coupons import newest_of
from nexus.pricing.queries.promotion_figures import sums
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.offer_forms import OfferForm
from nexus.web.seller.offers import (
    field_of,
    initial_of,
    line_of,
    new_code,
    said_at,
    says_it_all,
    spec_of,
    state_of,
)
from nexus.web.seller.refused import in_words
from nexus.web.seller.views.coupons import CodeForm

MOST: Final = 200
STATUSES: Final = ("active", "paused", "archived")


@seller_page()
def listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Newest first. Two statements besides those of every page."""
    own = pricing.promotions(for_vendors=[desk.vendor.id], limit=MOST)
    known = sums([one.id for one in own]) if own else {}
    shown = [line_of(one, known) for one in own]
    return portal_page(request, desk, "promotions.html", {"lines": shown}, tab="promotions")


@seller_page("GET", "POST")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A draft, unless the other button was pressed."""
    form = _form(request, desk, None)
    if request.method != "POST":
        return _page(request, desk, form)
    if not form.is_valid():
        return _page(request, desk, form, status=400)
    return _kept(request, desk, form, None)


@seller_page("GET", "POST")
def edit(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    """The promotion; what the shop set up with more than this form can say is shown and not changed."""
    promotion = _own(desk, promotion_id)
    form = _form(request, desk, promotion)
    if request.method != "POST":
        return _page(request, desk, form, promotion)
    if not _is_editable(request, promotion):
        raise Http404
    if not form.is_valid():
        return _page(request, desk, form, promotion, status=400)
    return _kept(request, desk, form, promotion)


@seller_page("POST")
def act(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    """Publish, pause or archive: the pressed button says which."""
    promotion, status = _own(desk, promotion_id), request.POST.get("status", "")
    if status not in STATUSES:
        raise Http404
    try:
        with transaction.atomic():
            pricing.set_status(promotion.id, status, for_vendors=[desk.vendor.id])  # type: ignore[arg-type]
    except pricing.IllegalPromotionStatus:
        messages.error(request, _("It cannot become that from what it is now."))
    except NexusError as error:
        messages.error(
            request,
            " ".join(said_at(field_of(path), texts) for path, texts in error.errors.items())
            or in_words(error),
        )
    else:
        messages.success(request, _DONE[status]())
    return HttpResponseRedirect(reverse("seller:promotion", args=[promotion.id]))


_DONE: Final = {
    "active": lambda: _("It is published."),
    "paused": lambda: _("It is paused. Carts are priced without it from now on."),
    "archived": lambda: _("It is archived."),
}


def _own(desk: Desk, promotion_id: UUID) -> PromotionInfo:
    found = pricing.promotion(promotion_id, for_vendors=[desk.vendor.id])
    if found is None:
        raise Http404
    return found


def _currency(request: HttpRequest) -> str:
    return str(request.tenant.currency)  # type: ignore[attr-defined]


def _form(request: HttpRequest, desk: Desk, promotion: PromotionInfo | None) -> OfferForm:
    currency = _currency(request)
    initial = initial_of(promotion.spec, currency=currency) if promotion else {"kind": "catalogue"}
    return OfferForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        currency=currency,
        vendor_id=desk.vendor.id,
        chosen=initial.get("goods", ()),
    )


def _kept(request: HttpRequest, desk: Desk, form: OfferForm, promotion: PromotionInfo | None) -> HttpResponse:
    data = form.cleaned_data
    code = promotion.code if promotion else new_code(data["title"])
    spec = spec_of(data, code=code, currency=_currency(request), before=promotion.spec if promotion else None)
    status: Any = "active" if request.POST.get("status") == "active" else None
    seen = request.POST.get("version", "")
    version = int(seen) if promotion and seen.isdecimal() and len(seen) < 10 else None
    try:
        with transaction.atomic():
            saved = pricing.save_promotion(
                spec, promotion_id=promotion.id if promotion else None, status=status, version=version,
                for_vendors=[desk.vendor.id],
            )  # fmt: skip
    except NexusError as error:
        _blame(error, form)
        stale = isinstance(error, pricing.StalePromotion)
        return _page(request, desk, form, promotion, status=409 if stale else 400)
    messages.success(request, _("It is saved and published.") if status else _("It is saved."))
    return HttpResponseRedirect(reverse("seller:promotion", args=[saved.id]))


def _blame(error: NexusError, form: OfferForm) -> None:
    for path, said in error.errors.items():
        form.add_error(field_of(path), said_at(field_of(path), said))
    if not error.errors:
        form.add_error(None, in_words(error))


def _is_editable(request: HttpRequest, promotion: PromotionInfo) -> bool:
    return promotion.status != "archived" and says_it_all(promotion.spec, currency=_currency(request))


def _page(
    request: HttpRequest,
    desk: Desk,
    form: OfferForm,
    promotion: PromotionInfo | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    facts: dict[str, Any] = {"form": form, "promotion": promotion, "editable": desk.may_write}
    if promotion:
        seen = request.POST.get("version", "") if request.method == "POST" else ""
        facts |= {
            "state": state_of(promotion),
            "line": line_of(promotion, sums([promotion.id])),
            "editable": desk.may_write and _is_editable(request, promotion),
            "version": seen or promotion.version,
        }
        if promotion.needs_coupon:
            facts |= {"codes": newest_of(promotion.id, limit=MOST), "code_form": CodeForm()}
    return portal_page(request, desk, "promotion.html", facts, tab="promotions", status=status)
