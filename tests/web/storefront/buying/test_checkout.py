"""Checkout: from the cart to an order, and everything that may come in between."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.storefront.buying.conftest import ADDRESS, Browser, orders_of, stocked, text


def test_a_guest_orders_and_reads_the_thanks(browser: Browser, shelf: Any, tenant: Any) -> None:
    browser.put_in(shelf.variant_ids[0], 2)

    done = browser.order()

    [order] = orders_of(tenant)
    assert (done.status_code, done["Location"]) == (302, f"/orders/{order.id}/?placed")
    assert (order.status, order.total_minor, order.user_id) == ("pending", 2000, None)
    assert order.buyer["shipping_address"]["city"] == "Berlin"
    page = text(browser.get(done["Location"]))
    assert "Thank you. We have your order." in page
    assert order.number in page
    assert browser.cookie("nexus_cart_count") == "0"


def test_all_errors_are_told_at_once_and_what_was_typed_stays(
    browser: Browser, shelf: Any, tenant: Any
) -> None:
    browser.put_in(shelf.variant_ids[0])

    refused = browser.order(
        email="nobody", method="cheque", **{"shipping-name": "Ada <i>", "shipping-postal_code": "1"}
    )

    page = text(refused)
    assert refused.status_code == 400
    assert "3 things need your attention" in page
    assert "Please choose how you want to pay." in page
    assert 'value="Ada &lt;i&gt;"' in page
    assert 'value="nobody"' in page
    assert page.count('aria-invalid="true"') == 2
    assert orders_of(tenant) == []
    assert browser.quantities() == [1]


@pytest.mark.parametrize("registered", [False, True])
def test_a_second_click_leads_to_the_first_order(
    browser: Browser, shelf: Any, tenant: Any, user: Any, registered: bool
) -> None:
    if registered:
        browser.log_in(user.id)
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}

    first, second = browser.post("/checkout/", form), browser.post("/checkout/", form)

    [order] = orders_of(tenant)
    assert first["Location"] == second["Location"] == f"/orders/{order.id}/?placed"
    assert browser.get(second["Location"]).status_code == 200


def test_a_guests_second_click_opens_the_order_though_the_first_answer_was_lost(
    browser: Browser, shelf: Any, tenant: Any
) -> None:
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}
    browser.post("/checkout/", form)
    del browser.client.cookies["nexus_orders"]

    again = browser.post("/checkout/", form)

    assert len(orders_of(tenant)) == 1
    assert browser.get(again["Location"]).status_code == 200


def test_another_total_than_the_one_shown_is_not_ordered(browser: Browser, shelf: Any, tenant: Any) -> None:
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing

    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}
    with tenant_scope(tenant.id):
        pricing.set_prices([(shelf.variant_ids[0], Money.of("12.00", "EUR"), None)])

    refused = browser.post("/checkout/", form)

    assert refused.status_code == 409
    assert "The total has changed from €10.00 to €12.00." in text(refused)
    assert 'value="Ada Lovelace"' in text(refused)
    assert orders_of(tenant) == []
    assert browser.order().status_code == 302
    assert orders_of(tenant)[0].total_minor == 1200


@pytest.mark.parametrize("total", ["", "9.99", "abc", "-1", "1e9"])
def test_a_forged_total_is_not_ordered(browser: Browser, shelf: Any, tenant: Any, total: str) -> None:
    browser.put_in(shelf.variant_ids[0])

    assert browser.order(total=total).status_code == 409
    assert orders_of(tenant) == []


def test_somebody_was_quicker(browser: Browser, tenant: Any) -> None:
    shelf = stocked(tenant, prices=("10.00",), stock=1)
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}
    quicker = Browser(tenant)
    quicker.put_in(shelf.variant_ids[0])
    quicker.order()

    refused = browser.post("/checkout/", form)

    page = text(refused)
    assert refused.status_code == 409
    assert "Somebody was quicker: not everything is there any more. Nothing was ordered." in page
    assert "Sold out" in page
    assert 'value="Ada Lovelace"' in page
    assert len(orders_of(tenant)) == 1
    assert browser.quantities() == [1]


@pytest.mark.usefixtures("listening")
def test_a_card_is_paid_at_the_bank_and_the_order_confirmed(
    browser: Browser, shelf: Any, tenant: Any, drain: Any
) -> None:
    browser.put_in(shelf.variant_ids[0])

    bank = browser.order(method="sandbox")
    [order] = orders_of(tenant)
    back = browser.post(bank["Location"], {"outcome": "approve"})
    drain()

    assert (back.status_code, back["Location"]) == (302, f"/orders/{order.id}/")
    assert "Your order is confirmed" in text(browser.get(back["Location"]))


def test_to_a_bank_on_another_host_the_buyer_goes_by_a_link(
    browser: Browser, shelf: Any, tenant: Any
) -> None:
    from django.conf import settings
    from django.test import override_settings

    from nexus.payments import wiring

    offered = [*settings.NEXUS_PAYMENT_PROVIDERS, "tests.web.storefront.buying.elsewhere.Elsewhere"]
    browser.put_in(shelf.variant_ids[0])
    wiring.registry.cache_clear()
    try:
        with override_settings(NEXUS_PAYMENT_PROVIDERS=offered):
            answer = browser.order(method="elsewhere")
    finally:
        wiring.registry.cache_clear()

    assert answer.status_code == 200
    assert 'href="https://pay.example/PAY-' in text(answer)
    assert "?a=1&amp;b=2" in text(answer)
    assert browser.cookie("nexus_orders") != ""
    assert orders_of(tenant)[0].status == "pending"


def test_a_login_that_ends_meanwhile_loses_nothing(
    browser: Browser, shelf: Any, tenant: Any, user: Any
) -> None:
    browser.log_in(user.id)
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"payment_method": "manual", "shipping-city": "Potsdam"}
    browser.client.cookies.pop("sessionid")

    led = browser.post("/checkout/", form)
    browser.log_in(user.id)

    assert (led.status_code, led["Location"]) == (302, "/account/login/?next=%2Fcheckout%2F")
    assert 'value="Potsdam"' in text(browser.get("/checkout/"))
    assert browser.quantities() == [1]
    assert orders_of(tenant) == []
    browser.order(**{"shipping-city": "Potsdam"})
    assert orders_of(tenant)[0].buyer["shipping_address"]["city"] == "Potsdam"
    browser.put_in(shelf.variant_ids[0])
    assert "Potsdam" not in text(browser.get("/checkout/"))


def test_an_empty_cart_has_no_checkout(browser: Browser) -> None:
    assert browser.get("/checkout/")["Location"] == "/cart/"
    assert (
        browser.post("/checkout/", ADDRESS | {"email": "a@example.com", "payment_method": "manual"})[
            "Location"
        ]
        == "/cart/"
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": ""},
    ],
)
def test_a_forged_form_orders_nothing(
    browser: Browser, shelf: Any, tenant: Any, headers: dict[str, str]
) -> None:
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}
    form.pop("csrfmiddlewaretoken")

    refused = browser.post("/checkout/", form, **headers)

    assert refused.status_code == 403
    assert orders_of(tenant) == []


def test_placing_costs_a_fixed_number_of_statements(browser: Browser, shelf: Any, sql_log: Any) -> None:
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}
    with sql_log() as statements:
        browser.post("/checkout/", form)

    assert len(statements) <= 18
