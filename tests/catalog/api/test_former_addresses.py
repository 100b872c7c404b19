"""An address that was given up leads to where the product or category is now."""

from typing import Any

from tests.catalog.marketplace import Market

from nexus.catalog.queries.slugs import former_slugs
from nexus.platform.tenancy import tenant_scope

PRODUCTS, CATEGORIES = "/api/catalog/products/", "/api/catalog/categories/"


def _goes(market: Market, path: str) -> tuple[int, str | None]:
    answer = market.guest.get(path)
    return answer.status_code, answer.get("Location")


def test_former_slugs_lead_to_the_present_one_in_one_step(market: Market, tenant: Any) -> None:
    product, staff = market.product("Red Mug"), market.staff()
    for slug in ("crimson-mug", "ruby-mug"):
        assert staff.patch(f"{PRODUCTS}{product.id}/", {"slug": slug}).status_code == 200

    for former in ("red-mug", "crimson-mug"):
        assert _goes(market, f"{PRODUCTS}{former}/") == (301, f"{PRODUCTS}ruby-mug/")
        assert _goes(market, f"/p/{former}/?utm=x") == (301, "/p/ruby-mug/?utm=x")
        assert staff.patch(f"{PRODUCTS}{former}/", {"title": "No"}).status_code == 404
    assert market.guest.get(f"{PRODUCTS}ruby-mug/").json()["title"] == "Red Mug"

    staff.patch(f"{PRODUCTS}{product.id}/", {"slug": "red-mug"})
    assert _goes(market, f"{PRODUCTS}red-mug/") == (200, None)
    assert _goes(market, f"{PRODUCTS}ruby-mug/") == (301, f"{PRODUCTS}red-mug/")
    with tenant_scope(tenant.id):
        assert former_slugs("product", product.id) == ("crimson-mug", "ruby-mug")


def test_a_slug_belongs_to_whoever_has_it_and_then_to_whoever_had_it_last(market: Market) -> None:
    first, staff = market.product("Red Mug"), market.staff()
    staff.patch(f"{PRODUCTS}{first.id}/", {"slug": "old-mug"})
    named = staff.post(PRODUCTS, {"title": "Red mug", "category": "kitchen", "price": "1.00"}).json()
    assert named["slug"] == "red-mug-2", "what is named anew takes no address that leads somewhere"

    assert staff.patch(f"{PRODUCTS}{named['id']}/", {"slug": "red-mug"}).status_code == 200
    assert market.guest.get(f"{PRODUCTS}red-mug/").json()["id"] == named["id"]
    assert staff.patch(f"{PRODUCTS}{named['id']}/", {"status": "draft"}).status_code == 200
    assert _goes(market, f"{PRODUCTS}red-mug/") == _goes(market, "/p/red-mug/") == (404, None)
    staff.patch(f"{PRODUCTS}{named['id']}/", {"slug": "new-mug", "status": "published"})
    assert _goes(market, f"{PRODUCTS}red-mug/") == (301, f"{PRODUCTS}new-mug/")
    staff.delete(f"{PRODUCTS}{named['id']}/")
    assert _goes(market, f"{PRODUCTS}red-mug/") == (404, None)


def test_categories_keep_their_former_addresses_and_nobody_sees_those_of_another_shop(
    market: Market, other_market: Market
) -> None:
    home, staff = market.category("Home"), market.staff()
    other_market.category("Elsewhere")
    leaf = market.category("Mugs", parent=home)
    for slug in ("cups", "beakers"):
        staff.patch(f"{CATEGORIES}{home.id}/", {"slug": slug})

    assert _goes(market, f"{CATEGORIES}home/") == (301, f"{CATEGORIES}beakers/")
    assert _goes(market, "/c/cups/?sort=price") == (301, "/c/beakers/?sort=price")
    assert market.guest.get(f"{CATEGORIES}mugs/").json()["path"] == "beakers/mugs"
    assert staff.patch(f"{CATEGORIES}cups/", {"name": "No"}).status_code == 404
    assert _goes(other_market, f"{CATEGORIES}home/") == (404, None)
    assert staff.post(CATEGORIES, {"name": "Home"}).json()["slug"] == "home-2"
    assert staff.patch(f"{CATEGORIES}{leaf.id}/", {"slug": "home"}).json()["path"] == "beakers/home"
    assert _goes(market, f"{CATEGORIES}home/") == (200, None)
    staff.patch(f"{CATEGORIES}{leaf.id}/", {"slug": "mugs"})
    assert staff.delete(f"{CATEGORIES}{leaf.id}/").status_code == 204
    assert _goes(market, f"{CATEGORIES}home/") == (404, None)
