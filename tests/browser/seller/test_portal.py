"""A seller's day in the portal: a product with a table of variants, its pictures, a file of others."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from tests.browser.window import Window
from tests.live.seed import PASSWORD


def _log_in(window: Window) -> None:
    window.go("/account/login/?next=/seller/products/")
    window.page.get_by_label("E-mail").fill(window.shop.made["owner"])
    window.page.get_by_label("Password").fill(PASSWORD)
    window.page.locator("main").get_by_role("button", name="Log in").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Products")


def _make(page: Page, title: str) -> None:
    page.get_by_role("link", name="New product").click()
    page.get_by_label("Title").first.fill(title)
    page.get_by_label("Category", exact=True).select_option(label="Things")
    page.get_by_label("Price (EUR)").fill("20")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _cell(page: Page, name: str) -> Locator:
    """By the heads of its column and its row."""
    return page.get_by_role("textbox", name=name, exact=True)


def _png(colour: str) -> dict[str, Any]:
    content = BytesIO()
    Image.new("RGB", (60, 60), colour).save(content, "PNG")
    return {"name": f"{colour}.png", "mimeType": "image/png", "buffer": content.getvalue()}


def _pictures(page: Page) -> list[str | None]:
    return [found.get_attribute("data-picture") for found in page.locator("[data-picture]").all()]


def test_a_table_of_nine_variants_by_keyboard(window: Window) -> None:
    page = window.page
    _log_in(window)
    _make(page, "Shirt")
    page.get_by_role("link", name="Variants").click()
    page.get_by_label("New option").first.fill("Size")
    page.get_by_label("Its values").first.fill("S, M, L")
    page.get_by_label("New option").last.fill("Tint")
    page.get_by_label("Its values").last.fill("red, blue, green")
    page.get_by_role("button", name="Make the missing variants").click()
    expect(page.get_by_text("8 variants were made.")).to_be_visible()

    page.get_by_label("Tint", exact=True).select_option("red")
    page.get_by_label("to", exact=True).fill("31.50")
    page.get_by_role("button", name="In all shown rows").click()
    _cell(page, "Stock S / red").fill("4")
    page.keyboard.press("Control+d")
    page.keyboard.press("ArrowDown")
    expect(_cell(page, "Stock M / red")).to_be_focused()
    expect(page.get_by_text("Changed rows: 3")).to_be_visible()
    page.get_by_role("button", name="Save the table").click()

    expect(page.get_by_text("3 variants were changed.")).to_be_visible()
    shown = [
        _cell(page, f"{column} {size} / red").input_value()
        for size in "SML"
        for column in ("Price (EUR)", "Stock")
    ]
    assert shown == ["31.50", "4", "31.50", "4", "31.50", "4"]
    assert _cell(page, "Price (EUR) M / blue").input_value() == "20.00"
    assert window.troubles == []


def test_pictures_are_dragged_and_moved_by_keyboard(window: Window) -> None:
    page = window.page
    _log_in(window)
    _make(page, "Vase")
    page.get_by_role("link", name="Pictures").click()
    page.get_by_label("Add pictures").set_input_files([_png("red"), _png("green"), _png("blue")])
    expect(page.locator("[data-picture]")).to_have_count(3)
    expect(page.get_by_text("blue.png: Kept")).to_be_visible()
    red, green, blue = _pictures(page)

    with page.expect_response("**/pictures/order/"):
        page.locator("[data-picture]").nth(2).drag_to(
            page.locator("[data-picture]").nth(0),
            source_position={"x": 60, "y": 60},
            target_position={"x": 60, "y": 60},
        )
    expect(page.locator("[data-picture]").first).to_have_attribute("data-picture", str(blue))
    page.locator(f"#later-{blue}").focus()
    with page.expect_response("**/pictures/order/"):
        page.keyboard.press("Enter")
    expect(page.locator("[data-picture]").nth(1)).to_have_attribute("data-picture", str(blue))
    expect(page.locator(f"#later-{blue}")).to_be_focused()
    page.reload()
    assert _pictures(page) == [red, blue, green]
    assert window.troubles == []


def test_a_file_is_brought_in_with_a_bar(window: Window) -> None:
    page = window.page
    _log_in(window)
    rows = "".join(f"lamp-{n},Lamp {n},Things,LMP-{n},{n + 1}.00,3\n" for n in range(40))
    file = {
        "name": "lamps.csv",
        "mimeType": "text/csv",
        "buffer": f"handle,title,category,sku,price,stock\n{rows}".encode(),
    }

    page.get_by_role("link", name="Import and export").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Start the import").click()
    page.get_by_role("link", name="To the products").click()

    page.get_by_label("Title, SKU or barcode").fill("LMP-39")
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.get_by_role("link", name="Lamp 39")).to_be_visible()
    assert window.troubles == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_page_for_everybody(open_window: Callable[..., Window], scheme: str, width: int) -> None:
    window = open_window(viewport={"width": width, "height": 900}, color_scheme=scheme)
    goods = window.shop.owner.post(
        "/api/catalog/products/", {"title": "Cup", "category": window.shop.made["category"], "price": "5.00"}
    ).json()
    _log_in(window)

    for path in (
        "",
        "new/",
        f"{goods['id']}/",
        f"{goods['id']}/variants/",
        f"{goods['id']}/pictures/",
        "../imports/",
        "../reviews/",
    ):
        window.go(f"/seller/products/{path}")
        drawn, wide = window.width()
        assert (path, window.violations(), drawn <= wide) == (path, [], True)
    assert window.troubles == []
