"""The page of a product."""

from typing import Any

import pytest
from tests.factories.terms import charge_tax, ship_by

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def jacket(market: Any) -> Any:
    """Two colours and two sizes, of which one combination does not exist and one is sold out."""
    variants = (
        market.variant("120.00", compare_at="150.00", stock=4, options={"colour": "sand", "size": "S"}),
        market.variant("125.00", stock=0, options={"colour": "sand", "size": "M"}),
        market.variant("130.00", stock=4, options={"colour": "ink", "size": "M"}),
    )
    return market.product(
        "Harbour Jacket",
        variants=variants,
        tags=("new", "rain & wind"),
        attributes={"material": "cotton", "washable": True},
        description="First paragraph.\n\nSecond one,\nwith <b>a</b> line.",
    )


def test_it_says_what_it_is_and_what_it_costs(jacket: Any, visit: Any) -> None:
    page = visit.get("/p/harbour-jacket/")

    assert page.status == 200
    for words in ("Harbour Jacket", "€120.00", "€150.00", "−20 %", "You save", "€30.00", "In stock", "Material",
                  "cotton", "Washable", "Yes", "<p>First paragraph.</p>", "Second one,<br>with a line."):  # fmt: skip
        assert words in page, words
    assert "/products/?tag=new" in page.links
    assert "/products/?tag=rain%20%26%20wind" in page.links
    assert "/c/kitchen/" in page.links
    assert "/p/harbour-jacket/review/" in page.links


def test_without_scripts_every_version_can_be_chosen(jacket: Any, visit: Any) -> None:
    page = visit.get("/p/harbour-jacket/")

    options = [f'<option value="{variant.id}"' for variant in jacket.variants]
    assert all(option in page.source for option in options)
    assert "sand / M · €125.00 · sold out" in page
    assert '<form method="post" action="/cart/add/"' in page.source
    assert 'name="variant_id"' in page.source
    assert 'name="quantity"' in page.source
    assert "csrfmiddlewaretoken" not in page.source


def test_a_version_has_an_address(jacket: Any, visit: Any) -> None:
    ink = visit.get(f"/p/harbour-jacket/?variant={jacket.variants[2].id}")
    sold = visit.get(f"/p/harbour-jacket/?variant={jacket.variants[1].id}")
    gone = visit.get(f"/p/harbour-jacket/?variant={new_id()}")

    assert '<span id="price" class="text-2xl font-semibold">€130.00</span>' in ink.source
    assert f'<option value="{jacket.variants[2].id}" selected>' in ink.source
    assert '<span id="stock-words">Sold out</span>' in sold.source
    assert '<link rel="canonical" href="http://testserver/p/harbour-jacket/">' in ink.source
    assert (gone.status, gone.place) == (302, "/p/harbour-jacket/")
    assert visit.get("/p/harbour-jacket/?variant='--").place == "/p/harbour-jacket/"


def test_a_product_that_is_sold_out_stays_with_alternatives(market: Any, visit: Any) -> None:
    market.product("Red Mug", stock=0)
    market.product("Blue Mug")

    page = visit.get("/p/red-mug/")

    assert page.status == 200
    assert "Sold out at the moment" in page
    assert 'id="add"' not in page.source
    assert page.titles == ["Blue Mug"]
    assert page.data["Product"]["offers"]["availability"] == "https://schema.org/OutOfStock"


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_public_is_gone_with_suggestions(market: Any, visit: Any, status: str) -> None:
    market.product("Secret Mug", status=status)
    market.product("Blue Mug")

    page = visit.get("/p/secret-mug/")

    assert page.status == 404
    assert "Secret" not in page
    assert "What others like" in page
    assert "Blue Mug" in page


def test_ids_lead_to_slugs_and_others_products_nowhere(market: Any, other_market: Any, visit: Any) -> None:
    own, foreign = market.product(), other_market.product("Foreign Mug")

    assert (visit.get(f"/p/{own.id}/").status, visit.get(f"/p/{own.id}/").place) == (301, "/p/red-mug/")
    assert visit.get(f"/p/{foreign.id}/").status == visit.get("/p/foreign-mug/").status == 404


def test_nothing_that_is_written_ends_the_data(market: Any, visit: Any) -> None:
    title = 'Mug "</script><script>alert(1)</script> & <img src=x>'
    with_tags = market.product("Plain", description="5 < 6 & 7 > 3 \u2028 </script>")
    staff = market.staff()
    renamed = staff.patch(f"/api/catalog/products/{with_tags.id}/", {"title": title})
    assert renamed.status_code == 200

    page = visit.get("/p/plain/")

    assert page.source.count("</script>") == page.source.count("<script")
    assert "<img src=x>" not in page.source
    assert page.data["Product"]["name"] == renamed.json()["title"]


def test_search_engines_read_price_stock_and_rating(jacket: Any, market: Any, visit: Any) -> None:
    for stars in (5, 4):
        market.buyer().post(
            f"/api/catalog/products/{jacket.id}/reviews/", {"rating": stars, "comment": "Warm."}
        )

    data = visit.get("/p/harbour-jacket/").data["Product"]

    assert [(one["price"], one["priceCurrency"], one["availability"]) for one in data["offers"]] == [
        ("120.00", "EUR", "https://schema.org/InStock"),
        ("125.00", "EUR", "https://schema.org/OutOfStock"),
        ("130.00", "EUR", "https://schema.org/InStock"),
    ]
    assert data["offers"][2]["url"] == f"http://testserver/p/harbour-jacket/?variant={jacket.variants[2].id}"
    assert (data["aggregateRating"]["ratingValue"], data["aggregateRating"]["reviewCount"]) == (4.5, 2)
    page = visit.get("/p/harbour-jacket/")
    assert '<meta property="og:type" content="product">' in page.source
    assert '<meta property="product:price:amount" content="120.00">' in page.source


def test_prices_say_what_they_contain(make_tenant: Any) -> None:
    from tests.catalog.marketplace import Market
    from tests.web.storefront.catalogue.visitor import Visitor

    said = {
        "Price includes taxes, shipping is added.": (True, True),
        "Taxes are added at the checkout.": (False, False),
        "Shipping is added.": (None, True),
    }
    for words, (included, ships) in said.items():
        tenant = make_tenant()
        with tenant_scope(tenant.id):
            if included is not None:
                charge_tax(prices_include_tax=included)
            if ships:
                ship_by("post", "Post", "4.90", free_from="50.00")
        Market(tenant).product()
        page = Visitor(tenant).get("/p/red-mug/")
        assert words in page
        assert ("Post" in page, "€4.90" in page) == (ships, ships)


def test_hundreds_of_versions_are_stated_shortly(market: Any, visit: Any) -> None:
    from nexus.web.storefront.product_page import data_for_script, offers

    def version(number: int) -> dict[str, Any]:
        price = ("20.00", None) if number % 2 else ("15.00", "20.00")
        return {
            "id": str(number), "title": "", "sku": "", "options": {"Size": f"S{number}"} | ({"Fit": "slim"} if number else {}),
            "price": price[0], "compare_at_price": price[1], "currency": "EUR", "in_stock": number != 1,
        }  # fmt: skip

    sizes = {"name": "Size", "values": [f"S{number}" for number in range(60)]}
    body = {
        "images": [],
        "variants": [version(n) for n in range(60)],
        "options": [sizes, {"name": "Fit", "values": ["slim"]}],
    }
    packed = data_for_script(body, offers(body))

    assert (packed["names"], packed["values"][1]) == (["Size", "Fit"], ["slim"])
    assert [(p["price"], p["before"], p["saving"]) for p in packed["prices"]] == [
        ("€15.00", "€20.00", "\u221225 %"), ("€20.00", "", ""),
    ]  # fmt: skip
    assert packed["offers"][:2] == [["0", [0, None], 0, True, None], ["1", [1, 0], 1, False, None]]

    variants = tuple(market.variant(f"{10 + n % 3}.00", options={"size": str(n)}) for n in range(51))
    market.product("Many", variants=variants)
    offer = visit.get("/p/many/").data["Product"]["offers"]
    assert (offer["@type"], offer["lowPrice"], offer["highPrice"], offer["offerCount"]) == (
        "AggregateOffer", "10.00", "12.00", 51,
    )  # fmt: skip
