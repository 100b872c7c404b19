"""The seller's list of products: looking for some, changing several at once, price and stock in place."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.queries.products import NEWEST
from nexus.catalog.queries.seller_lists import SellerFilter, seller_products
from nexus.kernel.errors import NexusError
from nexus.web.seller.bulk import done_to
from nexus.web.seller.cursors import seller_list
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.goods import NOTHING, WrongEntry, changed_offer, goods_of, typed_pieces, typed_price
from nexus.web.seller.lines import Line, line_of, lines_of
from nexus.web.seller.refused import in_words
from nexus.web.seller.states import STATES
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.returning import back_to

SIZE: Final = 24
_LONGEST_SEARCH: Final = 100


@seller_page()
def welcome(request: HttpRequest, desk: Desk) -> HttpResponse:
    return redirect("seller:products")


@seller_page()
def listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Newest first. Eight statements for any number of products and variants, those of who asks included."""
    asked, status = request.GET.get("q", "").strip()[:_LONGEST_SEARCH], request.GET.get("status", "")
    wanted = SellerFilter(vendor_id=desk.vendor.id, status=status if status in STATES else "", text=asked)
    page = seller_list(request, NEWEST, size=SIZE)
    answer = page.answer(seller_products(page, wanted), item=lambda found: found)
    facts = {
        "lines": lines_of(answer["results"]),
        "next": answer["next"],
        "previous": answer["previous"],
        "states": list(STATES.values()),
        "status": wanted.status,
        "asked": asked,
    }
    return portal_page(request, desk, "products.html", facts, tab="products", part="list")


@seller_page("POST")
def act(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Do one thing to all chosen products; says of each that it could not be done to, and why."""
    done, refused = done_to(desk, request.POST)
    if done:
        messages.success(request, done)
    for text in refused:
        messages.error(request, text)
    return HttpResponseRedirect(_back(request))


@seller_page("POST")
def quick(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """Price and stock of a product with one variant, from within the list."""
    product = desk.product(product_id)
    try:
        _changed(request, product)
    except (WrongEntry, NexusError) as error:
        return _refused(request, desk, product, str(in_words(error)))
    if not is_partial(request):
        messages.success(request, _("Saved: %(title)s") % {"title": product.title})
        return HttpResponseRedirect(_back(request))
    return _row(request, desk, replace(_line(desk.product(product_id)), saved=True))


def _changed(request: HttpRequest, product: ProductInfo) -> None:
    if len(product.variants) != 1:
        raise WrongEntry(_("This product has several variants: change them in its own table."))
    [variant] = product.variants
    now = goods_of([variant.id]).get(variant.id, NOTHING)
    typed = request.POST
    offer = changed_offer(
        variant,
        now,
        price=typed_price(typed.get("price", ""), request.tenant.currency),  # type: ignore[attr-defined]
        pieces=typed_pieces(typed.get("stock", "")),
        seen_pieces=typed_pieces(typed.get("seen_stock", "")),
    )
    if offer is not None:
        catalog.change_product(product.id, changes={}, offers=(offer,))


def _refused(request: HttpRequest, desk: Desk, product: ProductInfo, why: str) -> HttpResponse:
    if not is_partial(request):
        messages.error(request, f"{product.title}: {why}")
        return HttpResponseRedirect(_back(request))
    line = replace(
        _line(product),
        error=why,
        price=request.POST.get("price", "")[:24],
        stock=request.POST.get("stock", "")[:24],
    )
    return _row(request, desk, line, status=400)


def _line(product: ProductInfo) -> Line:
    return line_of(product, goods_of([variant.id for variant in product.variants]))


def _row(request: HttpRequest, desk: Desk, line: Line, *, status: int = 200) -> HttpResponse:
    facts: dict[str, Any] = {"line": line}
    return portal_page(request, desk, "product_row.html", facts, tab="products", status=status)


def _back(request: HttpRequest) -> str:
    return back_to(request, request.POST.get("next", ""), default=reverse("seller:products"))
