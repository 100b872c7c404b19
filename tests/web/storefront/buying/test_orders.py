"""An order's page: who may open it, paying, cancelling."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.web.storefront.buying.conftest import Browser, orders_of, text


@pytest.fixture
def placed(browser: Browser, shelf: Any, tenant: Any) -> Any:
    """A guest's order by bank transfer; the row."""
    browser.put_in(shelf.variant_ids[0], 2)
    browser.order()
    return orders_of(tenant)[0]


def test_its_guest_opens_it_by_cookie_and_by_the_link_of_the_mail(
    browser: Browser, placed: Any, tenant: Any, drain: Any
) -> None:
    from nexus.notifications.models import MailMessage
    from nexus.platform.tenancy import tenant_scope

    page = text(browser.get(f"/orders/{placed.id}/"))
    assert placed.number in page
    assert "We are waiting for your payment" in page
    assert "€20.00" in page

    drain()
    with tenant_scope(tenant.id):
        mail = MailMessage.objects.get(order_id=placed.id, kind="order_placed")
    [path] = re.findall(rf"https?://[^/]+(/orders/{placed.id}/open/[A-Za-z0-9_-]+/)", mail.text)
    elsewhere = Browser(tenant)
    assert elsewhere.get(f"/orders/{placed.id}/").status_code == 404
    opened = elsewhere.get(path)
    assert (opened.status_code, opened["Location"]) == (302, f"/orders/{placed.id}/")
    assert placed.number in text(elsewhere.get(f"/orders/{placed.id}/"))


def test_for_others_it_does_not_exist(
    browser: Browser, placed: Any, tenant: Any, other_tenant: Any, user: Any
) -> None:
    stranger = Browser(tenant)
    stranger.log_in(user.id)

    for path in (f"/orders/{placed.id}/", f"/orders/{placed.id}/open/{'x' * 43}/"):
        assert stranger.get(path).status_code == 404
    for path in (f"/orders/{placed.id}/cancel/", f"/orders/{placed.id}/pay/"):
        assert stranger.post(path, {"reason": "not mine"}).status_code == 404
    foreign = Browser(other_tenant)
    foreign.client.cookies["nexus_orders"] = browser.cookie("nexus_orders")
    assert foreign.get(f"/orders/{placed.id}/").status_code == 404
    assert orders_of(tenant)[0].status == "pending"


@pytest.mark.parametrize("cookie", ["", "x", "." * 4000, "0" * 32 + ":short", "zz:" + "a" * 43])
def test_a_broken_cookie_opens_nothing(tenant: Any, placed: Any, cookie: str) -> None:
    stranger = Browser(tenant)
    stranger.client.cookies["nexus_orders"] = cookie

    assert stranger.get(f"/orders/{placed.id}/").status_code == 404


def test_news_replace_a_part_of_the_page_and_come_from_where_the_policy_allows(
    browser: Browser, placed: Any
) -> None:
    whole = browser.get(f"/orders/{placed.id}/")
    part = browser.get(f"/orders/{placed.id}/", **{"HX-Request-Type": "partial"})

    [socket] = re.findall(r'data-socket="([^"]+)"', text(whole))
    origin = socket.partition("/ws/")[0]
    assert origin.startswith("ws://testserver:")
    assert f"connect-src 'self' {origin};" in whole["Content-Security-Policy"]
    assert whole["Cache-Control"] == "private, no-store"
    assert 'data-status="pending"' in text(part)
    assert "<html" not in text(part)


def test_cancelling_asks_why_and_is_done_at_once_while_unpaid(
    browser: Browser, placed: Any, tenant: Any
) -> None:
    asked = browser.post(f"/orders/{placed.id}/cancel/", _token(browser, placed) | {"reason": " "})
    assert asked.status_code == 400
    assert "Please tell us why, in 3 to 500 characters." in text(asked)
    assert orders_of(tenant)[0].status == "pending"

    done = browser.post(f"/orders/{placed.id}/cancel/", _token(browser, placed) | {"reason": "Wrong <b>size"})
    assert (done.status_code, done["Location"]) == (302, f"/orders/{placed.id}/")
    page = text(browser.get(f"/orders/{placed.id}/"))
    assert "This order was cancelled" in page
    assert "Wrong &lt;b&gt;size" in page
    again = browser.post(f"/orders/{placed.id}/cancel/", _token(browser, placed) | {"reason": "again"})
    assert again.status_code == 409
    assert "can no longer be cancelled here" in text(again)


@pytest.mark.usefixtures("listening")
def test_after_a_declined_card_the_cart_is_ordered_again(
    browser: Browser, shelf: Any, tenant: Any, drain: Any
) -> None:
    browser.put_in(shelf.variant_ids[0])
    bank = browser.order(method="sandbox")
    [order] = orders_of(tenant)
    assert bank["Location"].startswith("/payments/sandbox/PAY-")
    declined = browser.post(bank["Location"], {"outcome": "decline"})
    assert (declined.status_code, declined["Location"]) == (302, f"/orders/{order.id}/")
    drain()

    page = text(browser.get(f"/orders/{order.id}/"))
    assert "This order was cancelled" in page
    assert "The payment did not work and nothing was charged. Your cart is as it was." in page
    assert "Try again" in page
    again = browser.order(method="sandbox")
    browser.post(again["Location"], {"outcome": "approve"})
    drain()
    page = text(browser.get(f"/orders/{orders_of(tenant)[1].id}/"))
    assert "Your order is confirmed" in page
    assert "Try again" not in page


def test_the_page_costs_a_fixed_number_of_statements(browser: Browser, placed: Any, sql_log: Any) -> None:
    browser.get(f"/orders/{placed.id}/")
    with sql_log() as statements:
        browser.get(f"/orders/{placed.id}/")

    assert len(statements) == 6  # tenant, order, its history (with the order), payment, menu


def _token(browser: Browser, placed: Any) -> dict[str, str]:
    found = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', text(browser.get(f"/orders/{placed.id}/"))
    )
    return {"csrfmiddlewaretoken": found.group(1)} if found else {}
