"""Purchases as people make them, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect
from tests.browser.storefront.conftest import PHONE, Opened
from tests.browser.storefront.shelves import set_stock, shelve
from tests.browser.storefront.steps import fill_address, headline, pay_by_card, put_into_cart
from tests.browser.window import Window
from tests.live.client import eventually
from tests.live.client import expect as answered
from tests.live.purchase import new_email
from tests.live.shop import Shop


def test_a_guest_buys_on_a_phone(open_window: Opened, shop: Shop) -> None:
    item = shelve(shop, name="Teapot", price="24.00", sizes=("Small", "Large"))
    window = open_window(viewport=PHONE, has_touch=True, is_mobile=True)
    page = window.page

    window.go("/")
    page.get_by_role("combobox", name="Search the shop").fill(item.title)
    page.get_by_role("combobox", name="Search the shop").press("Enter")
    page.get_by_role("link", name=item.title).first.click()
    headline(page, item.title)
    page.get_by_text("Large", exact=True).click()
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_text("In your cart")).to_be_visible()
    expect(page.locator("#cart-count")).to_have_text("1")
    page.get_by_role("link", name="To the cart").click()
    page.get_by_role("button", name=f"One more of {item.title}").click()
    expect(page.locator("#cart")).to_contain_text("€48.00")
    expect(page.locator("#cart-count")).to_have_text("2")
    page.get_by_role("link", name="To checkout").click()
    page.get_by_label("E-mail").fill(new_email())
    fill_address(page)
    pay_by_card(page)
    headline(page, "Your order is confirmed")
    expect(page.get_by_text("2 × €24.00")).to_be_visible()
    assert window.width()[0] == PHONE["width"]
    assert window.troubles == []
    assert window.refusals == []


def test_a_user_registers_buys_and_watches_the_order_turn(window: Window, shop: Shop) -> None:
    kept, other = shelve(shop), shelve(shop, name="Bowl")
    email, page = new_email("ada"), window.page

    window.go("/account/register/")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("correct-horse-7")
    page.get_by_role("button", name="Create").click()
    mail = eventually(lambda: shop.mail(email, "welcome"))
    [link] = re.findall(r"https?://[^/\s]+(/account/activate/\S+/)", mail["text"])
    window.go(link)
    page.get_by_role("main").get_by_role("button", name=re.compile("onfirm")).click()
    window.go("/account/login/?next=/cart/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("correct-horse-7")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{window.base}/cart/")

    put_into_cart(window, kept)
    window.go("/checkout/")
    fill_address(page)
    page.get_by_role("button", name="Order and pay").click()
    page.wait_for_url("**/payments/sandbox/**")
    watched = page.context.new_page()
    watched.goto(f"{window.base}/account/orders/")
    watched.locator("main a[href^='/orders/']").first.click()
    headline(watched, "We are waiting for your payment")
    watched.evaluate("window.untouched = true")
    page.get_by_role("button", name="Approve The bank says yes and the shop is told at once.").click()
    headline(watched, "Your order is confirmed")
    assert watched.evaluate("window.untouched") is True
    watched.close()

    put_into_cart(window, other)
    window.go("/checkout/")
    page.get_by_text("Bank transfer").click()
    page.get_by_role("button", name="Order and pay").click()
    page.get_by_text("Cancel this order").click()
    page.get_by_label("Why?").fill("ordered twice")
    page.get_by_role("button", name="Cancel the order").click()
    headline(page, "This order was cancelled")
    window.go("/account/orders/")
    expect(page.get_by_role("main").get_by_text("Cancelled").first).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Confirmed").first).to_be_visible()
    assert window.troubles == []


def test_news_arrive_without_the_socket_too(window: Window, shop: Shop) -> None:
    page = window.page
    page.add_init_script(
        "window.WebSocket = class { addEventListener() {} close() {} }; window.WebSocket.OPEN = 1;"
    )
    put_into_cart(window, shelve(shop))
    window.go("/checkout/")
    page.get_by_label("E-mail").fill(new_email())
    fill_address(page)
    page.get_by_text("Bank transfer").click()
    page.get_by_role("button", name="Order and pay").click()
    headline(page, "We are waiting for your payment")
    [order_id] = re.findall(r"/orders/([0-9a-f-]{36})/", page.url)

    shop.owner.post(f"/api/payments/{shop.payment(order_id)['id']}/capture/")

    headline(page, "Your order is confirmed")


def test_a_coupon_is_refused_with_its_reason(window: Window, shop: Shop) -> None:
    page = window.page
    put_into_cart(window, shelve(shop))
    window.go("/cart/")

    page.get_by_label("Coupon").fill("SUMMER26")
    page.get_by_role("button", name="Use", exact=True).click()

    expect(page.get_by_role("alert")).to_have_text(
        "This shop does not know the code “SUMMER26”. Is it spelled right?"
    )
    expect(page.get_by_label("Coupon")).to_have_value("SUMMER26")
    expect(page.get_by_label("Coupon")).to_be_focused()
    assert window.violations() == []


def test_offers_and_a_gift_card_in_the_cart(window: Window, shop: Shop) -> None:
    page, item = window.page, shelve(shop)
    shelf = {
        "code": f"shelf-{item.id}", "title": "Shelf week", "kind": "catalogue", "status": "active",
        "benefit": {"type": "percentage", "percent": "20"},
        "target": {"type": "goods", "selection": {"products": [item.id]}},
    }  # fmt: skip
    answered(shop.owner.post("/api/promotions/", shelf), 201)
    (card,) = answered(shop.owner.post("/api/gift-cards/", {"amount": "3.00"}), 201)["cards"]
    put_into_cart(window, item)
    window.go("/cart/")

    expect(page.locator("#cart")).to_contain_text("Shelf week")
    page.get_by_label("Gift card").fill(card["code"])
    page.get_by_label("Gift card").press("Enter")
    expect(page.locator("#cart")).to_contain_text(f"Gift card ending in {card['tail']}")
    expect(page.locator("#cart")).to_contain_text("To be paid")
    assert window.violations() == []
    page.get_by_role("button", name=f"Take the gift card ending in {card['tail']} out").click()
    expect(page.locator("#cart")).not_to_contain_text("To be paid")


def test_it_sells_out_during_checkout(window: Window, shop: Shop) -> None:
    item, page = shelve(shop, stock=3), window.page
    put_into_cart(window, item)
    window.go("/checkout/")
    page.get_by_label("E-mail").fill(new_email())
    fill_address(page, name="Grace Hopper")
    set_stock(shop, item.variants[0]["id"], 0)

    page.get_by_role("button", name="Order and pay").click()

    expect(page.get_by_role("alert").first).to_contain_text("Nothing was ordered.")
    expect(page.get_by_label("Full name").first).to_have_value("Grace Hopper")
    assert window.violations() == []
    page.get_by_role("link", name="Change the cart").click()
    expect(page.get_by_text("Sold out just now. Take it out to go on.")).to_be_visible()
    page.get_by_role("button", name=f"Remove {item.title}").click()
    expect(page.get_by_text("Nothing in here yet.")).to_be_visible()


def test_buying_works_without_scripts(open_window: Opened, shop: Shop) -> None:
    item = shelve(shop, sizes=("S", "M"))
    window = open_window(java_script_enabled=False)
    page = window.page

    window.go(f"/search/?q={item.title.replace(' ', '+')}")
    page.get_by_role("link", name=item.title).first.click()
    page.get_by_role("button", name="Add to cart").click()
    headline(page, "Cart")
    page.get_by_label(f"Quantity of {item.title}").fill("3")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_label(f"Quantity of {item.title}")).to_have_value("3")
    page.get_by_role("link", name="To checkout").click()
    page.get_by_label("E-mail").fill(new_email())
    page.get_by_label("Country").first.select_option("US")
    page.get_by_role("button", name="Update").first.click()
    expect(page.get_by_label("State").first).to_be_visible()
    page.get_by_label("Country").first.select_option("DE")
    page.get_by_role("button", name="Update").first.click()
    fill_address(page)
    pay_by_card(page)
    page.wait_for_url(re.compile("/orders/"))

    def confirmed() -> bool:
        page.reload()
        return page.get_by_role("heading", level=1).inner_text() == "Your order is confirmed"

    eventually(confirmed)


def test_what_is_typed_while_another_country_is_fetched_stays(window: Window, shop: Shop) -> None:
    page = window.page
    put_into_cart(window, shelve(shop))
    window.go("/checkout/")

    def late(route: Route) -> None:
        page.get_by_label("Full name").first.fill("Grace Hopper")
        route.continue_()

    page.route("**/address/fields/**", late)
    with page.expect_response("**/address/fields/**"):
        page.get_by_label("Country").first.select_option("US")

    expect(page.get_by_label("State").first).to_be_visible()
    expect(page.get_by_label("Full name").first).to_have_value("Grace Hopper")
    assert window.troubles == []


def test_two_clicks_make_one_order(window: Window, shop: Shop) -> None:
    item, page, email = shelve(shop), window.page, new_email()
    put_into_cart(window, item)
    window.go("/checkout/")
    page.get_by_label("E-mail").fill(email)
    fill_address(page)
    page.get_by_text("Bank transfer").click()

    page.get_by_role("button", name="Order and pay").dblclick()

    headline(page, "We are waiting for your payment")
    eventually(lambda: shop.mails(email)["order_placed"])
    assert shop.mails(email)["order_placed"] == 1
