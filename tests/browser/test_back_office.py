"""The back office as people meet it: scripts, policies and widths that no HTTP client notices."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.conftest import Desk
from tests.live.client import eventually
from tests.live.purchase import initiate, new_email, order, settled


def test_an_order_is_found_cancelled_and_told_to_its_buyer(desk: Desk) -> None:
    email = new_email()
    placed = order(desk.shop.guest(), desk.shop.sell(), method="manual", email=email)
    page, number = desk.page, placed["number"]
    desk.log_in()
    expect(page.get_by_role("heading", name="Orders awaiting payment")).to_be_visible()

    page.locator("#nav-sidebar-apps a", has_text="Orders").click()
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", name=f"Order {number}")).to_be_visible()
    page.get_by_role("link", name="Cancel order").click()
    page.get_by_role("button", name="Cancel order").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("Reason").fill("the buyer called")
    page.get_by_role("button", name="Cancel order").click()

    expect(page.get_by_text(f"{number} is cancelled. Stock and money go back by themselves.")).to_be_visible()
    assert desk.shop.order(placed["id"])["status"] == "cancelled"
    eventually(lambda: desk.shop.mails(email)["order_cancelled"])
    desk.go(f"/admin/notifications/mailmessage/?q={email}")
    page.get_by_role("link", name=f"Your order {number} was cancelled").click()
    expect(page.frame_locator("iframe.bo-frame").get_by_text(number).first).to_be_visible()
    assert desk.troubles == []


def test_a_process_says_where_it_is_and_what_it_waits_for(desk: Desk) -> None:
    placed = order(desk.shop.guest(), desk.shop.sell(), method="manual")
    desk.log_in()

    desk.go(f"/admin/checkout/processrecord/?q={placed['number']}")
    desk.page.get_by_role("link", name=placed["number"]).click()

    expect(desk.page.locator("dt:text-is('State') + dd")).to_have_text("awaiting payment")
    expect(desk.page.locator("dt:text-is('Waits for') + dd")).to_have_text("payment")
    assert desk.troubles == []


def test_a_process_is_followed_without_reloading(desk: Desk) -> None:
    guest = desk.shop.guest()
    placed = order(guest, desk.shop.sell(), method="manual")
    desk.log_in()
    desk.go(f"/admin/checkout/processrecord/?q={placed['number']}")
    desk.page.get_by_role("link", name=placed["number"]).click()
    expect(desk.page.get_by_role("status")).to_have_text("Live: this page follows what happens.")
    desk.page.evaluate("window.stayed = true")

    cancelled = guest.post(
        f"/api/orders/{placed['id']}/cancel/", {"reason": "too dear"}, X_Order_Token=placed["token"]
    )

    assert cancelled.status_code == 200
    expect(desk.page.get_by_role("status")).to_have_text("It is over; nothing more will change.")
    expect(desk.page.locator("dt:text-is('State') + dd")).to_have_text("cancelled")
    expect(desk.page.get_by_role("link", name="Order cancelled")).to_be_visible()
    assert desk.page.evaluate("window.stayed") is True
    assert desk.troubles == []


def test_nothing_scrolls_sideways_on_a_phone(desk: Desk) -> None:
    placed = order(desk.shop.guest(), desk.shop.sell(), method="manual")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.log_in()
    number = placed["number"]

    for path in (
        "/admin/", "/admin/orders/orderrecord/", f"/admin/orders/orderrecord/{placed['id']}/change/",
        f"/admin/orders/orderrecord/{placed['id']}/do/cancel/", f"/admin/checkout/processrecord/?q={number}",
        f"/admin/payments/paymentrecord/?q={number}", "/admin/catalog/product/", "/admin/inventory/stocklevelrecord/",
        "/admin/notifications/mailmessage/", "/admin/events/deliveryrecord/", "/admin/events/eventrecord/", "/",
    ):  # fmt: skip
        desk.go(path)
        drawn, window = desk.width()
        assert (path, drawn) == (path, window)
        if path != "/":
            expect(desk.page.locator("h1 .bo-here")).to_have_text(desk.shop.slug.title())
    assert desk.troubles == []


def test_a_buyer_pays_at_the_sandbox_and_developers_read_the_documentation(desk: Desk) -> None:
    guest = desk.shop.guest()
    placed = order(guest, desk.shop.sell(), method="sandbox")
    begun = initiate(guest, placed)

    desk.go(f"/payments/sandbox/{begun['reference']}/")
    desk.page.get_by_role("button", name="Approve The bank says yes and the shop is told at once.").click()
    expect(desk.page.get_by_role("status")).to_have_text("Captured")
    settled(desk.shop, placed, status="confirmed")
    desk.go("/api/docs/#/payments")  # of so many operations only those in sight are in the page
    expect(desk.page.get_by_text("Stop waiting for the money")).to_be_visible()

    assert desk.troubles == []
