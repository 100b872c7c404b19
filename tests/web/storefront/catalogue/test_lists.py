"""Lists of products: the same filters and results as the API, in addresses that can be passed on."""

from typing import Any

import pytest

PRODUCTS = "/api/catalog/products/"


@pytest.mark.parametrize(
    "query",
    [
        "", "sort=price", "sort=-price", "sort=best_selling", "sort=rating", "tag=gift", "tag=gift&tag=steel",
        "price_min=10&price_max=25", "in_stock=true", "in_stock=false", "reduced=true", "attr.colour=red",
        "attr.colour=red&attr.colour=black", "category=kitchen", "rating_min=4", "vendor={clay}",
        "vendor={iron}&reduced=true&sort=price", "tag=gift&attr.colour=red&price_max=20&in_stock=true",
    ],
)  # fmt: skip
def test_a_page_shows_what_the_api_finds(shop: Any, visit: Any, query: str) -> None:
    query = query.format(clay=shop.clay.vendor_id, iron=shop.iron.vendor_id)
    found = [item["title"] for item in shop.guest.get(f"{PRODUCTS}?{query}").json()["results"]]

    page = visit.get(f"/products/?{query}")

    assert (page.status, page.titles) == (200, found)


def test_a_category_has_its_trail_its_children_and_everything_below(shop: Any, visit: Any) -> None:
    home, kitchen = visit.get("/c/home/"), visit.get("/c/kitchen/?sort=price")

    assert home.titles == ["Bowl", "Vase", "Pan", "Mug"]
    assert kitchen.titles == ["Bowl", "Mug", "Pan"]
    assert "<h1 " in kitchen.source
    assert "Kitchen · " in kitchen
    assert "/c/kitchen/" in home.links
    assert "/c/home/" in kitchen.links
    assert [step["name"] for step in kitchen.data["BreadcrumbList"]["itemListElement"]] == ["Home", "Kitchen"]
    assert '<link rel="canonical" href="http://testserver/c/kitchen/">' in kitchen.source


def test_an_unknown_category_is_answered_with_the_known_ones(shop: Any, visit: Any) -> None:
    page = visit.get("/c/nothing/")

    assert page.status == 404
    assert "There is no such category" in page
    assert "/c/home/" in page.links
    assert "/c/garden/" in page.links


def test_ids_lead_to_slugs(shop: Any, visit: Any) -> None:
    moved = visit.get(f"/c/{shop.kitchen.id}/")

    assert (moved.status, moved.place) == (301, "/c/kitchen/")


def test_filters_in_use_are_shown_with_the_way_back(shop: Any, visit: Any) -> None:
    page = visit.get("/c/home/?tag=gift&tag=steel&price_max=30&sort=price")

    assert page.titles == ["Mug", "Vase"]
    for link in (
        "/c/home/?price_max=30&sort=price&tag=steel",
        "/c/home/?price_max=30&sort=price&tag=gift",
        "/c/home/?sort=price&tag=gift&tag=steel",
        "/c/home/?sort=price",
    ):
        assert link in page.links, link
    assert "up to €30.00" in page
    assert 'value="gift" checked' in page.source
    assert '<option value="price" selected>' in page.source


def test_alternatives_stay_on_offer_and_spelling_is_one_choice(shop: Any, visit: Any) -> None:
    page = visit.get("/products/?attr.colour=red")

    assert page.titles == ["Vase", "Mug"]
    boxes = [line for line in page.source.split("<input ") if 'name="attr.colour"' in line]
    assert len(boxes) == 2
    assert "checked" in boxes[0]
    assert '<span class="text-sm text-soft">2</span>' in boxes[0]
    assert 'value="black"' in boxes[1]
    assert '<span class="text-sm text-soft">1</span>' in boxes[1]


def test_a_part_is_the_list_alone_and_its_links_carry_the_filters(market: Any, visit: Any) -> None:
    kitchen = market.category("Kitchen")
    for number in range(30):
        market.product(f"Thing {number}", category=kitchen, price=f"{number + 1}.00", tags=("all",))

    part = visit.part("/c/kitchen/?tag=all&sort=price")
    whole = visit.get("/c/kitchen/?tag=all&sort=price")

    assert part.source.lstrip().startswith('<div id="list"')
    assert "<html" not in part.source
    assert part.source.strip() in whole.source
    (following,) = {link for link in part.links if "cursor=" in link}
    assert following.startswith("/c/kitchen/?sort=price&tag=all&cursor=")
    second = visit.get(following)
    assert second.titles == [f"Thing {number}" for number in range(24, 30)]
    assert '<meta name="robots" content="noindex,follow">' in second.source
    (back,) = {link for link in second.links if "cursor=" in link}
    assert visit.get(back).titles == whole.titles == [f"Thing {number}" for number in range(24)]


def test_without_scripts_empty_fields_of_the_form_say_nothing(shop: Any, visit: Any) -> None:
    sent = visit.get("/products/?category=&vendor=&rating_min=&price_min=&price_max=20&sort=price")

    assert (sent.status, sent.titles) == (200, ["Bowl", "Rake", "Mug", "Spade"])
    assert sent.source == visit.get("/products/?price_max=20&sort=price").source


def test_a_text_is_found_corrected_or_missed_with_advice(shop: Any, visit: Any) -> None:
    assert sorted(visit.get("/search/?q=clay").titles) == ["Bowl", "Mug", "Vase"]
    mistyped = visit.get("/search/?q=spaed")
    assert mistyped.titles == ["Spade"]
    assert "Nothing has the word “spaed”. Here is what we have for <strong>spade</strong>" in mistyped
    nothing = visit.get("/search/?q=xylophone&tag=gift&reduced=true")
    assert (nothing.status, nothing.titles) == (200, [])
    assert "Nothing found for “xylophone”" in nothing
    assert "/search/?q=xylophone" in nothing.links
    assert "/search/?q=xylophone&tag=gift" in nothing.links
    assert "What others like" in nothing
    assert '<meta name="robots" content="noindex,follow">' in nothing.source


def test_a_text_narrows_any_list_and_stays_with_its_filters(shop: Any, visit: Any) -> None:
    page = visit.get("/c/kitchen/?q=clay&sort=price")

    assert page.titles == ["Bowl", "Mug"]
    assert '<input type="hidden" name="q" value="clay">' in page.source
    assert "/c/kitchen/?sort=price" in page.links
    assert "“clay”" in page


def test_prices_may_be_written_with_a_comma(shop: Any, visit: Any) -> None:
    page = visit.get("/products/?price_min=19,99&price_max=25")

    assert (page.status, page.titles) == (200, ["Spade", "Vase"])
    assert 'value="19,99"' in page.source


def test_a_shop_of_one_seller_names_none(make_tenant: Any) -> None:
    from tests.catalog.marketplace import Market
    from tests.web.storefront.catalogue.visitor import Visitor

    tenant = make_tenant(mode="shop")
    Market(tenant).product("Red Mug")
    page = Visitor(tenant).get("/products/")

    assert page.titles == ["Red Mug"]
    assert 'name="vendor"' not in page.source
    assert "/sellers/" not in page.links


def test_another_shops_category_is_not_here(shop: Any, other_market: Any, visit: Any) -> None:
    foreign = other_market.category("Attic")
    other_market.product("Foreign", category=foreign)

    assert visit.get("/c/attic/").status == 404
    assert visit.get(f"/c/{foreign.id}/").status == 404
    assert "Foreign" not in visit.get("/products/?category=attic")
