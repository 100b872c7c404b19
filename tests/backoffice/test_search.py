"""The palette finds pages and records of this shop, and nothing of another."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def asked(shop: Any) -> Any:
    desk = shop.desk("support")

    def ask(text: str) -> tuple[int, str]:
        page = desk.get(f"search/?s={text}")
        return page.status, page.text

    return ask


def test_records_are_found_by_what_identifies_them(shop: Any, asked: Any) -> None:
    order = shop.order()

    status, by_number = asked(order["number"][:12])

    assert status == 200
    assert f"/admin/orders/orderrecord/{order['id']}/change/" in by_number
    assert f"/admin/orders/orderrecord/{order['id']}/change/" in asked("GUEST@example.com")[1]
    assert f"/admin/accounts/user/{shop.people['buyer']}/change/" in asked(shop.email("buyer"))[1]
    assert f"/admin/catalog/product/{shop.shelf.product_ids[0]}/change/" in asked("Thing")[1]


def test_pages_are_found_by_name(asked: Any) -> None:
    assert "/admin/inventory/stocklevelrecord/" in asked("stock")[1]


def test_nothing_of_another_shop_is_found(shop: Any, rival: Any, asked: Any) -> None:
    order = rival.order()

    status, found = asked(order["number"])

    assert (status, order["id"] in found) == (200, False)
    assert rival.email("buyer") not in asked("buyer@")[1]


def test_an_operators_answers_belong_to_the_shop_they_are_in(shop: Any, rival: Any, operator: Any) -> None:
    """Nothing is remembered from one shop to the next."""
    order, desk = rival.order(), operator(shop.tenant)
    assert order["id"] not in desk.get(f"search/?s={order['number']}").text

    desk.post("tenants/choose/", tenant=rival.tenant.slug)

    assert order["id"] in desk.get(f"search/?s={order['number']}").text


@pytest.mark.parametrize("text", ["", "%00", "%27;--", "zzzzzz"])
def test_odd_words_find_nothing(asked: Any, text: str) -> None:
    status, found = asked(text)

    assert (status, "/change/" in found) == (200, False)


@pytest.mark.parametrize("asked", ["status=%00", "status=nonsense", "payment_status=%00"])
def test_a_filter_by_an_unknown_word_filters_nothing(shop: Any, asked: str) -> None:
    order = shop.order()

    page = shop.desk("owner").get(f"orders/orderrecord/?{asked}")

    assert page.status == 200
    assert order["number"] in page.text


def test_a_filter_by_a_known_word_filters(shop: Any) -> None:
    order, desk = shop.order(), shop.desk("owner")

    assert order["number"] in desk.get("orders/orderrecord/?status=pending").text
    assert order["number"] not in desk.get("orders/orderrecord/?status=delivered").text
