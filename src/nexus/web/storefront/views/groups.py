"""Brands and collections: all of them, and the products of one."""

from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.catalog.contracts.definitions import BrandDetails, CollectionDetails
from nexus.catalog.queries import brands as brand_queries
from nexus.catalog.queries import collections as collection_queries
from nexus.search.queries import showcase
from nexus.search.queries.groups import groups
from nexus.search.queries.words import words_of
from nexus.web.storefront.lists.pages import list_page
from nexus.web.storefront.missing import missing
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.structured import crumbs, crumbs_data

ADDRESSES: Final = {"brand": "/b/", "collection": "/collections/"}
_NAMES: Final[dict[str, Promise]] = {
    "brand": gettext_lazy("Brands"),
    "collection": gettext_lazy("Collections"),
}
MOST: Final = 2000


def overview_path(kind: str, /) -> str:
    """The page with all of them."""
    return "/brands/" if kind == "brand" else ADDRESSES[kind]


@shop_page(public=True)
def brands(request: HttpRequest) -> HttpResponse:
    """By their first letter. Three statements."""
    found = [_tile("brand", one) for one in groups("brand", limit=MOST)]
    letters = [(letter, list(named)) for letter, named in groupby(found, key=_letter)]
    return page(request, "storefront/brands.html", {"letters": letters})


@shop_page(public=True)
def collections(request: HttpRequest) -> HttpResponse:
    """Each with the picture of what sells best. Four statements."""
    found = groups("collection", limit=MOST)
    fronts = showcase.fronts([one.id for one in found])
    tiles = [_tile("collection", one) | {"front": fronts.get(one.id, {})} for one in found]
    return page(request, "storefront/collections.html", {"tiles": tiles})


@shop_page(public=True)
def brand(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Its products; an id leads to the slug."""
    found = brand_queries.brand(slug)
    return (
        _products(request, "brand", slug, found) if found else missing(request, _("There is no such brand"))
    )


@shop_page(public=True)
def collection(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Its products; an id leads to the slug, one that is not public is not there."""
    found = collection_queries.collection(slug)
    if found is None or not found.is_public:
        return missing(request, _("There is no such collection"))
    return _products(request, "collection", slug, found)


def _products(
    request: HttpRequest, kind: str, slug: str, found: BrandDetails | CollectionDetails
) -> HttpResponseBase:
    here = f"{ADDRESSES[kind]}{found.slug}/"
    if found.slug != slug:
        return redirect(here, permanent=True)
    steps = crumbs((str(_NAMES[kind]), overview_path(kind)), (found.name, here))
    heading = {
        "title": found.name,
        "about": found.description,
        "crumbs": steps,
        "data": [crumbs_data(Shop(request).origin, steps)],
        "lists_products": True,
    }
    return list_page(request, heading, shelf={"shelf_id": found.id}, fixed=(kind,))


def _tile(kind: str, found: Any) -> dict[str, Any]:
    return {"name": found.name, "href": f"{ADDRESSES[kind]}{found.slug}/"}


def _letter(tile: dict[str, Any]) -> str:
    """Accents do not matter; what begins with no letter stands under #."""
    first = next(iter(words_of(tile["name"])), "#")[0].upper()
    return first if first.isalpha() else "#"
