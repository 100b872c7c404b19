"""Trying promotions over HTTP: at once or in the background, a seller's own alone, refused with field and reason."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market
from tests.factories.shop import Shelf, stock_shelf

from nexus.catalog import facade as catalog
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.models import PromotionRecord, SimulationRecord

PATH = "/api/promotions/"
TEN = {"code": "ten", "title": "Ten off", "benefit": {"type": "percentage", "percent": "10"}}


@pytest.fixture
def market(tenant: Any) -> Market:
    return Market(tenant)


@pytest.fixture
def shelf(market: Market) -> Shelf:
    with tenant_scope(market.tenant.id):
        return stock_shelf(prices=("10.00", "4.00"))


def keep_orders(shelf: Shelf, number: int, *, variants: int = 2) -> None:
    with tenant_scope():
        sold = catalog.sellables(shelf.variant_ids[:variants])
        lines = [facade.line_of(one, quantity=1) for one in sold.values()]
        for _ in range(number):
            facade.keep_receipt(new_id(), facade.quote(lines, currency="EUR"))


def test_a_draft_is_tried_at_once(market: Market, shelf: Shelf) -> None:
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    keep_orders(shelf, 3)
    answer = owner.post(f"{PATH}{made['id']}/simulate/")
    body = answer.json()
    assert (answer.status_code, answer["Location"]) == (200, f"{PATH}{made['id']}/simulations/{body['id']}/")
    assert (body["state"], body["wanted"], body["total"], body["done"]) == ("done", 1000, 3, 3)
    assert body["result"]["sums"] == [
        {
            "currency": "EUR", "orders": 3, "touched": 3, "revenue_before": "42.00", "revenue_after": "37.80",
            "discount_before": "0.00", "discount_after": "4.20", "draft": "4.20", "vendor_funded": "0.00",
            "shop_funded": "4.20", "margin_before": "0.00", "margin_after": "0.00", "lines": 6, "lines_without_cost": 6,
        }
    ]  # fmt: skip
    assert owner.get(answer["Location"]).json() == body
    listed = owner.get(f"{PATH}{made['id']}/simulations/?count=true").json()
    assert (listed["count"], listed["results"]) == (1, [body])
    with tenant_scope(market.tenant.id):
        assert PromotionRecord.objects.get().status == "draft"


def test_changes_that_are_not_stored_are_tried(market: Market, shelf: Shelf) -> None:
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    keep_orders(shelf, 1)
    changes = {
        "benefit": {"type": "percentage", "percent": "50"}, "max_per_order": {"EUR": "5.00"}, "floor_percent": "20",
        "starts_at": "2031-01-01T00:00:00Z", "limit_total": 1,
    }  # fmt: skip
    body = owner.post(f"{PATH}{made['id']}/simulate/", {"spec": changes, "orders": 5}).json()
    assert (body["result"]["sums"][0]["draft"], body["result"]["order_caps"]) == ("5.00", 1)
    assert owner.get(f"{PATH}{made['id']}/").json() == made


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"orders": 0}, "orders"),
        ({"orders": 100_001}, "orders"),
        ({"orders": "many"}, "orders"),
        ({"since": "2026-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}, "until"),
        ({"since": "yesterday"}, "since"),
        ({"spec": {"benefit": {"type": "percentage", "percent": "101"}}}, "benefit.percent"),
        ({"spec": {"ends_at": "2026-01-01T00:00:00Z", "starts_at": "2026-01-01T00:00:00Z"}}, "ends_at"),
        ({"spec": "half price"}, "spec"),
    ],
)
def test_what_cannot_be_tried_names_the_field(market: Market, asked: dict[str, Any], field: str) -> None:
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    refused = owner.post(f"{PATH}{made['id']}/simulate/", asked)
    assert refused.status_code == 400, refused.content
    assert [name for name in refused.json()["errors"] if name.startswith(field)], refused.content
    with tenant_scope(market.tenant.id):
        assert not SimulationRecord.objects.exists()


def test_many_orders_are_tried_in_the_background_and_called_off(
    market: Market, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 1)
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    keep_orders(shelf, 2)
    first, second = (owner.post(f"{PATH}{made['id']}/simulate/") for _ in "ab")
    assert (first.status_code, first.json()["state"], first.json()["result"]) == (202, "waiting", None)
    cancelled = owner.post(f"{first['Location']}cancel/")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert owner.post(f"{first['Location']}cancel/").status_code == 200
    with bind_tenant(market.tenant.id):
        facade.run_simulation(second.json()["id"])
        facade.run_simulation(first.json()["id"])
    assert owner.get(second["Location"]).json()["state"] == "done"
    assert owner.get(first["Location"]).json()["state"] == "cancelled"
    late = owner.post(f"{second['Location']}cancel/")
    assert (late.status_code, late.json()["code"], late.json()["state"]) == (409, "simulation_over", "done")


def test_not_too_many_at_once(market: Market, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    keep_orders(shelf, 1)
    answers = [owner.post(f"{PATH}{made['id']}/simulate/") for _ in range(6)]
    assert [one.status_code for one in answers] == [202] * 5 + [409]
    assert (answers[-1].json()["code"], answers[-1]["Retry-After"]) == ("simulations_busy", "30")


def test_a_seller_tries_their_own_and_hears_of_their_own_goods(
    market: Market, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, other, owner = market.seller(), market.seller().api, market.staff()
    seller = known.api
    with tenant_scope(market.tenant.id):
        own = stock_shelf(prices=("20.00",), vendor_id=known.vendor_id)
        both = Shelf(
            vendor_id=own.vendor_id, category_id=own.category_id, product_ids=(),
            variant_ids=(*own.variant_ids, *shelf.variant_ids),
        )  # fmt: skip
    keep_orders(both, 1, variants=3)
    keep_orders(shelf, 2)
    made = seller.post(PATH, TEN).json()
    path = f"{PATH}{made['id']}/"
    answer = seller.post(f"{path}simulate/")
    body = answer.json()
    assert (body["total"], body["done"], body["result"]["orders"]) == (100, 100, 1)
    sums = body["result"]["sums"][0]
    assert (sums["revenue_before"], sums["draft"], sums["vendor_funded"], sums["lines"]) == (
        "20.00",
        "2.00",
        "2.00",
        1,
    )
    whole = owner.post(f"{path}simulate/")
    assert (whole.json()["total"], whole.json()["result"]["orders"]) == (3, 3)
    assert [one["id"] for one in seller.get(f"{path}simulations/").json()["results"]] == [body["id"]]
    assert len(owner.get(f"{path}simulations/").json()["results"]) == 2
    assert seller.get(whole["Location"]).status_code == 404
    for unknown in (f"{path}simulate/", f"{answer['Location']}cancel/"):
        assert other.post(unknown).status_code == 404
    assert other.get(answer["Location"]).status_code == 404
    assert other.get(f"{path}simulations/").status_code == 404
    shops = owner.post(PATH, TEN | {"code": "shops"}).json()
    assert seller.post(f"{PATH}{shops['id']}/simulate/").status_code == 404


def test_a_simulation_is_found_below_its_own_promotion_alone(market: Market, shelf: Shelf) -> None:
    owner = market.staff()
    one, other = (owner.post(PATH, TEN | {"code": code}).json()["id"] for code in ("one", "other"))
    found = owner.post(f"{PATH}{one}/simulate/").json()["id"]
    assert owner.get(f"{PATH}{one}/simulations/{found}/").status_code == 200
    assert owner.get(f"{PATH}{other}/simulations/{found}/").json()["code"] == "simulation_not_found"
    assert owner.post(f"{PATH}{new_id()}/simulate/").json()["code"] == "promotion_not_found"


def test_the_list_costs_what_it_costs(market: Market, shelf: Shelf, sql_log: Any) -> None:
    owner = market.staff()
    made = owner.post(PATH, TEN).json()
    counts = []
    for _ in range(2):
        owner.post(f"{PATH}{made['id']}/simulate/")
        with sql_log() as log:
            owner.get(f"{PATH}{made['id']}/simulations/")
        counts.append(len(log))
    assert counts[0] == counts[1]


def test_conflicts_over_http(market: Market, shelf: Shelf) -> None:
    owner = market.staff()
    owner.post(f"{PATH}lanes/", {"position": 1, "name": "More"})
    half = owner.post(
        PATH, TEN | {"code": "half", "benefit": {"type": "percentage", "percent": "50"}, "status": "active"}
    ).json()
    owner.post(
        PATH,
        TEN
        | {
            "code": "third",
            "lane": 1,
            "benefit": {"type": "percentage", "percent": "33"},
            "status": "active",
        },
    )
    found = owner.get(f"{PATH}conflicts/").json()
    line = next(one for one in found["conflicts"] if one["variant_id"])
    assert [one["code"] for one in line["promotions"]] == ["half", "third"]
    assert (line["bound"], found["is_complete"], found["idle"]) == ("percent", True, [])
    assert line["witness"]["lines"][0]["quantity"] == 1
    assert owner.get(f"{PATH}conflicts/?most_percent=70").json()["conflicts"] == []
    assert owner.get(f"{PATH}conflicts/?promotion={half['id']}").json()["conflicts"]
    draft = {"code": "draft", "title": "Draft", "benefit": {"type": "percentage", "percent": "40"}, "lane": 1}
    assert owner.post(f"{PATH}conflicts/", {"spec": draft}).json()["conflicts"]
    changed = {"promotion": half["id"], "spec": {"benefit": {"type": "percentage", "percent": "1"}}}
    assert owner.post(f"{PATH}conflicts/", changed).json()["conflicts"] == []
    assert owner.get(f"{PATH}conflicts/?most_percent=0").status_code == 400
    assert owner.get(f"{PATH}conflicts/?promotion={new_id()}").status_code == 404
    assert owner.post(f"{PATH}conflicts/", {"spec": {"title": "x"}}).status_code == 400
    assert market.seller().api.get(f"{PATH}conflicts/").status_code == 403
