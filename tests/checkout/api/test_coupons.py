"""Coupons of a cart: judged when they are given, kept with their reason when they lose their ground, used once by an order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.offers import coupon, percent, promote
from tests.factories.shop import stock_shelf

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

URL = "/api/cart/cart/coupons/"


@pytest.fixture
def shelf(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        return stock_shelf(prices=("10.00", "2.50"), stock=50)


def member(api: Any, tenant: Any, email: str = "ada@example.test") -> Any:
    with tenant_scope(tenant.id):
        made = accounts.create_user(email, None, verified=True)
        return api.as_user(accounts.open_session(made.id).access)


def give(api: Any, token: str | None, code: str) -> Any:
    return api.post(URL, {"code": code}, **({"X_Cart_Token": token} if token else {}))


def cart(api: Any, token: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/api/cart/cart/", **({"X_Cart_Token": token} if token else {})).json()
    return found


def used(tenant: Any) -> int:
    """Uses of everything by everybody."""
    with tenant_scope(tenant.id):
        sql = "SELECT coalesce(sum(used), 0) AS found FROM pricing_use WHERE tenant_id = %s AND buyer = ''"
        return int(db.row(sql, [tenant.id]).found)


def test_a_coupon_is_kept_and_takes_off_what_it_says(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        coupon("SAVE10", promote(needs_coupon=True, code="ten", title="Ten off"))
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    answer = give(api, token, " save-10 ")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["coupons"], body["subtotal"], body["discount_total"], body["total"]) == (
        ["SAVE10"], "25.00", "2.50", "22.50",
    )  # fmt: skip
    assert (
        body["coupon_details"]
        == [{"code": "SAVE10", "applied": True, "title": "ten", "amount": "2.50", "currency": "EUR"}]
        or body["coupon_details"][0]["title"] == "Ten off"
    )
    assert [(one["code"], one["amount"], one["coupon"]) for one in body["promotions"]] == [
        ("ten", "2.50", "SAVE10")
    ]
    assert [item["discount"] for item in body["items"]] == ["2.00", "0.50"]
    assert cart(api, token) == body
    assert give(api, token, "SAVE10").json() == body


def test_a_refusal_names_the_rule_and_what_is_missing_and_changes_nothing(
    api: Any, tenant: Any, shelf: Any
) -> None:
    with tenant_scope(tenant.id):
        condition = {"type": "min_spend", "amounts": {"EUR": "22.00"}}
        coupon("BIG", promote(needs_coupon=True, conditions=[condition]))
        coupon("LATE", ends_at=clock.now() - timedelta(seconds=1))
    token = fill_cart(api, shelf.variant_ids[:1])
    before = cart(api, token)
    refused = give(api, token, "big")
    assert (refused.status_code, refused.headers["Content-Type"]) == (400, "application/problem+json")
    problem = refused.json()
    assert (problem["code"], problem["missing"], problem["currency"], problem["code_given"]) == (
        "min_spend", "12.00", "EUR", "big",
    )  # fmt: skip
    assert problem["detail"] == "12.00 EUR more."
    assert list(problem["errors"]) == ["code"]
    for code, reason in (("LATE", "coupon_expired"), ("NOPE", "coupon_unknown"), ("--", "coupon_unknown")):
        assert (give(api, token, code).status_code, give(api, token, code).json()["code"]) == (400, reason)
    assert cart(api, token) == before
    assert give(api, None, "LATE").json()["code"] == "coupon_expired"


def test_another_shops_coupon_is_unknown(api: Any, tenant: Any, other_tenant: Any, shelf: Any) -> None:
    with tenant_scope(other_tenant.id):
        coupon("THEIRS")
    token = fill_cart(api, shelf.variant_ids[:1])
    assert give(api, token, "THEIRS").json()["code"] == "coupon_unknown"


def test_a_coupon_whose_ground_is_lost_stays_and_says_why(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        condition = {"type": "min_spend", "amounts": {"EUR": "20.00"}}
        coupon("BIG", promote(needs_coupon=True, conditions=[condition]))
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    line = give(api, token, "BIG").json()["items"][0]["id"]
    api.patch(f"/api/cart/cart/items/{line}/", {"quantity": 1}, X_Cart_Token=token)
    body = cart(api, token)
    assert (body["coupons"], body["discount_total"]) == (["BIG"], "0.00")
    detail = body["coupon_details"][0]
    assert (detail["applied"], detail["amount"]) == (False, "0.00")
    assert detail["problem"] == {"code": "min_spend", "text": "5.00 EUR more.", "missing": "5.00"}
    step = next(step for step in body["explanation"] if step.get("coupon") == "BIG")
    assert (step["applied"], step["code"], step["missing"]) == (False, "min_spend", "5.00")
    order = place(api, token).json()
    assert (order["total"], order["promotions"]) == ("15.00", [])
    assert used(tenant) == 0


def test_a_coupon_is_taken_out_once(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        coupon("SAVE10")
    token = fill_cart(api, shelf.variant_ids[:1])
    give(api, token, "SAVE10")
    assert api.delete(f"{URL}save10/", X_Cart_Token="x" * 32).status_code == 404
    assert api.delete(f"{URL}save10/", X_Cart_Token=token).status_code == 204
    gone = api.delete(f"{URL}SAVE10/", X_Cart_Token=token)
    assert (gone.status_code, gone.json()["code"]) == (404, "coupon_not_in_cart")
    assert (cart(api, token)["coupons"], cart(api, token)["total"]) == ([], "10.00")


def test_a_coupon_of_ones_own_is_for_its_owner_alone(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        coupon("MINE", email="ada@example.test")
    token = fill_cart(api, shelf.variant_ids[:1])
    assert give(api, token, "MINE").json()["code"] == "coupon_not_yours"
    wrong = {"code": "MINE", "email": "bob@example.test"}
    assert api.post(URL, wrong, X_Cart_Token=token).json()["code"] == "coupon_not_yours"
    right = {"code": "MINE", "email": "Ada@example.test"}
    assert api.post(URL, right, X_Cart_Token=token).json()["total"] == "9.00"
    refused = place(api, token, email="bob@example.test")
    assert (refused.status_code, refused.json()["code"]) == (409, "coupon_not_yours")
    assert place(api, token, email="ada@example.test").json()["total"] == "9.00"
    buyer = member(api, tenant)
    fill_cart(buyer, shelf.variant_ids[:1])
    assert give(buyer, None, "MINE").json()["total"] == "9.00"


def test_at_most_ten_coupons(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        for number in range(11):
            kind = {"type": "amount_off", "amounts": {"EUR": "0.10"}}
            coupon(f"C{number}", promote(kind, needs_coupon=True, lane=number))
    token = fill_cart(api, shelf.variant_ids[:1])
    for number in range(10):
        assert give(api, token, f"C{number}").status_code == 200
    refused = give(api, token, "C10")
    assert (refused.status_code, refused.json()["code"], refused.json()["limit"]) == (
        400,
        "too_many_coupons",
        10,
    )
    assert (cart(api, token)["discount_total"], len(cart(api, token)["coupons"])) == ("1.00", 10)


def test_merging_carries_each_coupon_once(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        coupon("ONE")
        coupon("TWO", promote(percent(5), needs_coupon=True, lane=1))
    buyer = member(api, tenant)
    buyer.post("/api/cart/cart/items/", {"variant_id": str(shelf.variant_ids[0])})
    give(buyer, None, "ONE")
    token = fill_cart(api, shelf.variant_ids[:1])
    give(api, token, "ONE"), give(api, token, "TWO")
    merged = buyer.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert (merged["coupons"], merged["subtotal"], merged["discount_total"]) == (
        ["ONE", "TWO"],
        "20.00",
        "2.90",
    )


def test_the_order_keeps_the_promotion_and_uses_the_coupon_and_a_failed_one_gives_it_back(
    api: Any, tenant: Any, shelf: Any
) -> None:
    from nexus.checkout import wiring

    with tenant_scope(tenant.id):
        coupon("ONCE", promote(needs_coupon=True, code="once"), limit_total=1)
    token = fill_cart(api, shelf.variant_ids)
    give(api, token, "ONCE")
    order = place(api, token).json()
    assert (order["discount_total"], order["total"], order["amount_due"]) == ("1.25", "11.25", "11.25")
    assert [(one["code"], one["coupon"], one["amount"]) for one in order["promotions"]] == [
        ("once", "ONCE", "1.25")
    ]
    assert [line["discount"] for line in order["lines"]] == ["1.00", "0.25"]
    other = fill_cart(api.with_headers(), shelf.variant_ids)
    assert give(api.with_headers(), other, "ONCE").json()["code"] == "coupon_used_up"
    with tenant_scope(tenant.id):
        wiring.fail_payment()(UUID(order["id"]))
    assert used(tenant) == 0
    assert cart(api, token)["coupons"] == ["ONCE"]
    assert (place(api, token).json()["total"], used(tenant)) == ("11.25", 1)


def test_a_limit_that_others_reach_first_refuses_the_order_and_the_cart_stays(
    api: Any, tenant: Any, shelf: Any
) -> None:
    with tenant_scope(tenant.id):
        coupon("LAST", limit_total=1)
    carts = [fill_cart(api.with_headers(), shelf.variant_ids[:1]) for _ in range(2)]
    for token in carts:
        assert give(api.with_headers(), token, "LAST").status_code == 200
    assert place(api.with_headers(), carts[0]).status_code == 201
    second = cart(api.with_headers(), carts[1])
    assert (second["coupon_details"][0]["problem"]["code"], second["total"]) == ("coupon_used_up", "10.00")
    refused = place(api.with_headers(), carts[1])
    assert (refused.status_code, refused.json()["code"], refused.json()["coupon"]) == (
        409, "coupon_used_up", "LAST",
    )  # fmt: skip
    assert (used(tenant), cart(api.with_headers(), carts[1])) == (1, second)
    api.with_headers().delete(f"{URL}LAST/", X_Cart_Token=carts[1])
    assert place(api.with_headers(), carts[1]).json()["total"] == "10.00"


def test_terms_of_payment_and_the_address_count(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        promote(conditions=[{"type": "payment_method", "methods": ["manual"]}], code="transfer")
        promote(percent(20), conditions=[{"type": "destination", "countries": ["FR"]}], code="france", lane=1)
    token = fill_cart(api, shelf.variant_ids[:1])
    look = api.get("/api/cart/cart/?payment_method=manual&country=France", X_Cart_Token=token).json()
    assert (look["total"], cart(api, token)["total"]) == ("7.20", "10.00")
    assert place(api, token, method="manual").json()["total"] == "9.00"


def test_a_members_group_address_and_number_of_orders_count(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        promote(conditions=[{"type": "first_order"}], code="welcome")
    buyer = member(api, tenant)
    first = place(buyer, fill_cart(buyer, shelf.variant_ids[:1])).json()
    assert first["total"] == "9.00"
    fill_cart(buyer, shelf.variant_ids[:1])
    assert cart(buyer)["total"] == "10.00"
    with tenant_scope(tenant.id):
        orders.cancel(UUID(first["id"]), reason="changed")
    assert cart(buyer)["total"] == "9.00"


def test_nothing_is_promised_to_a_stranger_that_their_first_order_might_not_get(
    api: Any, tenant: Any, shelf: Any
) -> None:
    with tenant_scope(tenant.id):
        promote(conditions=[{"type": "first_order"}], code="welcome")
    token = fill_cart(api, shelf.variant_ids[:1])
    assert cart(api, token)["total"] == "10.00"
    assert place(api, token, email="New@example.test").json()["total"] == "9.00"
    again = fill_cart(api.with_headers(), shelf.variant_ids[:1])
    assert place(api.with_headers(), again, email="new@example.test").json()["total"] == "10.00"


@pytest.mark.parametrize(("offers", "most"), [(False, 16), (True, 21)])
def test_placing_costs_a_few_statements_more_with_a_limited_coupon(
    api: Any, tenant: Any, shelf: Any, sql_log: Any, offers: bool, most: int
) -> None:
    if offers:
        with tenant_scope(tenant.id):
            coupon("LIMIT", limit_total=5)
    token = fill_cart(api, shelf.variant_ids)
    if offers:
        give(api, token, "LIMIT")
    with sql_log() as statements:
        assert place(api, token).status_code == 201
    assert len(statements) <= most, "\n".join(statements)


@pytest.mark.parametrize(("asked", "most"), [("plain", 4), ("coupon", 5), ("gift", 7), ("first", 4)])
def test_offers_cost_a_cart_only_what_they_need(
    api: Any, tenant: Any, shelf: Any, sql_log: Any, asked: str, most: int
) -> None:
    with tenant_scope(tenant.id):
        if asked == "coupon":
            coupon("SAVE10")
        if asked == "gift":
            promote({"type": "gift", "variant": str(shelf.variant_ids[1])})
        if asked == "first":
            promote(conditions=[{"type": "first_order"}])
    token = fill_cart(api, shelf.variant_ids[:1])
    if asked == "coupon":
        give(api, token, "SAVE10")
    cart(api, token)  # the process remembers the tenant and its rules
    with sql_log() as statements:
        cart(api, token)
    found = [one for one in statements if "enter_tenant" not in one]
    assert len(found) <= most, "\n".join(found)
