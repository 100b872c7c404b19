"""Gift cards and store credit in the back office."""

from __future__ import annotations

import re
from typing import Any

import pytest

LIST = "pricing/creditaccountrecord/"


def account(shop: Any, **wanted: Any) -> Any:
    from nexus.pricing.models import CreditAccountRecord

    return shop.row(CreditAccountRecord, **wanted)


def accounts(shop: Any) -> int:
    from nexus.pricing.models import CreditAccountRecord

    return int(shop.count(CreditAccountRecord))


def test_codes_of_new_cards_are_shown_once(shop: Any) -> None:
    desk = shop.desk("support")
    page = desk.act(f"{LIST}do/issue/", amount="25.00", count="2", days="30", note="Winter")
    codes = re.findall(r"\b(?:[2-9A-Z]{5}-){3}[2-9A-Z]{5}\b", page.text)
    assert (page.status, len(set(codes)), accounts(shop)) == (200, 2, 2)
    listed = desk.get(LIST).text
    assert "25.00" in listed
    assert not any(code in listed for code in codes)
    assert all(code[-4:] in listed for code in codes)
    found = desk.get(f"{LIST}?q={codes[0][-4:].lower()}").text
    assert f"Gift card ... {codes[0][-4:]}" in found


def test_a_form_that_is_sent_twice_issues_once(shop: Any) -> None:
    desk = shop.desk("support")
    once = desk.get(f"{LIST}do/issue/").once
    for _ in range(2):
        desk.post(f"{LIST}do/issue/", once=once, amount="5.00", count="1")
    assert accounts(shop) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "0"}, "Must be more than zero"),
        ({"amount": "1.001"}, "too many digits"),
        ({"amount": "much"}, "is not an amount"),
        ({"count": "501"}, "500"),
        ({"days": "0"}, "1"),
    ],
)
def test_cards_that_cannot_be_are_refused_at_the_field(shop: Any, wrong: dict[str, str], said: str) -> None:
    page = shop.desk("owner").act(f"{LIST}do/issue/", **{"amount": "5.00", "count": "1", **wrong})
    assert page.status == 200
    assert said in page.text
    assert accounts(shop) == 0


def test_a_card_is_corrected_blocked_and_unblocked(shop: Any) -> None:
    desk = shop.desk("support")
    desk.act(f"{LIST}do/issue/", amount="25.00", count="1")
    card = account(shop)
    path = f"{LIST}{card.pk}/"

    done = desk.act(f"{path}do/adjust/", amount="-5.00", reason="Spent in the store")
    assert done.messages == ["20.00 EUR on it now."]
    refused = desk.act(f"{path}do/adjust/", amount="-20.01", reason="Too much")
    assert "There is less on it" in refused.text
    states = []
    for action in ("block", "unblock"):
        desk.act(f"{path}do/{action}/")
        states.append(account(shop).is_active)
    assert (states, account(shop).balance_minor) == ([False, True], 2000)
    page = desk.get(f"{path}change/").text
    assert "Spent in the store" in page
    assert "-5.00" in page


def test_credit_is_granted_to_a_buyer_by_address(shop: Any) -> None:
    desk = shop.desk("support")
    page = desk.act(f"{LIST}do/grant/", email=shop.email("buyer"), amount="7.50", reason="Sorry for the wait")
    assert page.messages == [f"{shop.email('buyer')} has 7.50 EUR of store credit now."]
    assert account(shop).user_id == shop.people["buyer"]
    assert "7.50" in desk.get(f"{LIST}?q={shop.email('buyer')}").text
    nobody = desk.act(f"{LIST}do/grant/", email="nobody@example.org", amount="7.50", reason="Why not")
    assert "Nobody with this address" in nobody.text
    assert accounts(shop) == 1


def test_an_orders_page_shows_how_its_price_came_about_and_what_credit_paid(shop: Any) -> None:
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    order = shop.order()
    with tenant_scope(shop.tenant.id):
        if facade.recompute(order["id"]) is None:
            line = facade.QuoteLine(variant_id=shop.shelf.variant_ids[0], quantity=1)
            facade.keep_receipt(order["id"], facade.quote([line], currency="EUR"))
        (card,) = facade.issue_gift_cards(Money(500, "EUR"))
        facade.spend_credit(order["id"], upto=Money(300, "EUR"), codes=[card.code])
    page = shop.desk("support").get(f"orders/orderrecord/{order['id']}/change/").text
    assert "How its price came about" in page
    assert "1 x 10.00 EUR" in page
    assert f"Gift card ... {card.card.tail}" in page
    assert "-3.00" in page
