"""Carts over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.buying import fill_cart
from tests.factories.shop import stock_shelf

from nexus.platform import db
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def shelf(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        return stock_shelf(prices=("10.00", "2.50"), stock=5)


def test_guest_gets_a_cookie_once_and_keeps_the_cart(api: Any, shelf: Any) -> None:
    first = api.get("/api/cart/cart/")
    assert first.status_code == 200
    assert first.json()["items"] == []
    assert first.json()["total"] == "0.00"
    token = first.cookies["nexus_cart"].value
    assert first.json()["token"] == token
    api.post("/api/cart/cart/items/", {"variant_id": str(shelf.variant_ids[0]), "quantity": 2})
    again = api.get("/api/cart/cart/")
    assert "nexus_cart" not in again.cookies
    body = again.json()
    assert body["token"] == token
    assert [
        (item["quantity"], item["unit_price"], item["line_total"], item["available"])
        for item in body["items"]
    ] == [(2, "10.00", "20.00", 5)]
    assert body["subtotal"] == "20.00"


def test_same_variant_adds_up_and_product_id_means_its_default_variant(api: Any, shelf: Any) -> None:
    api.post("/api/cart/cart/items/", {"variant_id": str(shelf.variant_ids[0]), "quantity": 1})
    answer = api.post("/api/cart/cart/items/", {"product_id": str(shelf.product_ids[0]), "quantity": 2})
    assert answer.status_code == 201
    assert answer.json()["quantity"] == 3
    assert len(answer.json()["cart"]["items"]) == 1


def test_change_remove_and_clear(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    items = api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"]
    changed = api.patch(f"/api/cart/cart/items/{items[0]['id']}/", {"quantity": 4}, X_Cart_Token=token)
    assert (changed.status_code, changed.json()["quantity"], changed.json()["cart"]["subtotal"]) == (
        200,
        4,
        "42.50",
    )
    assert (
        api.patch(f"/api/cart/cart/items/{items[0]['id']}/", {"quantity": 0}, X_Cart_Token=token).status_code
        == 400
    )
    assert api.delete(f"/api/cart/cart/items/{items[0]['id']}/", X_Cart_Token=token).status_code == 204
    assert api.delete(f"/api/cart/cart/items/{items[0]['id']}/", X_Cart_Token=token).status_code == 404
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json()["subtotal"] == "2.50"
    assert api.delete("/api/cart/cart/clear/", X_Cart_Token=token).status_code == 204
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"] == []


def test_another_token_sees_and_changes_nothing(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1])
    item = api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"][0]["id"]
    stranger = "x" * 32
    assert api.get("/api/cart/cart/", X_Cart_Token=stranger).json()["items"] == []
    assert (
        api.patch(f"/api/cart/cart/items/{item}/", {"quantity": 5}, X_Cart_Token=stranger).status_code == 404
    )
    assert api.delete(f"/api/cart/cart/items/{item}/", X_Cart_Token=stranger).status_code == 404
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"][0]["quantity"] == 1


def test_a_line_says_what_is_wrong_with_it(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1], quantity=6)
    item = api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"][0]
    assert (item["problem"], item["available"]) == ("insufficient_stock", 5)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "variant_id"),
        ({"variant_id": "nonsense"}, "variant_id"),
        ({"variant_id": "0190c0de-0000-7000-8000-000000000000", "quantity": 0}, "quantity"),
        ({"variant_id": "0190c0de-0000-7000-8000-000000000000", "quantity": "many"}, "quantity"),
        ({"variant_id": "0190c0de-0000-7000-8000-000000000000", "quantity": 10**12}, "quantity"),
    ],
)
def test_bad_items_name_the_field(api: Any, body: dict[str, Any], field: str) -> None:
    answer = api.post("/api/cart/cart/items/", body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [field]


def test_unknown_product_is_404(api: Any) -> None:
    answer = api.post("/api/cart/cart/items/", {"variant_id": "0190c0de-0000-7000-8000-000000000000"})
    assert (answer.status_code, answer.json()["code"]) == (404, "product_not_found")


def test_unknown_coupon_is_refused_with_the_reason(api: Any, shelf: Any) -> None:
    answer = api.post("/api/cart/cart/coupons/", {"code": "SAVE10"})
    assert (answer.status_code, answer.json()["code"]) == (400, "coupon_unknown")


def test_estimate_lists_shipping_options(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1])
    answer = api.post("/api/cart/cart/estimate/", {"country": "Germany"}, X_Cart_Token=token)
    assert answer.status_code == 200
    assert answer.json()["country"] == "DE"
    assert answer.json()["shipping_options"] != []


def test_adding_to_a_fresh_cart_takes_at_most_eight_statements(api: Any, shelf: Any, sql_log: Any) -> None:
    api.with_headers().get("/api/cart/cart/")  # the process remembers the tenant
    with sql_log() as statements:
        answer = api.post("/api/cart/cart/items/", {"product_id": str(shelf.product_ids[0]), "quantity": 1})
    assert answer.status_code == 201
    assert len(statements) <= 8, "\n".join(statements)


@pytest.mark.parametrize("held", [1, 2, 20])
def test_adding_to_a_full_cart_costs_the_same_and_shows_every_line_in_its_place(
    api: Any, tenant: Any, sql_log: Any, held: int
) -> None:
    with tenant_scope(tenant.id):
        many = stock_shelf(prices=("1.00",) * (held + 1))
    token = fill_cart(api, many.variant_ids[:held])

    with sql_log() as statements:
        added = api.post(
            "/api/cart/cart/items/", {"variant_id": str(many.variant_ids[held])}, X_Cart_Token=token
        )
        again = api.post(
            "/api/cart/cart/items/", {"variant_id": str(many.variant_ids[0])}, X_Cart_Token=token
        )

    assert len(statements) <= 2 * 7, "\n".join(statements)
    assert [item["variant"]["id"] for item in added.json()["cart"]["items"]] == list(
        map(str, many.variant_ids)
    )
    assert [item["quantity"] for item in again.json()["cart"]["items"]] == [2] + [1] * held
    assert again.json()["cart"] == api.get("/api/cart/cart/", X_Cart_Token=token).json()


def test_a_refused_addition_leaves_no_cart_behind(api: Any, tenant: Any, shelf: Any) -> None:
    refused = api.post(
        "/api/cart/cart/items/", {"variant_id": "01a1fe64-aba6-7456-931c-70dad2939f21", "quantity": 1}
    )

    assert (refused.status_code, refused.json()["code"]) == (404, "product_not_found")
    with tenant_scope(tenant.id):
        found = db.row("SELECT count(*) AS carts FROM checkout_cart WHERE tenant_id = %s", [tenant.id])
    assert found.carts == 0


@pytest.fixture
def buyer(tenant: Any, api: Any) -> Any:
    from nexus.accounts import facade as accounts

    with tenant_scope(tenant.id):
        made = accounts.create_user("buyer@example.test", None, verified=True)
        return api.as_user(accounts.open_session(made.id).access)


def _quantities(client: Any, **headers: str) -> list[int]:
    return [item["quantity"] for item in client.get("/api/cart/cart/", **headers).json()["items"]]


@pytest.mark.parametrize("path", ["/api/auth/users/me/", "/api/orders/", "/api/catalog/products/"])
def test_the_first_request_that_carries_both_merges_the_carts_whatever_it_asks(
    api: Any, buyer: Any, shelf: Any, path: str
) -> None:
    buyer.post("/api/cart/cart/items/", {"variant_id": str(shelf.variant_ids[0]), "quantity": 1})
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    assert buyer.get(path, X_Cart_Token=token).status_code == 200
    assert _quantities(buyer) == [3, 2]
    assert _quantities(buyer, X_Cart_Token=token) == [3, 2]
    assert _quantities(api.with_headers(), X_Cart_Token=token) == []


def test_a_refused_request_merges_nothing(api: Any, buyer: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    assert buyer.get("/api/notifications/mailbox/", X_Cart_Token=token).status_code == 403
    assert _quantities(buyer) == []
    assert _quantities(api.with_headers(), X_Cart_Token=token) == [2, 2]


def test_carts_that_do_not_fit_into_one_stay_as_they_are(
    api: Any, tenant: Any, buyer: Any, shelf: Any, monkeypatch: Any
) -> None:
    from nexus.checkout.application import change_cart

    with tenant_scope(tenant.id):
        others = stock_shelf(prices=("1.00",), stock=5)
    buyer.post("/api/cart/cart/items/", {"variant_id": str(others.variant_ids[0]), "quantity": 1})
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    monkeypatch.setattr(change_cart, "MAX_LINES", 2)
    assert buyer.get("/api/auth/users/me/", X_Cart_Token=token).status_code == 200
    assert _quantities(buyer, X_Cart_Token=token) == [1]
    assert _quantities(api.with_headers(), X_Cart_Token=token) == [2, 2]
