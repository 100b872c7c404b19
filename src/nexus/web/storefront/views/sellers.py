"""Sellers of a marketplace."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nexus.search.queries import details, showcase
from nexus.vendors.contracts.dto import VendorInfo
from nexus.vendors.queries import stores as store_queries
from nexus.vendors.queries import vendors as queries
from nexus.web.storefront.asking import asked
from nexus.web.storefront.lists.pages import list_page
from nexus.web.storefront.lists.wishes import SIZE
from nexus.web.storefront.missing import missing
from nexus.web.storefront.paging import forgiving_page
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.structured import crumbs, crumbs_data


@shop_page(public=True)
def everybody(request: HttpRequest) -> HttpResponse:
    """Approved sellers by name, each with the picture of what sells best. Four statements."""
    _refuse_single_shops(request)
    wanted = forgiving_page(request, queries.BY_NAME, size=SIZE)
    answer = wanted.answer(queries.listed(wanted, statuses=["approved"]), item=lambda row: row)
    fronts = showcase.fronts([seller.id for seller in answer["results"]])
    facts = {
        "sellers": [_tile(seller, fronts.get(seller.id, {})) for seller in answer["results"]],
        "next": answer["next"],
        "previous": answer["previous"],
        "is_further": "cursor" in asked(request),
    }
    return page(request, "storefront/sellers.html", facts)


@shop_page(public=True)
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A seller with its stores and its products; an id leads to the slug, who may not sell is not there."""
    _refuse_single_shops(request)
    seller = queries.by_key(slug)
    if seller is None or not seller.is_approved:
        return missing(request, _("There is no such seller"))
    if seller.slug != slug:
        return redirect(f"/sellers/{seller.slug}/", permanent=True)
    return list_page(request, _heading(request, seller), shelf={"vendor_id": seller.id}, fixed=("vendor",))


def _heading(request: HttpRequest, seller: VendorInfo) -> dict[str, Any]:
    steps = crumbs((_("Sellers"), "/sellers/"), (seller.name, f"/sellers/{seller.slug}/"))
    return {
        "title": seller.name,
        "crumbs": steps,
        "data": [crumbs_data(Shop(request).origin, steps)],
        "seller": seller,
        "seller_rating": details.rating_of_vendor(seller.id),
        "stores": store_queries.stores_of(seller.id),
    }


def _tile(seller: VendorInfo, front: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": seller.name,
        "slug": seller.slug,
        "description": seller.description,
        "image": front.get("image"),
        "picture": front.get("picture"),
    }


def _refuse_single_shops(request: HttpRequest) -> None:
    if not Shop(request).is_marketplace:
        raise Http404
