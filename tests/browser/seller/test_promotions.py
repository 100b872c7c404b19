"""A seller reduces goods, and the shop shows the new price."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.window import Window
from tests.live.seed import PASSWORD


def test_a_seller_makes_a_promotion_and_the_shop_shows_it(window: Window) -> None:
    page, shop = window.page, window.shop
    wanted = {
        "title": "Reduced thing",
        "category": shop.made["category"],
        "price": "20.00",
        "stock_quantity": 5,
        "status": "published",
    }
    product = shop.owner.post("/api/catalog/products/", wanted).json()
    window.go("/account/login/?next=/seller/promotions/")
    page.get_by_label("E-mail").fill(window.shop.made["owner"])
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()

    page.get_by_role("link", name="New promotion").click()
    page.get_by_label("Title").fill("A quarter off")
    expect(page.get_by_label("Percent", exact=False).first).to_be_visible()
    expect(page.get_by_label("Take")).to_be_hidden()
    page.get_by_label("Percent", exact=False).first.fill("25")
    page.get_by_label("Which of your goods").select_option(label=product["title"])
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("status").filter(has_text="It is saved and published.")).to_be_visible()

    window.go(f"/p/{product['slug']}/")
    expect(page.get_by_text("€15.00").first).to_be_visible()
    window.go("/seller/promotions/")
    page.get_by_role("link", name="A quarter off").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("It is paused.")).to_be_visible()
    window.go(f"/p/{product['slug']}/")
    expect(page.get_by_text("€20.00").first).to_be_visible()
    expect(page.get_by_text("€15.00")).to_have_count(0)
    assert window.troubles == []
