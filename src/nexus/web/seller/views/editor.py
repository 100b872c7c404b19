"""Making a product, and changing what it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.errors import StaleProduct
from nexus.catalog.queries.proposals import pending_of
from nexus.kernel.errors import NexusError
from nexus.web.seller.approval import wish_of
from nexus.web.seller.attributes import chosen_type, sheet
from nexus.web.seller.desk import Desk
from nexus.web.seller.editing import REFRESH, Editing, opened
from nexus.web.seller.forms import shelves
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.goods import WrongEntry
from nexus.web.seller.refused import in_words
from nexus.web.seller.saving import blame, made_from, save
from nexus.web.seller.seen import packed
from nexus.web.seller.stale import moved_facts
from nexus.web.seller.states import state_of


@seller_page("GET", "POST")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A draft, unless the other button was pressed. Nothing of what was typed is lost on an error."""
    editing = opened(request, None)
    if request.method != "POST" or REFRESH in request.POST:
        return _page(request, desk, editing)
    if not editing.is_valid():
        return _page(request, desk, editing, status=400)
    try:
        with transaction.atomic():
            made = made_from(desk.vendor.id, editing)
    except NexusError as error:
        blame(error, editing)
        return _page(request, desk, editing, status=400)
    messages.success(request, _("The product is made. Add pictures and variants now."))
    return HttpResponseRedirect(reverse("seller:product", args=[made.id]))


@seller_page("GET", "POST")
def edit(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """What somebody else changed since the form was opened is shown, not overwritten."""
    editing = opened(request, desk.product(product_id))
    if request.method != "POST" or REFRESH in request.POST:
        return _page(request, desk, editing)
    if not editing.is_valid():
        return _page(request, desk, editing, status=400)
    try:
        with transaction.atomic():
            save(editing)
    except StaleProduct as error:
        return _page(request, desk, editing, {"moved": moved_facts(error)}, status=409)
    except WrongEntry as error:
        editing.forms[-1].add_error("stock_quantity", str(error))
        return _page(request, desk, editing, status=409)
    except NexusError as error:
        blame(error, editing)
        return _page(request, desk, editing, status=400)
    messages.success(request, _saved(product_id))
    return HttpResponseRedirect(reverse("seller:product", args=[product_id]))


def _saved(product_id: UUID) -> str:
    if pending_of(product_id):
        return _("Saved. What everybody reads waits until the shop has looked at it.")
    return _("The product is saved.")


@seller_page("POST")
def withdraw(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """What waits for the shop is not wished for any more."""
    desk.product(product_id)
    waiting = pending_of(product_id)
    try:
        if waiting is not None:
            catalog.withdraw_proposal(waiting)
            messages.success(request, _("Your wish is withdrawn."))
    except NexusError as error:
        messages.error(request, in_words(error))
    return HttpResponseRedirect(reverse("seller:product", args=[product_id]))


@seller_page("POST")
def attributes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The inputs for the kind of product that was chosen, with what was typed into those of the same name."""
    found = shelves()
    kind = chosen_type(found.types, request.POST.get("product_type", ""))
    shown = sheet(found.definitions, kind, {}, typed=request.POST)
    return portal_page(request, desk, "attributes.html", {"sheet": shown}, tab="products")


def _page(
    request: HttpRequest,
    desk: Desk,
    editing: Editing,
    more: dict[str, Any] | None = None,
    /,
    *,
    status: int = 200,
) -> HttpResponse:
    """`seen` stays what the form showed first; after a conflict it is what there is now, as that is shown too."""
    product = editing.product
    shown = (
        catalog.product_facts(product) if product and (status == 409 or not editing.seen) else editing.seen
    )
    facts = {
        "editing": editing,
        "form": editing.form,
        "sole": editing.sole,
        "product": product,
        "state": state_of(product) if product else None,
        "seen": packed(shown),
        "goods": editing.goods,
        "sheet": editing.sheet,
        "section": "details",
        "wish": wish_of(product),
    }
    return portal_page(request, desk, "editor.html", facts | (more or {}), tab="products", status=status)
