"""English and Spanish."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.browser.storefront.conftest import Opened
from tests.browser.storefront.shelves import shelve
from tests.browser.storefront.steps import put_into_cart
from tests.browser.window import Window
from tests.live.shop import Shop


def test_the_language_is_switched_and_stays(window: Window, shop: Shop) -> None:
    item, page = shelve(shop, price="1234.50"), window.page
    put_into_cart(window, item)
    expect(page.get_by_role("main")).to_contain_text("€1,234.50")

    page.get_by_label("Language").select_option("es")

    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url == f"{window.base}{item.path}"
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"1\.?234,50\s€"))
    window.go("/cart/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cesta")
    assert window.troubles == []


def test_the_browsers_wish_comes_before_the_shops_own(open_window: Opened) -> None:
    window = open_window(locale="es-MX")
    window.go("/")
    expect(window.page.locator("html")).to_have_attribute("lang", "es")
    expect(window.page.get_by_role("link", name="Todo").first).to_be_visible()
