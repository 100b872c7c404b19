"""A promotion is written beside a cart that shows what it does, with the keyboard alone."""

from __future__ import annotations

import secrets

from playwright.sync_api import expect
from tests.browser.conftest import Desk


def test_a_draft_is_tried_while_it_is_written(desk: Desk) -> None:
    goods, code = desk.shop.sell(price="20.00"), f"draft-{secrets.token_hex(4)}"
    title = desk.shop.owner.get(f"/api/catalog/products/{goods.product_id}/").json()["title"]
    page = desk.page
    desk.log_in()
    desk.go("/admin/pricing/promotionrecord/add/")
    cart, verdict = page.get_by_label("In the cart"), page.locator(".pe-verdict")

    for left in reversed(range(cart.get_by_role("button").count())):
        cart.get_by_role("button").first.click()
        expect(cart.get_by_role("button")).to_have_count(left)
    page.get_by_label("Add goods to the cart").press_sequentially(title)
    expect(page.get_by_role("group", name="Found").last.get_by_role("button")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_label(f"Pieces of {title}").fill("2")
    expect(verdict).to_have_text("Not complete yet")

    page.get_by_label("Title").fill("A tenth off")
    page.get_by_label("Code", exact=False).first.fill(code)
    page.get_by_label("Percent", exact=False).first.fill("10")
    expect(verdict).to_have_text("It applies: 4.00 EUR off.")
    expect(page.locator(".pe-total dd")).to_have_text("36.00 EUR")

    page.get_by_label("Add a condition").select_option("min_spend")
    page.get_by_role("button", name="Add", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id-conditions-0-type")).to_be_focused()
    page.locator("#id-conditions-0-amounts-EUR").fill("50")
    expect(verdict).to_have_text("It does not apply. 10.00 EUR more.")
    page.get_by_label(f"Pieces of {title}").fill("3")
    expect(verdict).to_have_text("It applies: 6.00 EUR off.")

    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("A tenth off is saved.")).to_be_visible()
    expect(page.locator("dt:text-is('Code') + dd")).to_have_text(code)
    assert desk.troubles == []


def test_pages_of_promotions_fit_a_phone(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 375, "height": 812})
    desk.log_in()

    for path in ("", "add/", "calendar/", "usage/"):
        desk.go(f"/admin/pricing/promotionrecord/{path}")
        desk.page.wait_for_load_state("networkidle")
        drawn, window = desk.width()
        assert (path, drawn) == (path, window)
    for path in ("couponrecord/", "couponrecord/add/", "couponbatchrecord/", "lanerecord/"):
        desk.go(f"/admin/pricing/{path}")
        drawn, window = desk.width()
        assert (path, drawn) == (path, window)
    assert desk.troubles == []
