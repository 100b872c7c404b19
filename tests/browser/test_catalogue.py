"""Lists and products as people use them: filters that are addresses, focus that stays, versions that exist."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Desk
from tests.live.client import expect as answered


@pytest.fixture
def shelf(desk: Desk) -> str:
    """Address of a category with three products: one sold out, one reduced, one that comes in versions."""
    owner, name = desk.shop.owner, f"shelf-{secrets.token_hex(3)}"
    answered(owner.post("/api/catalog/categories/", {"name": name.title(), "slug": name}), 201)
    versions = [
        {"options": {"Colour": "Sand", "Size": "S"}, "price": "30.00", "stock_quantity": 3},
        {"options": {"Colour": "Sand", "Size": "M"}, "price": "31.00", "stock_quantity": 0},
        {"options": {"Colour": "Ink", "Size": "M"}, "price": "32.00", "stock_quantity": 3},
    ]
    wanted: list[dict[str, Any]] = [
        {"title": f"Mug {name}", "price": "10.00", "stock_quantity": 0},
        {"title": f"Pan {name}", "price": "20.00", "compare_at_price": "25.00", "stock_quantity": 4},
        {"title": f"Shirt {name}", "variants": versions},
    ]
    for facts in wanted:
        more = {"category": name, "vendor": desk.shop.made["vendor"], "status": "published"}
        answered(owner.post("/api/catalog/products/", facts | more), 201)
    return f"/c/{name}/"


def test_filters_change_the_list_and_the_address_and_back_takes_them_back(desk: Desk, shelf: str) -> None:
    page, results = desk.page, desk.page.locator("#results")
    desk.go(shelf)
    expect(results).to_have_text("3 products shown.")

    page.get_by_label("In stock only").check()
    expect(results).to_have_text("2 products shown.")
    expect(page).to_have_url(f"{desk.base}{shelf}?in_stock=true")
    expect(page.locator("#f-in_stock")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("2 products shown.")

    page.get_by_label("up to").fill("25")
    page.keyboard.press("Enter")
    expect(results).to_have_text("1 product shown.")
    page.get_by_role("link", name="Remove filter: In stock").click()
    expect(results).to_have_text("2 products shown.")
    expect(page).to_have_url(f"{desk.base}{shelf}?price_max=25")
    expect(results).to_be_focused()

    for address in (f"{shelf}?in_stock=true&price_max=25", f"{shelf}?in_stock=true", shelf):
        page.go_back()
        expect(page).to_have_url(f"{desk.base}{address}")
    expect(results).to_have_text("3 products shown.")
    assert desk.troubles == []


def test_versions_follow_the_options_and_stand_in_the_address(desk: Desk, shelf: str) -> None:
    page = desk.page
    desk.go(shelf)
    page.locator("#list").get_by_role("link", name="Shirt").click()
    expect(page.locator("#price")).to_have_text("€30.00")

    page.locator("#picker label", has_text="Ink").click()
    expect(page.locator("#price")).to_have_text("€32.00")
    expect(page.get_by_role("radio", name="M", exact=True)).to_be_checked()
    page.locator("#picker label", has_text="Sand").click()
    expect(page.locator("#stock-words")).to_have_text("Sold out")
    expect(page.locator("#add")).to_have_attribute("aria-disabled", "true")

    page.reload()
    expect(page.locator("#price")).to_have_text("€31.00")
    assert desk.troubles == []


def test_suggestions_are_chosen_by_arrow_keys_and_left_by_escape(desk: Desk, shelf: str) -> None:
    page, word = desk.page, shelf.strip("/").removeprefix("c/shelf-")
    desk.go("/")
    box = page.get_by_role("combobox", name="Search the shop")
    box.press_sequentially(f"pan {word}")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options.last).to_contain_text("Pan")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_empty()
    expect(box).to_have_value(f"pan {word}")
    expect(box).to_have_attribute("aria-expanded", "false")

    box.press_sequentially(" ")
    expect(options.last).to_contain_text("Pan")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/p/"))
    assert desk.troubles == []
