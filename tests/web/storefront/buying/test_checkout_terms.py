"""Checkout: where it goes, what the country asks for, and what it then comes to."""

from __future__ import annotations

from typing import Any

from tests.factories.terms import charge_tax, ship_by
from tests.web.storefront.buying.conftest import ADDRESS, Browser, orders_of, stocked, text

from nexus.platform.tenancy import tenant_scope


def test_an_address_of_the_book_is_used_and_a_new_one_kept(
    browser: Browser, shelf: Any, tenant: Any, user: Any
) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    browser.log_in(user.id)
    browser.put_in(shelf.variant_ids[0])
    browser.order(save_address="1")
    with tenant_scope(tenant.id):
        [kept] = accounts.addresses(user.id)
    assert (kept.name, kept.city, kept.country) == ("Ada Lovelace", "Berlin", "DE")

    browser.put_in(shelf.variant_ids[1])
    page = text(browser.get("/checkout/"))
    assert f'value="{kept.id}" checked' in page
    browser.order(address=str(kept.id), **{"shipping-name": "", "shipping-city": ""})
    assert [order.user_id for order in orders_of(tenant)] == [user.id, user.id]
    assert orders_of(tenant)[1].buyer["shipping_address"]["city"] == "Berlin"


def test_an_address_of_somebody_else_is_not_taken(
    browser: Browser, shelf: Any, tenant: Any, user: Any
) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id):
        other = accounts.create_user("eve@example.com", "long-enough-1", verified=True)
        theirs = accounts.add_address(
            other.id, name="Eve", address_line="2 Side St", city="Bonn", postal_code="53111", country="DE"
        )
    browser.log_in(user.id)
    browser.put_in(shelf.variant_ids[0])

    browser.order(address=str(theirs.id))

    assert orders_of(tenant)[0].buyer["shipping_address"]["city"] == "Berlin"
    assert "Side St" not in text(browser.get("/checkout/"))


def test_the_invoice_may_go_elsewhere(browser: Browser, shelf: Any, tenant: Any) -> None:
    browser.put_in(shelf.variant_ids[0])
    there = {name.replace("shipping", "billing"): value for name, value in ADDRESS.items()}

    missing = browser.order(bills_elsewhere="1")
    browser.order(bills_elsewhere="1", **(there | {"billing-city": "Hamburg"}))

    assert missing.status_code == 400
    [order] = orders_of(tenant)
    assert order.buyer["billing_address"]["city"] == "Hamburg"


def test_rules_of_the_country_are_kept(browser: Browser, shelf: Any, tenant: Any) -> None:
    browser.put_in(shelf.variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": "manual"}

    redrawn = browser.post("/checkout/", form | {"shipping-country": "US", "refresh": "shipping"})
    refused = browser.post("/checkout/", form | {"shipping-country": "US"})

    assert redrawn.status_code == 200
    assert 'name="shipping-region"' in text(redrawn)
    assert 'value="Ada Lovelace"' in text(redrawn)
    assert refused.status_code == 400
    assert orders_of(tenant) == []


def test_the_summary_follows_what_is_chosen(make_tenant: Any) -> None:
    shop = make_tenant()
    with tenant_scope(shop.id):
        charge_tax([("ES", "standard", "21")], name="IVA")
        ship_by("post", "Post", "4.90")
        ship_by("express", "Express", "12.00")
    browser = Browser(shop)
    browser.put_in(stocked(shop).variant_ids[0])
    form = browser.checkout_form() | ADDRESS | {"shipping-country": "ES", "shipping_method": "express"}

    part = browser.part("/checkout/summary/", form)

    assert part.status_code == 200
    assert 'name="total" value="24.10"' in text(part)  # 10.00 + 2.10 + 12.00
    assert "<html" not in text(part)
    unknown = browser.order(shipping_method="teleport")
    assert unknown.status_code == 400
    assert "Please choose how it shall be sent." in text(unknown)
    assert orders_of(shop) == []
