"""What search engines are told: robots, sitemaps, data of the shop."""

import re
from typing import Any

_LOC = re.compile(r"<loc>([^<]*)</loc>")


def test_robots_may_read_all_but_what_is_personal_or_only_filters(shop: Any, visit: Any) -> None:
    page = visit.get("/robots.txt")

    lines = page.source.splitlines()
    assert page.answer["Content-Type"] == "text/plain; charset=utf-8"
    for path in ("/cart/", "/checkout/", "/account/", "/orders/", "/search/", "/*?*price_min=", "/*?*attr."):
        assert f"Disallow: {path}" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_the_sitemap_has_what_is_public_here_and_nothing_else(
    shop: Any, other_market: Any, visit: Any
) -> None:
    other_market.product("Foreign")

    index = _LOC.findall(visit.get("/sitemap.xml").source)
    assert index[0] == "http://testserver/sitemap-pages.xml"
    found = [_LOC.findall(visit.get(address.removeprefix("http://testserver")).source) for address in index]

    assert found[1] == [
        f"http://testserver/p/{slug}/" for slug in ("mug", "pan", "vase", "spade", "bowl", "rake")
    ]
    assert "http://testserver/c/kitchen/" in found[0]
    assert "http://testserver/sellers/clay/" in found[0]
    assert len(index) == 2


def test_long_shops_have_several_sitemaps(shop: Any, visit: Any, monkeypatch: Any) -> None:
    from nexus.web.storefront.views import seo

    monkeypatch.setattr(seo, "PAGE", 4)
    index = _LOC.findall(visit.get("/sitemap.xml").source)

    sizes = [len(_LOC.findall(visit.get(one.removeprefix("http://testserver")).source)) for one in index[1:]]
    assert sizes == [4, 2]


def test_each_host_is_named_by_its_own_pages(shop: Any, visit: Any) -> None:
    one, other = visit.get("/robots.txt", Host="one.example"), visit.get("/robots.txt", Host="other.example")

    assert "Sitemap: http://one.example/sitemap.xml" in one
    assert "Sitemap: http://other.example/sitemap.xml" in other


def test_the_front_page_introduces_the_shop_and_its_search(shop: Any, visit: Any) -> None:
    data = visit.get("/").data

    assert data["Organization"]["name"] == shop.tenant.name
    assert data["WebSite"]["potentialAction"]["target"]["urlTemplate"] == (
        "http://testserver/search/?q={search_term_string}"
    )


def test_a_sitemap_that_begins_nowhere_is_not_found(shop: Any, visit: Any) -> None:
    assert visit.get("/sitemap-ffffffff-ffff-7fff-bfff-ffffffffffff.xml").status == 404
    assert visit.get("/sitemap-x.xml").status == 404
