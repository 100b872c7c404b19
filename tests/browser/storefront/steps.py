"""What visitors do again and again, by what they see: roles, labels, words."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.storefront.shelves import Item
from tests.browser.window import Window


def put_into_cart(window: Window, item: Item, /) -> None:
    """From the product's page, and see that it arrived."""
    window.go(item.path)
    window.page.get_by_role("button", name="Add to cart").click()
    expect(window.page.get_by_text("In your cart")).to_be_visible()


def fill_address(page: Page, /, *, name: str = "Ada Lovelace", city: str = "Berlin") -> None:
    page.get_by_label("Country").first.select_option("DE")
    page.get_by_label("Full name").first.fill(name)
    page.get_by_label("Street and house number").first.fill("1 Main St")
    page.get_by_label("Postal code").first.fill("10115")
    page.get_by_label("City").first.fill(city)


def pay_by_card(page: Page, /) -> None:
    """Order, and tell the sandbox bank to say yes."""
    page.get_by_role("button", name="Order and pay").click()
    page.get_by_role("button", name="Approve The bank says yes and the shop is told at once.").click()


def headline(page: Page, text: str, /) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
