"""POST /api/pricing/quote/"""

from typing import Any

import pytest
from tests.factories.shop import Shelf, stock_shelf

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def shelf(tenant: Any) -> Shelf:
    with tenant_scope(tenant.id):
        return stock_shelf(prices=("49.95", "4.50"))


def lines(shelf: Shelf, *quantities: int) -> list[dict[str, Any]]:
    return [
        {"variant_id": str(variant), "quantity": quantity}
        for variant, quantity in zip(shelf.variant_ids, quantities, strict=False)
    ]


def test_anybody_may_ask_what_a_basket_costs(api: Any, shelf: Shelf) -> None:
    answer = api.post("/api/pricing/quote/", {"lines": lines(shelf, 2, 3)})
    assert answer.status_code == 200
    body = answer.json()
    totals = (
        "subtotal",
        "discount_total",
        "shipping_total",
        "tax_total",
        "included_tax_total",
        "total",
        "currency",
    )
    assert [body[name] for name in totals] == ["113.40", "0.00", "0.00", "0.00", "0.00", "113.40", "EUR"]
    shoe = str(shelf.variant_ids[0])
    step = {
        "part": "goods",
        "code": "list_price",
        "text": "2 x 49.95 EUR",
        "amount": "99.90",
        "applied": True,
        "variant_id": shoe,
        "quantity": 2,
        "unit_price": "49.95",
    }
    assert body["lines"][0] == {
        "variant_id": shoe,
        "quantity": 2,
        "list_price": "49.95",
        "unit_price": "49.95",
        "compare_at_price": None,
        "discount": "0.00",
        "line_total": "99.90",
        "tax": "0.00",
        "included_tax": "0.00",
        "explanation": [step],
    }
    assert body["explanation"][0] == step
    assert (body["shipping_method"], body["shipping_options"]) == (
        "standard",
        [{"code": "standard", "name": "Standard", "price": "0.00"}],
    )
    assert body["at"].endswith("Z")


def test_three_statements_for_any_basket(api: Any, shelf: Shelf, sql_log: Any) -> None:
    """Entering the tenant, what is sellable, prices."""
    api.post("/api/pricing/quote/", {"lines": lines(shelf, 1)})
    with sql_log() as statements:
        api.post("/api/pricing/quote/", {"lines": lines(shelf, 1, 1)})
    assert len(statements) == 3


def test_what_is_not_for_sale_is_named(api: Any, shelf: Shelf) -> None:
    unknown = str(new_id())
    answer = api.post(
        "/api/pricing/quote/", {"lines": [*lines(shelf, 1), {"variant_id": unknown, "quantity": 1}]}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_variant")
    assert answer.json()["variants"] == [unknown]


def test_a_price_that_is_missing_is_named(api: Any, shelf: Shelf) -> None:
    answer = api.post("/api/pricing/quote/", {"lines": lines(shelf, 1), "currency": "JPY"})
    assert (answer.status_code, answer.json()["code"]) == (400, "price_missing")
    assert (answer.json()["variants"], answer.json()["currency"]) == ([str(shelf.variant_ids[0])], "JPY")


def test_the_price_of_another_tenant_is_not_told(api: Any, other_tenant: Any) -> None:
    with tenant_scope(other_tenant.id):
        theirs = stock_shelf()
    answer = api.post("/api/pricing/quote/", {"lines": lines(theirs, 1)})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_variant")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": "all"}, "lines"),
        ({"lines": [{"variant_id": "x", "quantity": 1}]}, "lines.0.variant_id"),
        ({"lines": [{"variant_id": str(new_id()), "quantity": 0}]}, "lines.0.quantity"),
        ({"lines": [{"variant_id": str(new_id()), "quantity": 1.5}]}, "lines.0.quantity"),
        ({"lines": [{"variant_id": str(new_id()), "quantity": 1_000_001}]}, "lines.0.quantity"),
        ({"currency": "XXX"}, "currency"),
        ({"country": "Atlantis"}, "country"),
        ({"shipping_method": "pigeon"}, "shipping_method"),
    ],
)
def test_bad_input_is_refused_by_field(api: Any, shelf: Shelf, change: dict[str, Any], field: str) -> None:
    answer = api.post("/api/pricing/quote/", {"lines": lines(shelf, 1)} | change)
    assert answer.status_code == 400
    assert any(found.startswith(field) for found in answer.json()["errors"]), answer.json()


def test_a_basket_beyond_the_books_is_refused(api: Any, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        dear = stock_shelf(prices=("9999999999.99",))
    answer = api.post("/api/pricing/quote/", {"lines": lines(dear, 1_000_000)})
    assert (answer.status_code, answer.json()["code"]) == (400, "quote_too_large")
    assert answer.json()["limit"] == "10000000000000.00"
