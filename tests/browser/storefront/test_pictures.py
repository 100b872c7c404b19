"""Pictures of a product: small ones, large ones, by mouse and by keyboard; versions of which there are hundreds."""

from __future__ import annotations

import secrets
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.storefront.conftest import Opened
from tests.browser.storefront.test_every_page import sound
from tests.live.client import expect as answered
from tests.live.shop import Shop

COLOURS, SIZES = ("Sand", "Ink", "Olive", "Rust"), 100


@pytest.fixture
def path(shop: Shop) -> str:
    """A product with 400 versions and a picture of each of two colours; size 3 in ink is sold out."""
    wanted: dict[str, Any] = {
        "title": f"Shirt {secrets.token_hex(3)}", "category": shop.made["category"], "vendor": shop.made["vendor"],
        "status": "published", "variants": [
            {"options": {"Colour": colour, "Size": f"S{size}"}, "price": f"{20 + size % 7}.00",
             "stock_quantity": 0 if (colour, size) == ("Ink", 3) else 2}
            for colour in COLOURS for size in range(SIZES)
        ],
    }  # fmt: skip
    made = answered(shop.owner.post("/api/catalog/products/", wanted), 201)
    for colour, shade in (("Sand", (217, 195, 160)), ("Ink", (31, 42, 68))):
        content = BytesIO()
        Image.new("RGB", (600, 600), shade).save(content, "JPEG")
        answer = shop.owner.client.post(
            f"/api/catalog/products/{made['id']}/media/",
            files={"file": ("shirt.jpg", content.getvalue(), "image/jpeg")},
            data={"alt": f"A shirt in {colour.lower()}"},
            headers={"X-Tenant": shop.slug} | shop.owner.headers,
        )
        assert answer.status_code == 201, answer.text
    return f"/p/{made['slug']}/"


def test_pictures_and_four_hundred_versions(open_window: Opened, path: str) -> None:
    window = open_window()
    page = window.page
    answer = window.go(path)
    assert len(answer.body()) < 250_000, "400 versions are stated shortly"

    page.locator("#picker label", has_text="Ink").first.click()
    thumbs = page.locator("#thumbs a")
    expect(thumbs.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("radio", name="S3 (Sold out)")).to_have_count(1)
    page.keyboard.press("Tab")
    thumbs.nth(1).focus()
    page.keyboard.press("ArrowRight")
    expect(thumbs.first).to_be_focused()
    expect(thumbs.first).to_have_attribute("aria-current", "true")

    link = page.locator("#picture-1 a")
    link.focus()
    page.keyboard.press("Enter")
    large = page.locator("#zoom-frame img")
    expect(large).to_have_attribute("alt", "A shirt in sand")
    page.keyboard.press("ArrowRight")
    expect(large).to_have_attribute("alt", "A shirt in ink")
    expect(page.locator("#zoom-place")).to_have_text("Picture 2 of 2")
    page.keyboard.press("+")
    expect(page.get_by_role("button", name="Enlarge")).to_have_attribute("aria-pressed", "true")
    assert large.evaluate("one => one.clientWidth > one.parentElement.clientWidth")
    sound(window, "large picture")
    page.keyboard.press("Escape")
    expect(page.locator("#zoom")).not_to_be_visible()
    expect(link).to_be_focused()
    sound(window, "product with pictures")


def test_without_scripts_pictures_are_links(open_window: Opened, path: str) -> None:
    window = open_window(java_script_enabled=False)
    window.go(path)
    expect(window.page.locator("#variant option")).to_have_count(len(COLOURS) * SIZES)
    window.page.locator("#picture-2 a").click()
    expect(window.page).to_have_url(f"{window.base}{window.page.url.removeprefix(window.base)}")
    assert window.page.url.endswith(".jpg")
