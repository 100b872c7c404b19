"""What search engines ask for: which pages there are, and which they may read."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse

from nexus.search.queries import addresses
from nexus.search.queries.groups import groups
from nexus.vendors import facade as vendors
from nexus.web.storefront.asking import LIST
from nexus.web.storefront.rendering import Shop
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.trees import branches
from nexus.web.storefront.views.groups import ADDRESSES, overview_path
from nexus.web.storefront.views.info import TOPICS

PAGE: Final = 5_000
"""Products of one sitemap; the protocol allows 50,000 addresses, our cache keeps a megabyte."""

_XML: Final = "application/xml; charset=utf-8"
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PERSONAL: Final = (
    "/cart/",
    "/checkout/",
    "/account/",
    "/orders/",
    "/api/",
    "/admin/",
    "/search/",
    "/p/*/review/",
)
_FILTERS: Final = tuple(name for name in LIST if name not in ("q", "cursor"))


@shop_page(public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but what is personal and what only sorts or filters."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PERSONAL)]
    lines += [f"Disallow: /*?*{name}=" for name in _FILTERS] + ["Disallow: /*?*attr."]
    lines += ["Allow: /", f"Sitemap: {Shop(request).origin}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@shop_page(public=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: a sitemap of pages, and one for each 5,000 products."""
    origin = Shop(request).origin
    parts = ["pages", *(str(first) for first in addresses.first_of_pages(size=PAGE))]
    entries = "".join(f"<sitemap><loc>{escape(origin)}/sitemap-{part}.xml</loc></sitemap>" for part in parts)
    return _xml("sitemapindex", entries)


@shop_page(public=True)
def pages(request: HttpRequest) -> HttpResponse:
    """Front page, categories, sellers, brands, collections, and what is told about the shop."""
    shop = Shop(request)
    paths = ["/", "/products/", *(branch.href for branch in branches(shop.categories))]
    if shop.is_marketplace:
        paths += [
            "/sellers/",
            *(f"/sellers/{seller.slug}/" for seller in vendors.approved_vendors(limit=PAGE)),
        ]
    for kind, path in ADDRESSES.items():
        if found := groups(kind, limit=PAGE):
            paths += [overview_path(kind), *(f"{path}{one.slug}/" for one in found)]
    paths += [f"/info/{topic}/" for topic in TOPICS]
    return _xml("urlset", _urls(shop.origin, ((path, "") for path in paths)))


@shop_page(public=True)
def products(request: HttpRequest, first: UUID) -> HttpResponse:
    """The public products from this one on."""
    found = addresses.page_from(first, size=PAGE)
    if not found:
        raise Http404
    days = ((f"/p/{row.slug}/", row.indexed_at.date().isoformat()) for row in found)
    return _xml("urlset", _urls(Shop(request).origin, days))


def _urls(origin: str, entries: Iterable[tuple[str, str]]) -> str:
    host = escape(origin)
    return "".join(
        f"<url><loc>{host}{escape(path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in entries
    )


def _xml(root: str, entries: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SPACE}">{entries}</{root}>\n'
    return HttpResponse(text, content_type=_XML)
