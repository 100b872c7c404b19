"""POST /api/pricing/quote/ with coupons, places and moments."""

from datetime import timedelta
from typing import Any

import pytest
from tests.catalog.marketplace import Market
from tests.factories.shop import Shelf, stock_shelf

from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade

QUOTE = "/api/pricing/quote/"


@pytest.fixture
def shelf(tenant: Any) -> Shelf:
    with tenant_scope(tenant.id):
        stocked = stock_shelf(prices=("20.00",))
        ten = {"code": "ten", "title": "Ten off", "benefit": {"type": "percentage", "percent": "10"}}
        big = ten | {"conditions": [{"type": "min_spend", "amounts": {"EUR": "50.00"}}], "needs_coupon": True}
        made = facade.save_promotion(big, status="active")
        facade.create_coupon(made.id, "BIG10")
        later = {
            "code": "later", "title": "Half price", "benefit": {"type": "percentage", "percent": "50"}, "is_private": True,
            "starts_at": (clock.now() + timedelta(days=2)).isoformat(),
        }  # fmt: skip
        facade.save_promotion(later, status="active")
    return stocked


def basket(shelf: Shelf, quantity: int, **more: Any) -> dict[str, Any]:
    return {"lines": [{"variant_id": str(shelf.variant_ids[0]), "quantity": quantity}], **more}


def test_a_coupon_applies_or_says_how_much_more_it_takes(api: Any, shelf: Shelf) -> None:
    short = api.post(QUOTE, basket(shelf, 2, coupons=["big-10", "nope"])).json()
    assert (short["total"], short["promotions"]) == ("40.00", [])
    assert short["refused_coupons"] == [
        {
            "code": "BIG10", "reason": "min_spend", "text": "10.00 EUR more.", "missing": "10.00", "missing_quantity": None,
            "of": "",
        },
        {
            "code": "NOPE", "reason": "coupon_unknown", "text": "There is no such coupon.", "missing": None,
            "missing_quantity": None, "of": "",
        },
    ]  # fmt: skip
    enough = api.post(QUOTE, basket(shelf, 3, coupons=["BIG10"])).json()
    assert (enough["subtotal"], enough["discount_total"], enough["total"]) == ("60.00", "6.00", "54.00")
    assert enough["promotions"] == [{"code": "ten", "title": "Ten off", "amount": "6.00", "coupon": "BIG10"}]
    assert enough["refused_coupons"] == []


def test_the_staff_asks_about_a_later_moment_and_hears_every_reason(tenant: Any, shelf: Shelf) -> None:
    at = (clock.now() + timedelta(days=3)).isoformat()
    body = Market(tenant).staff().post(QUOTE, basket(shelf, 1, at=at, explain_all=True)).json()
    assert (body["total"], [one["code"] for one in body["promotions"]]) == ("10.00", ["later"])


@pytest.mark.parametrize("wish", [{"explain_all": True}, {"at": "2100-01-01T00:00:00Z"}])
def test_others_do_not_hear_what_is_to_come(api: Any, shelf: Shelf, wish: dict[str, Any]) -> None:
    answer = api.post(QUOTE, basket(shelf, 1) | wish)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wish))


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"at": "2020-01-01T00:00:00Z"}, "at"),
        ({"at": "2100-01-01T00:00:00"}, "at"),
        ({"coupons": ["x"] * 11}, "coupons"),
        ({"coupons": "BIG10"}, "coupons"),
        ({"explain_all": "maybe"}, "explain_all"),
    ],
)
def test_wrong_wishes_are_refused_by_field(
    tenant: Any, shelf: Shelf, wish: dict[str, Any], field: str
) -> None:
    answer = Market(tenant).staff().post(QUOTE, basket(shelf, 1) | wish)
    assert answer.status_code == 400
    assert [name.split(".")[0] for name in answer.json()["errors"]] == [field]


def test_a_quote_with_a_coupon_takes_one_statement_more(api: Any, shelf: Shelf, sql_log: Any) -> None:
    """The codes with what was used of them."""
    counts = []
    for more in ({}, {"coupons": ["BIG10"]}):
        api.post(QUOTE, basket(shelf, 3, **more))
        with sql_log() as statements:
            api.post(QUOTE, basket(shelf, 3, **more))
        counts.append(len(statements))
    assert counts[1] - counts[0] == 1
