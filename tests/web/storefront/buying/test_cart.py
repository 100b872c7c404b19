"""The cart's page."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.terms import charge_tax, ship_by
from tests.web.storefront.buying.conftest import Browser, stocked, text

from nexus.platform.tenancy import tenant_scope


def test_what_is_put_in_is_there_and_counted(browser: Browser, shelf: Any) -> None:
    first = browser.put_in(shelf.variant_ids[0], 2)
    browser.put_in(shelf.variant_ids[0], 1)
    browser.put_in(shelf.variant_ids[1])

    assert (first.status_code, first["Location"]) == (302, "/cart/")
    assert browser.quantities() == [3, 1]
    assert browser.cookie("nexus_cart_count") == "4"
    page = text(browser.get("/cart/"))
    assert "€34.50" in page
    assert "To checkout" in page


def test_with_htmx_the_product_page_gets_a_word_instead_of_a_redirect(browser: Browser, shelf: Any) -> None:
    said = browser.part("/cart/add/", {"variant_id": str(shelf.variant_ids[0]), "quantity": "2"})

    assert said.status_code == 200
    assert "In your cart: 2 × Thing 0" in text(said)
    assert "<html" not in text(said)
    assert said.cookies["nexus_cart_count"].value == "2"


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ({"do": "more", "quantity": "2"}, [3]),
        ({"do": "less", "quantity": "2"}, [1]),
        ({"do": "set", "quantity": "5"}, [5]),
        ({"do": "remove", "quantity": "2"}, []),
        ({"do": "less", "quantity": "1"}, []),
        ({"quantity": "0"}, []),
    ],
)
def test_a_line_is_changed_in_place(
    browser: Browser, shelf: Any, form: dict[str, str], left: list[int]
) -> None:
    browser.put_in(shelf.variant_ids[0], 2)
    [line] = browser.lines()

    said = browser.part(f"/cart/lines/{line}/", form)

    assert said.status_code == 200
    assert "<html" not in text(said)
    assert browser.quantities() == left
    assert browser.cookie("nexus_cart_count") == str(sum(left))


@pytest.mark.parametrize("quantity", ["", "-1", "two", "99999999999999999999", "1.5", "²", "10001"])
def test_an_impossible_quantity_changes_nothing(browser: Browser, shelf: Any, quantity: str) -> None:
    browser.put_in(shelf.variant_ids[0], 2)
    [line] = browser.lines()

    assert browser.part(f"/cart/lines/{line}/", {"do": "set", "quantity": quantity}).status_code == 400
    assert browser.put_in(shelf.variant_ids[0], quantity).status_code in (302, 400)  # type: ignore[arg-type]
    assert browser.quantities() == [2]


def test_another_tab_has_taken_it_out(browser: Browser, shelf: Any) -> None:
    browser.put_in(shelf.variant_ids[0])
    browser.put_in(shelf.variant_ids[1])
    gone, _ = browser.lines()
    browser.post(f"/cart/lines/{gone}/", {"do": "remove"})

    said = browser.part(f"/cart/lines/{gone}/", {"do": "more", "quantity": "1"})
    assert said.status_code == 409
    assert "This was taken out in the meantime." in text(said)
    led = browser.post(f"/cart/lines/{gone}/", {"do": "more", "quantity": "1"})
    assert (led.status_code, led["Location"]) == (302, "/cart/")
    assert "This was taken out in the meantime." in text(browser.get("/cart/"))


def test_a_product_of_another_shop_cannot_be_put_in(browser: Browser, other_tenant: Any) -> None:
    foreign = stocked(other_tenant)

    said = browser.part("/cart/add/", {"variant_id": str(foreign.variant_ids[0]), "quantity": "1"})

    assert said.status_code == 404
    assert "no longer sold" in text(said)
    assert browser.quantities() == []


def test_a_line_of_somebody_else_is_out_of_reach(browser: Browser, shelf: Any, tenant: Any) -> None:
    browser.put_in(shelf.variant_ids[0], 2)
    [line] = browser.lines()
    stranger = Browser(tenant)
    stranger.put_in(shelf.variant_ids[1])

    assert stranger.part(f"/cart/lines/{line}/", {"do": "remove"}).status_code == 409
    assert browser.quantities() == [2]


def test_a_coupon_is_refused_with_its_reason_and_stays_in_the_field(browser: Browser, shelf: Any) -> None:
    browser.put_in(shelf.variant_ids[0])

    refused = browser.post("/cart/coupon/", {"code": 'SUMMER"><b>'})

    page = text(refused)
    assert refused.status_code == 400
    assert "This shop does not know the code “SUMMER&quot;&gt;&lt;b&gt;”." in page
    assert 'value="SUMMER&quot;&gt;&lt;b&gt;"' in page
    assert browser.post("/cart/coupon/", {"code": " "}).status_code == 400
    assert browser.quantities() == [1]


def test_shipping_and_tax_are_estimated_for_a_country(make_tenant: Any) -> None:
    shop = make_tenant()
    with tenant_scope(shop.id):
        charge_tax()
        ship_by("post", "Post", "4.90", free_from="50.00")
    browser = Browser(shop)
    browser.put_in(stocked(shop).variant_ids[0])

    page = text(browser.get("/cart/?country=DE"))
    assert "Estimated total" not in page
    assert "€16.80" in page  # 10.00 + 1.90 + 4.90
    assert "Post · €40.00 more and it is free" in page
    assert "VAT 19 %" in page
    assert "Estimated total" in text(browser.get("/cart/"))
    assert "We do not know this country." in text(browser.get("/cart/?country=Atlantis"))


def test_what_cannot_be_bought_says_why_and_bars_the_way(browser: Browser, shelf: Any, tenant: Any) -> None:
    browser.put_in(shelf.variant_ids[0], 7)

    page = text(browser.get("/cart/"))

    assert "Only 5 left. Please choose fewer." in page
    assert "To checkout" not in page
    assert "Please settle what is marked in the list first." in page


@pytest.mark.parametrize("cookie", ["", "x", "a" * 500, "../../etc", "<script>alert(1)</script>xxxxxxxx"])
def test_a_broken_cookie_is_an_empty_cart(browser: Browser, cookie: str) -> None:
    browser.client.cookies["nexus_cart"] = cookie

    answer = browser.get("/cart/")

    assert answer.status_code == 200
    assert "Nothing in here yet." in text(answer)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://testserver.evil.example"])
def test_a_form_of_another_site_puts_nothing_in(browser: Browser, shelf: Any, origin: str) -> None:
    refused = browser.post(
        "/cart/add/", {"variant_id": str(shelf.variant_ids[0]), "quantity": "1"}, Origin=origin
    )

    assert refused.status_code == 403
    assert "<h1" in text(refused)
    assert browser.quantities() == []


def test_the_page_costs_the_same_with_one_line_and_with_two(
    browser: Browser, shelf: Any, sql_log: Any
) -> None:
    browser.put_in(shelf.variant_ids[0])
    browser.get("/cart/")
    with sql_log() as one:
        browser.get("/cart/")
    browser.put_in(shelf.variant_ids[1])
    with sql_log() as two:
        browser.get("/cart/")

    assert len(one) == len(two) == 7  # tenant, cart, goods, prices, stock, what goes with it, menu
