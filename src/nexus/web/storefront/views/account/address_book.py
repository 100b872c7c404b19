"""The address book."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import AddressInfo
from nexus.accounts.contracts.errors import AddressNotFound, TooManyAddresses
from nexus.web.components.forms import PageForm
from nexus.web.storefront.addresses import REFRESH, AddressForm, from_book, likely_for
from nexus.web.storefront.returning import back_to
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id, person_of

_DEFAULTS = ("is_default_shipping", "is_default_billing")


class DefaultsForm(PageForm):
    """What the address is taken for when nothing else is said."""

    is_default_shipping = forms.BooleanField(
        label=gettext_lazy("Send parcels here by default"), required=False
    )
    is_default_billing = forms.BooleanField(label=gettext_lazy("Send bills here by default"), required=False)


@shop_page(members=True)
def book(request: HttpRequest) -> HttpResponse:
    """All of them, defaults first."""
    entries = accounts.addresses(own_id(request))
    return account_page(request, "addresses.html", {"entries": entries}, tab="addresses")


@shop_page("GET", "POST", members=True, rate="write")
def add(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    name = f"{person['first_name']} {person['last_name']}".strip()
    return _edited(request, None, {"name": name, "phone": person["phone"]}, person)


@shop_page("GET", "POST", members=True, rate="write")
def edit(request: HttpRequest, address_id: UUID) -> HttpResponse:
    entry = _own(request, address_id)
    return _edited(request, entry, from_book(entry), None)


def _own(request: HttpRequest, address_id: UUID) -> AddressInfo:
    found = accounts.address(own_id(request), address_id)
    if found is None:
        raise AddressNotFound
    return found


def _edited(
    request: HttpRequest, entry: AddressInfo | None, initial: dict[str, str], person: dict[str, Any] | None
) -> HttpResponse:
    likely = likely_for(request)
    if request.method != "POST":
        form = AddressForm(section="shipping", likely=likely, initial=initial)
        return _asking(request, entry, person, form, DefaultsForm(initial=_marks(entry)))
    defaults = DefaultsForm(request.POST)
    if REFRESH in request.POST:
        form = AddressForm.typed(request.POST, section="shipping", likely=likely)
        return _asking(request, entry, person, form, defaults)
    form = AddressForm(request.POST, section="shipping", likely=likely)
    if not (form.is_valid() and defaults.is_valid()):
        return _asking(request, entry, person, form, defaults, status=400)
    return _saved(request, entry, person, form, defaults)


def _saved(
    request: HttpRequest,
    entry: AddressInfo | None,
    person: dict[str, Any] | None,
    form: AddressForm,
    defaults: DefaultsForm,
) -> HttpResponse:
    fields = {**form.address(), **defaults.cleaned_data, "address_line2": ""}
    try:
        if entry is None:
            accounts.add_address(own_id(request), **fields)
        else:
            accounts.change_address(own_id(request), entry.id, **fields)
    except TooManyAddresses as error:
        full = _("Your address book is full (%(limit)s addresses). Remove one first.")
        form.add_error(None, full % error.facts)
        return _asking(request, entry, person, form, defaults, status=409)
    messages.success(request, _("The address is saved."))
    return HttpResponseRedirect(_back(request))


def _asking(
    request: HttpRequest,
    entry: AddressInfo | None,
    person: dict[str, Any] | None,
    form: AddressForm,
    defaults: DefaultsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {"entry": entry, "form": form, "defaults": defaults, "person": person, "next": _back(request)}
    return account_page(request, "address.html", facts, tab="addresses", status=status)


def _marks(entry: AddressInfo | None) -> dict[str, bool]:
    return {name: getattr(entry, name, False) for name in _DEFAULTS}


def _back(request: HttpRequest) -> str:
    said = request.POST.get("next") or request.GET.get("next", "")
    return back_to(request, said, default=reverse("shop:addresses"))


@shop_page("POST", members=True, rate="write")
def remove(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Orders keep the copy they were placed with."""
    accounts.remove_address(own_id(request), address_id)
    messages.success(request, _("The address is removed."))
    return HttpResponseRedirect(reverse("shop:addresses"))


@shop_page("POST", members=True, rate="write")
def prefer(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Make it the default for what the pressed button names; anything else changes nothing."""
    marks = {name: True for name in _DEFAULTS if name in request.POST}
    accounts.change_address(own_id(request), address_id, **marks)
    if marks:
        messages.success(request, _("This is your default address now."))
    return HttpResponseRedirect(reverse("shop:addresses"))
