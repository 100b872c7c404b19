"""Price lists, currencies and rates over HTTP: what is written is charged, what cannot be is refused by its field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nexus.kernel import clock
from nexus.kernel.ids import new_id

LISTS, RATES = "/api/pricing/price-lists/", "/api/pricing/exchange-rates/"
CURRENCIES, PRODUCTS = "/api/pricing/currencies/", "/api/catalog/products/"


@pytest.fixture
def market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market

    return Market(tenant)


def made(client: Any, **facts: Any) -> str:
    answer = client.post(LISTS, {"code": "all", "name": "All", "currency": "EUR"} | facts)
    assert answer.status_code == 201, answer.content
    return str(answer["Location"])


def quoted(client: Any, product: Any, quantity: int = 1, **more: Any) -> tuple[str, str]:
    """Price of a piece, and the list that it comes from."""
    body = {"lines": [{"variant_id": str(product.variants[0].id), "quantity": quantity}], **more}
    answer = client.post("/api/pricing/quote/", body)
    assert answer.status_code == 200, answer.content
    line = answer.json()["lines"][0]
    return line["unit_price"], line["explanation"][0].get("price_list", "")


def test_prices_of_a_list_are_charged_and_shown(market: Any) -> None:
    staff, mug, bowl = (
        market.staff(),
        market.product("Mug", price="10.00"),
        market.product("Bowl", price="10.00"),
    )
    path = made(staff)
    entries = [
        {"variant_id": str(mug.variants[0].id), "amount": "9.00"},
        {"variant_id": str(mug.variants[0].id), "min_quantity": 10, "amount": "8.50"},
        {"product_id": str(bowl.id), "percent": "-12.5"},
    ]
    answer = staff.post(f"{path}entries/", {"entries": entries})
    assert (answer.status_code, answer.json()) == (200, {"changed": 3})
    assert staff.post(f"{path}entries/", {"entries": entries}).json() == {"changed": 0}
    assert [quoted(market.guest, mug), quoted(market.guest, mug, 10), quoted(market.guest, bowl)] == [
        ("9.00", "all"), ("8.50", "all"), ("8.75", "all"),
    ]  # fmt: skip
    detail = market.guest.get(f"{PRODUCTS}mug/").json()
    assert detail["variants"][0]["tiers"] == [
        {"min_quantity": 1, "price": "9.00"},
        {"min_quantity": 10, "price": "8.50"},
    ]
    kept = staff.get(f"{path}entries/?count=true").json()
    assert (kept["count"], kept["results"][2]) == (
        3,
        {
            "variant_id": None,
            "product_id": str(bowl.id),
            "min_quantity": 1,
            "amount": None,
            "percent": "-12.50",
        },
    )
    gone = {"entries": [{"product_id": str(bowl.id)}, {"variant_id": str(mug.variants[0].id)}]}
    assert staff.post(f"{path}entries/", gone).json() == {"changed": 2}
    assert [quoted(market.guest, mug), quoted(market.guest, bowl)] == [("10.00", ""), ("10.00", "")]
    assert staff.patch(path, {"is_active": False}).json()["is_active"] is False
    assert quoted(market.guest, mug, 10) == ("10.00", "")
    assert staff.delete(path).status_code == 204
    assert staff.get(path).status_code == 404


def test_a_member_of_a_group_is_quoted_the_group_s_price(market: Any) -> None:
    staff, mug, (member, client) = market.staff(), market.product("Mug", price="10.00"), market.person()
    group = staff.post("/api/accounts/groups/", {"code": "gold", "name": "Gold"})["Location"]
    staff.post(f"{group}members/", {"user_id": str(member)})
    path = made(staff, group="gold")
    staff.post(f"{path}entries/", {"entries": [{"percent": "-10"}, {"percent": "-20", "min_quantity": 5}]})
    assert [quoted(one, mug, 5) for one in (client, market.buyer(), market.guest)] == [
        ("8.00", "all"), ("10.00", ""), ("10.00", ""),
    ]  # fmt: skip


def test_the_product_s_page_says_what_more_pieces_cost(market: Any) -> None:
    from tests.web.storefront.catalogue.visitor import Visitor

    staff = market.staff()
    market.product("Mug", price="10.00")
    path = made(staff)
    staff.post(f"{path}entries/", {"entries": [{"percent": "-10", "min_quantity": 12}]})
    assert "From 12 pieces: €9.00 each" in Visitor(market.tenant).get("/p/mug/")


def test_thousands_of_prices_take_a_fixed_number_of_statements(market: Any, sql_log: Any) -> None:
    staff, costs = market.staff(), []
    path = made(staff)
    for count in (2, 20):
        product = market.product(
            f"Shirt {count}",
            variants=tuple(market.variant("10.00", options={"n": str(n)}) for n in range(count)),
        )
        body = {"entries": [{"variant_id": str(one.id), "amount": "9.00"} for one in product.variants]}
        with sql_log() as statements:
            assert staff.post(f"{path}entries/", body).json() == {"changed": count}
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 10
    with sql_log() as statements:
        assert len(staff.get(f"{path}entries/?page_size=15").json()["results"]) == 15
    assert len(statements) <= 5
    with sql_log() as statements:
        assert staff.get(LISTS).status_code == 200
    assert len(statements) <= 4


def refused(answer: Any, status: int = 400) -> dict[str, list[str]]:
    assert answer.status_code == status, answer.content
    return dict(answer.json().get("errors", {}))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"currency": "XXX"}, "currency"),
        ({"currency": "JPY"}, "currency"),
        ({"group": "nobody"}, "group"),
        ({"user_id": str(new_id())}, "user_id"),
        ({"vendor_id": str(new_id())}, "vendor_id"),
        ({"starts_at": "2026-05-01T00:00:00Z", "ends_at": "2026-05-01T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2026-05-01T00:00:00"}, "starts_at"),
        ({"code": "with space"}, "code"),
        ({"priority": 1_000_001}, "priority"),
    ],
)
def test_a_list_that_cannot_be(market: Any, facts: dict[str, Any], field: str) -> None:
    staff = market.staff()
    body = {"code": "all", "name": "All", "currency": "EUR"} | facts
    assert list(refused(staff.post(LISTS, body))) == [field]
    assert staff.get(LISTS).json()["results"] == []


def test_prices_that_cannot_be(market: Any) -> None:
    staff, seller = market.staff(), market.seller("Clay")
    mug = market.product("Mug")
    path = made(staff, vendor_id=str(seller.vendor_id))
    variant = str(mug.variants[0].id)
    bad = [
        ({"variant_id": variant, "amount": "1.00"}, "variant_id"),
        ({"product_id": str(mug.id), "amount": "1.00"}, "product_id"),
        ({"variant_id": str(new_id()), "amount": "1.00"}, "variant_id"),
        ({"amount": "-1.00"}, "amount"),
        ({"amount": "1.001"}, "amount"),
        ({"percent": "-100.01"}, "percent"),
        ({"percent": "1.234"}, "percent"),
        ({"amount": "1.00", "percent": "5"}, "percent"),
        ({"amount": "1.00", "min_quantity": 0}, "min_quantity"),
    ]
    for entry, field in bad:
        errors = refused(
            staff.post(f"{path}entries/", {"entries": [{"percent": "1", "min_quantity": 2}, entry]})
        )
        assert list(errors) == [f"entries.1.{field}"], (entry, errors)
    twice = {"entries": [{"amount": "1.00"}, {"amount": "2.00"}]}
    assert list(refused(staff.post(f"{path}entries/", twice))) == ["entries.1.min_quantity"]
    backwards = {"starts_at": "2021-01-01T00:00:00Z", "ends_at": "2020-01-01T00:00:00Z"}
    assert list(refused(staff.patch(path, backwards))) == ["ends_at"]
    made(staff, code="b")
    assert list(refused(staff.patch(path, {"code": "b"}), 409)) == ["code"]
    assert staff.get(f"{path}entries/").json()["results"] == []


def test_a_seller_prices_the_own_goods_alone(market: Any) -> None:
    clay, iron = market.seller("Clay"), market.seller("Iron")
    mug = market.product("Mug", price="10.00", vendor_id=clay.vendor_id)
    pan = market.product("Pan", price="10.00", vendor_id=iron.vendor_id)
    path = made(clay.api)
    assert clay.api.get(path).json()["vendor_id"] == str(clay.vendor_id)
    whole = {"entries": [{"percent": "-50"}]}
    assert clay.api.post(f"{path}entries/", whole).json() == {"changed": 1}
    assert [quoted(market.guest, mug), quoted(market.guest, pan)] == [("5.00", "all"), ("10.00", "")]
    foreign = {"entries": [{"variant_id": str(pan.variants[0].id), "amount": "1.00"}]}
    assert refused(clay.api.post(f"{path}entries/", foreign)) == {
        "entries.0.variant_id": ["Goods of another seller."]
    }
    for client, status in ((iron.api, 404), (market.buyer(), 403), (market.guest, 401)):
        assert client.get(path).status_code == status
        assert client.patch(path, {"name": "Mine"}).status_code == status
        assert client.post(f"{path}entries/", whole).status_code == status
        assert client.delete(path).status_code == status
    refusal = iron.api.post(
        LISTS, {"code": "x", "name": "X", "currency": "EUR", "vendor_id": str(clay.vendor_id)}
    )
    assert (refusal.status_code, refusal.json()["code"]) == (403, "foreign_vendor")
    assert [one["code"] for one in iron.api.get(LISTS).json()["results"]] == []


def test_currencies_and_rates_decide_what_is_charged(market: Any) -> None:
    staff, mug = market.staff(), market.product("Mug", price="10.00")
    assert refused(staff.post(CURRENCIES, {"currency": "EUR"})) == {
        "currency": ["This is the shop's own currency."]
    }
    body = {"currency": "USD", "converts": True, "step": "1.00", "ending": "-0.01"}
    answer = staff.post(CURRENCIES, body)
    assert (answer.status_code, answer.json()) == (201, {**body, "is_enabled": True, "rounding": "half_up"})
    rates = {"source": "ecb", "rates": [{"currency": "USD", "rate": "1.0845"}]}
    assert staff.post(RATES, rates).json() == {"count": 1}
    assert quoted(market.guest, mug, currency="USD") == ("10.99", "")
    assert staff.patch(f"{CURRENCIES}USD/", {"step": "0.01", "ending": "0"}).status_code == 200
    assert quoted(market.guest, mug, currency="USD") == ("10.85", "")
    soon = (clock.now() + timedelta(days=1)).isoformat()
    later = {"source": "ecb", "rates": [{"currency": "USD", "rate": "2", "as_of": soon}]}
    assert staff.post(RATES, later).json() == {"count": 1}
    assert quoted(market.guest, mug, currency="USD") == ("10.85", "")
    assert [(one["rate"], one["source"]) for one in staff.get(RATES).json()["results"]] == [
        ("2", "ecb"),
        ("1.0845", "ecb"),
    ]
    assert staff.delete(f"{CURRENCIES}USD/").status_code == 204
    assert staff.get(f"{CURRENCIES}USD/").status_code == 404
    listing = market.guest.get(f"{PRODUCTS}?currency=USD")
    assert list(refused(listing)) == ["currency"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"currency": "XXX"}, "currency"),
        ({"currency": "USD", "step": "0"}, "step"),
        ({"currency": "USD", "step": "0.001"}, "step"),
        ({"currency": "JPY", "step": "0.5"}, "step"),
        ({"currency": "USD", "step": "1.00", "ending": "1.00"}, "ending"),
        ({"currency": "USD", "rounding": "sideways"}, "rounding"),
    ],
)
def test_a_currency_that_cannot_be(market: Any, body: dict[str, Any], field: str) -> None:
    staff = market.staff()
    assert list(refused(staff.post(CURRENCIES, body))) == [field]
    assert staff.get(CURRENCIES).json()["results"] == []


@pytest.mark.parametrize(
    ("rate", "field"),
    [
        ({"currency": "EUR", "rate": "1"}, "rates.0.currency"),
        ({"currency": "USD", "rate": "0"}, "rates.0.rate"),
        ({"currency": "USD", "rate": "-1"}, "rates.0.rate"),
        ({"currency": "USD", "rate": "1", "as_of": "2026-01-01T00:00:00"}, "rates.0.as_of"),
        ({"currency": "XXX", "rate": "1"}, "rates.0.currency"),
        ({"currency": "USD", "rate": "NaN"}, "rates.0.rate"),
    ],
)
def test_a_rate_that_cannot_be(market: Any, rate: dict[str, str], field: str) -> None:
    staff = market.staff()
    assert list(refused(staff.post(RATES, {"source": "me", "rates": [rate]}))) == [field]
    assert staff.get(RATES).json()["results"] == []


def test_only_the_staff_keeps_currencies(market: Any) -> None:
    for client, status in ((market.seller().api, 403), (market.buyer(), 403), (market.guest, 401)):
        for path in (CURRENCIES, RATES):
            assert client.get(path).status_code == status
            assert client.post(path, {"currency": "USD"}).status_code == status


def test_floors_and_costs_are_the_sellers_own(market: Any) -> None:
    seller, other = market.seller("Clay"), market.seller("Iron")
    mug = market.product("Mug", price="10.00", vendor_id=seller.vendor_id)
    variant = str(mug.variants[0].id)
    path = f"{PRODUCTS}mug/bounds/"
    body = {"variants": [{"variant_id": variant, "floor": "9.00", "cost": "4.00"}]}
    answer = seller.api.patch(path, body)
    assert (answer.status_code, answer.json()["results"]) == (
        200,
        [
            {
                "variant_id": variant,
                "sku": mug.variants[0].sku,
                "floor": "9.00",
                "cost": "4.00",
                "currency": "EUR",
            }
        ],
    )
    seller.api.patch(path, {"variants": [{"variant_id": variant, "cost": None}]})
    assert [(one["floor"], one["cost"]) for one in seller.api.get(path).json()["results"]] == [("9.00", None)]
    promotion = {
        "code": "half", "title": "Half", "kind": "catalogue", "status": "active",
        "benefit": {"type": "percentage", "percent": "50"},
    }  # fmt: skip
    assert market.staff().post("/api/promotions/", promotion).status_code == 201
    assert market.guest.get(PRODUCTS).json()["results"][0]["price"] == "9.00"
    assert quoted(market.guest, mug) == ("9.00", "")
    for client, status in ((other.api, 403), (market.buyer(), 403), (market.guest, 401)):
        assert client.get(path).status_code == status
        assert client.patch(path, body).status_code == status
    shown = f"{PRODUCTS}mug/variants/"
    assert [one["price"] for one in market.guest.get(shown).json()["results"]] == ["9.00"]
    assert [one["price"] for one in seller.api.get(shown).json()["results"]] == ["10.00"]
    assert market.guest.get(f"{shown}{variant}/").json()["compare_at_price"] == "10.00"
    assert "floor" not in market.guest.get(f"{PRODUCTS}mug/").content.decode()
    for wrong, field in (({"floor": "-1"}, "floor"), ({"cost": "1.001"}, "cost")):
        answer = seller.api.patch(path, {"variants": [{"variant_id": variant, **wrong}]})
        assert list(refused(answer)) == [f"variants.0.{field}"]
    foreign = {"variants": [{"variant_id": str(new_id()), "floor": "1"}]}
    assert list(refused(seller.api.patch(path, foreign))) == ["variants.0.variant_id"]
