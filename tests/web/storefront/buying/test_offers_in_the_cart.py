"""Promotions, coupons, gift cards and store credit on the pages of cart, checkout, order and account; without scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from tests.web.storefront.buying.conftest import ADDRESS, Browser, text

TEN: dict[str, Any] = {"benefit": {"type": "percentage", "percent": "10"}}


def promote(tenant: Any, code: str, title: str, **facts: Any) -> Any:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    with tenant_scope(tenant.id):
        return facade.save_promotion({"code": code, "title": title, **(TEN | facts)}, status="active")


def give_card(tenant: Any, minor: int, **facts: Any) -> Any:
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    with tenant_scope(tenant.id):
        (issued,) = facade.issue_gift_cards(Money(minor, "EUR"), **facts)
    return issued


def words(page: Any) -> str:
    """What a reader sees."""
    body = re.sub(r"<(script|style).*?</\1>", " ", text(page), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_cart_shows_what_was_crossed_out_and_why(tenant: Any, browser: Browser, shelf: Any) -> None:
    promote(tenant, "shelf", "Summer prices", kind="catalogue")
    promote(tenant, "till", "Ten off the cart", lane=0)
    browser.put_in(shelf.variant_ids[0], 2)
    page = words(browser.get("/cart/"))
    assert "€9.00 each instead of €10.00" in page
    assert "Summer prices" in page
    assert "-€2.00" not in page, "the price of a piece has it already"
    assert "Ten off the cart -€1.80" in page
    assert "€16.20" in page


def test_the_cart_says_what_a_little_more_would_win(tenant: Any, browser: Browser, shelf: Any) -> None:
    promote(
        tenant, "big", "10 % off big carts", conditions=[{"type": "min_spend", "amounts": {"EUR": "30.00"}}]
    )
    browser.put_in(shelf.variant_ids[0])
    page = words(browser.get("/cart/"))
    assert "Nearly there €20.00 more : 10 % off big carts" in page
    browser.put_in(shelf.variant_ids[0], 2)
    assert "Nearly there" not in words(browser.get("/cart/"))


def coupon(tenant: Any, code: str, title: str, **facts: Any) -> None:
    from tests.factories.offers import coupon as single

    from nexus.platform.tenancy import tenant_scope

    made = promote(tenant, code.lower(), title, needs_coupon=True, **facts)
    with tenant_scope(tenant.id):
        single(code, made.id)


def test_coupons_are_chips_that_can_be_taken_out(tenant: Any, browser: Browser, shelf: Any) -> None:
    coupon(tenant, "TENOFF", "Ten off")
    browser.put_in(shelf.variant_ids[0])
    assert browser.post("/cart/coupon/", {"code": "tenoff"}).status_code == 302
    page = words(browser.get("/cart/"))
    assert "TENOFF Ten off: −€1.00" in page
    assert browser.post("/cart/coupon/remove/", {"code": "TENOFF"}).status_code == 302
    assert "TENOFF" not in words(browser.get("/cart/"))
    assert (
        browser.post("/cart/coupon/remove/", {"code": "TENOFF"}).status_code == 302
    )  # another tab was quicker


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "€20.00 more, and it applies."), ("es", "20,00")],
)
def test_a_refused_coupon_says_why_in_the_pages_language(
    tenant: Any, browser: Browser, shelf: Any, language: str, said: str
) -> None:
    coupon(tenant, "BIG", "Big", conditions=[{"type": "min_spend", "amounts": {"EUR": "30.00"}}])
    browser.put_in(shelf.variant_ids[0])
    refused = browser.post("/cart/coupon/", {"code": "BIG"}, **{"Accept-Language": language})
    assert refused.status_code == 400
    assert said in words(refused)
    assert 'value="BIG"' in text(refused)


def test_a_gift_card_pays_a_part_and_can_be_taken_out(tenant: Any, browser: Browser, shelf: Any) -> None:
    card = give_card(tenant, 300)
    browser.put_in(shelf.variant_ids[0])
    assert browser.post("/cart/gift-card/", {"gift_code": card.code.lower()}).status_code == 302
    page = browser.get("/cart/")
    assert f"Ends in {card.card.tail} pays €3.00" in words(page)
    assert f"Gift card ending in {card.card.tail} -€3.00 To be paid €7.00" in words(page)
    assert card.code not in text(page)
    card_id = re.findall(r'name="card" value="([^"]+)"', text(page))[0]
    browser.post("/cart/gift-card/remove/", {"card": card_id})
    assert "To be paid" not in words(browser.get("/cart/"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "Please type the code of your gift card."),
        ("ABCDE-FGHJK-MNPRS-TVWXY", "There is no gift card with this code. Is it spelled right?"),
        ('"><b>', "There is no gift card with this code."),
    ],
)
def test_a_gift_card_that_cannot_pay_says_why(
    tenant: Any, browser: Browser, shelf: Any, code: str, said: str
) -> None:
    browser.put_in(shelf.variant_ids[0])
    refused = browser.post("/cart/gift-card/", {"gift_code": code})
    assert refused.status_code == 400
    assert said in words(refused)
    assert "<b>" not in text(refused)


def test_an_order_is_paid_with_a_gift_card_and_says_so(tenant: Any, browser: Browser, shelf: Any) -> None:
    card = give_card(tenant, 300)
    browser.put_in(shelf.variant_ids[0])
    browser.post("/cart/gift-card/", {"gift_code": card.code})
    placed = browser.order()
    assert placed.status_code == 302, words(placed)
    page = words(browser.get(placed.headers["Location"]))
    assert "Gift cards and store credit -€3.00 To be paid €7.00" in page
    assert "How this total came about" in page
    assert "Thing 0" in page.split("How this total came about")[1]


def test_store_credit_is_switched_on_at_checkout(
    tenant: Any, browser: Browser, shelf: Any, user: Any
) -> None:
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    with tenant_scope(tenant.id):
        facade.grant_credit(user.id, Money(2500, "EUR"), reason="Sorry for the wait")
    browser.log_in(user.id)
    browser.put_in(shelf.variant_ids[0])
    page = browser.get("/checkout/")
    assert "You have €25.00." in words(page)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(page))[0]
    known = {"csrfmiddlewaretoken": token, "asks_credit": "1", "use_credit": "1"}
    summary = words(browser.part("/checkout/summary/", ADDRESS | known))
    assert "Store credit -€10.00 To be paid €0.00" in summary
    assert "Nothing is left to pay." in summary
    off = words(
        browser.part("/checkout/summary/", ADDRESS | {"csrfmiddlewaretoken": token, "asks_credit": "1"})
    )
    assert "To be paid" not in off


def test_the_account_shows_credit_and_looks_into_gift_cards(
    tenant: Any, browser: Browser, shelf: Any, user: Any
) -> None:
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    with tenant_scope(tenant.id):
        facade.grant_credit(user.id, Money(2500, "EUR"), reason="Sorry for the wait")
    card = give_card(tenant, 300)
    assert browser.get("/account/credit/").status_code == 302
    browser.log_in(user.id)
    page = browser.get("/account/credit/")
    assert "Credit from the shop Sorry for the wait" in words(page)
    assert "+€25.00 then €25.00" in words(page)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(page))[0]
    path = "/account/credit/gift-card/"
    found = words(browser.post(path, {"csrfmiddlewaretoken": token, "gift_code": card.code}))
    assert f"The card ending in {card.card.tail} holds €3.00." in found
    wrong = browser.post(path, {"csrfmiddlewaretoken": token, "gift_code": "ABC"})
    assert (wrong.status_code, "There is no gift card" in words(wrong)) == (400, True)


def test_an_estimate_takes_a_postal_code(tenant: Any, browser: Browser, shelf: Any) -> None:
    browser.put_in(shelf.variant_ids[0])
    page = text(browser.get("/cart/?country=DE&postal_code=80331"))
    assert 'value="80331"' in page
    assert '<option value="DE" selected>' in page
