"""One's own orders: the list and the account's first page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.shop import stock_shelf

from nexus.accounts import facade


@pytest.fixture
def order(api: Any, known: Any) -> Callable[..., dict[str, Any]]:
    """`order(ada)` -> body of an order of two products, placed by the person."""
    shelf = known(stock_shelf, prices=("10.00", "5.50"))

    def place_one(person: Any) -> dict[str, Any]:
        buyer = api.as_user(known(facade.open_session, person.id).access)
        fill_cart(buyer, shelf.variant_ids)
        answer = place(buyer)
        assert answer.status_code == 201, answer.content
        return answer.json()

    return place_one


def numbers(answer: Any) -> list[str]:
    return re.findall(r"NX-\d+-\w+", answer.content.decode())


def test_nothing_ordered_yet_leads_to_the_shop(at_home: Any) -> None:
    for path in ("/account/orders/", "/account/"):
        shown = at_home.get(path).content.decode()
        assert "You have not ordered anything yet." in shown
        assert 'href="/products/"' in shown


def test_orders_are_listed_newest_first_with_what_they_came_to(at_home: Any, ada: Any, order: Any) -> None:
    old, new = order(ada), order(ada)

    answer = at_home.get("/account/orders/")

    text = answer.content.decode()
    assert numbers(answer) == [new["number"], old["number"]]
    assert f'href="/orders/{new["id"]}/"' in text
    assert "Awaiting payment" in text
    assert "€15.50" in text
    assert "2 pieces" in text


def test_another_persons_orders_are_not_there_whatever_ones_role(
    browser: Any, ada: Any, order: Any, make_person: Any
) -> None:
    order(ada)
    owner = make_person("owner@example.org", roles=("owner",), verified=True)
    browser.log_in(owner.email)

    assert numbers(browser.get("/account/orders/")) == []
    assert numbers(browser.get("/account/")) == []


def test_many_orders_come_in_pages(at_home: Any, ada: Any, order: Any) -> None:
    placed = [order(ada)["number"] for _ in range(11)]

    first = at_home.get("/account/orders/")
    [older] = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = at_home.get(older.replace("&amp;", "&"))
    [newer] = re.findall(r'rel="prev" href="([^"]+)"', second.content.decode())

    assert numbers(first) == placed[:0:-1]
    assert numbers(second) == placed[:1]
    assert numbers(at_home.get(newer.replace("&amp;", "&"))) == placed[:0:-1]
    assert 'rel="next"' not in second.content.decode()


@pytest.mark.parametrize("cursor", ["x", "%00", "a" * 3000, "eyJ"])
def test_a_made_up_cursor_is_refused_in_words(at_home: Any, cursor: str) -> None:
    answer = at_home.get(f"/account/orders/?cursor={cursor}")

    assert answer.status_code == 400
    assert "We cannot read this request" in answer.content.decode()


def test_statements_do_not_grow_with_the_orders(at_home: Any, ada: Any, order: Any, sql_log: Any) -> None:
    """Scope, session, person (three), orders, pictures, unread notes, categories; the overview also reads book and news."""
    order(ada)
    counts = {}
    for _ in range(2):
        for path in ("/account/orders/", "/account/"):
            with sql_log() as statements:
                assert at_home.get(path).status_code == 200
            counts.setdefault(path, set()).add(len(statements))
        order(ada)

    assert counts == {"/account/orders/": {9}, "/account/": {11}}
