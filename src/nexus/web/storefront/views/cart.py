"""The cart: what is in it, what is wrong with it, what it comes to."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nexus.catalog import facade as catalog
from nexus.checkout import facade as checkout
from nexus.checkout.contracts.errors import (
    CartFull,
    CartItemNotFound,
    ProductNotFound,
    QuantityTooLarge,
)
from nexus.kernel.ids import parse_id
from nexus.search.queries.related import bought_with
from nexus.web.storefront import offers
from nexus.web.storefront.carts import begun_cart_key, cart_key, cart_of, pieces, remember
from nexus.web.storefront.estimates import estimate
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.traces import totals
from nexus.web.storefront.why import why

GOES_WITH: Final = 4


@shop_page()
def show(request: HttpRequest) -> HttpResponse:
    """Priced now; `?country=` and `?postal_code=` estimate shipping and tax for there."""
    return drawn(request)


@shop_page("POST", harmless=True)
def add(request: HttpRequest) -> HttpResponse:
    """From a product's page: to the cart, or with HTMX a word that it is in."""
    variant_id, quantity = (
        parse_id(request.POST.get("variant_id", "")),
        _quantity(request.POST.get("quantity", "1")),
    )
    if variant_id is None or quantity < 1:
        return _added(request, problem=_("Please choose a variant and a quantity."), status=400)
    key = begun_cart_key(request)
    try:
        with (
            transaction.atomic()
        ):  # what is refused leaves nothing behind, though the page is drawn in the same transaction
            checkout.add_to_cart(key, variant_id=variant_id, quantity=quantity)
    except ProductNotFound:
        return _added(request, problem=_("This product is no longer sold."), status=404)
    except (QuantityTooLarge, CartFull) as error:
        return _added(request, problem=_limit(error), status=400)
    answer = _added(request, variant_id=variant_id, quantity=quantity)
    remember(answer, key, pieces(checkout.cart(key)))
    return answer


@shop_page("POST", harmless=True)
def change(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Set a quantity, take one more or one less, or take the line out; what another tab took out is out."""
    key, wanted = cart_key(request), request.POST.get("do", "set")
    quantity = {"remove": 0}.get(
        wanted, _quantity(request.POST.get("quantity", "")) + {"more": 1, "less": -1}.get(wanted, 0)
    )
    if quantity > checkout.MAX_QUANTITY or (quantity < 0 and wanted != "less"):
        return changed(request, problem=_limit(None), status=400)
    try:
        if key is not None and quantity > 0:
            checkout.set_quantity(key, line_id, quantity=quantity)
        elif key is not None:
            checkout.remove_line(key, line_id)
    except CartItemNotFound:
        return changed(request, problem=_("This was taken out in the meantime."), status=409)
    return changed(request)


def drawn(request: HttpRequest, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    """The cart's page; HTMX gets the cart alone."""
    chosen = estimate(request)
    cart = cart_of(request, country=chosen.country, postal_code=chosen.postal_code if chosen.country else "")
    is_estimate = chosen.country is None or cart["is_estimate"]
    facts |= {
        "cart": cart, "lines": offers.with_reasons(cart), "count": pieces(cart), "estimate": chosen,
        "totals": totals(cart, is_estimate=is_estimate), "hints": offers.hints(cart), "coupons": offers.coupons(cart),
        "cards": offers.gift_cards(cart), "goes_with": _goes_with(cart),
        "options": checkout.shipping_options(cart) if chosen.country and cart["items"] else (),
        "unsent": why(unsent | {"code": unsent["reason"]}, cart["currency"]) if (unsent := cart["shipping_problem"]) else "",
        "blocked": any("problem" in item for item in cart["items"]), "most": checkout.MAX_QUANTITY,
    }  # fmt: skip
    answer = page(request, "storefront/cart.html", facts, part="cart", status=status)
    remember(answer, None, facts["count"])
    return answer


def _goes_with(cart: dict[str, Any]) -> list[dict[str, Any]]:
    """What others bought with what is in the cart. One statement, none for an empty cart."""
    ids = {UUID(item["product"]["id"]) for item in cart["items"]}
    return cards(bought_with(ids, limit=GOES_WITH)) if ids else []


def changed(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    """HTMX gets the cart as it is now; everybody else is led to it."""
    if is_partial(request):
        return drawn(request, problem=problem, status=status)
    if problem:
        messages.error(request, problem)
    return HttpResponseRedirect(reverse("shop:cart"))


def _added(
    request: HttpRequest,
    *,
    variant_id: UUID | None = None,
    quantity: int = 0,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    if is_partial(request):
        sold = catalog.sellables([variant_id]).get(variant_id) if variant_id else None
        facts = {"sold": sold, "quantity": quantity, "problem": problem}
        return page(request, "storefront/cart.html", facts, part="added", status=status)
    if problem:
        messages.error(request, problem)
    return HttpResponseRedirect(reverse("shop:cart"))


def _quantity(text: str) -> int:
    """-1 for what is no number; more digits than any cart holds count as too many."""
    text = text.strip()
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 7
        else (10**6 if text.isdigit() else -1)
    )


def _limit(error: Exception | None) -> str:
    if isinstance(error, CartFull):
        return _("The cart holds too many different products. Please order these first.")
    most = checkout.MAX_QUANTITY
    return ngettext("At most %(most)s piece, please.", "At most %(most)s pieces, please.", most) % {
        "most": most
    }
