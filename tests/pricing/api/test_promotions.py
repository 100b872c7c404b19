"""Promotions over HTTP: written by sellers and staff, refused with field and reason, never somebody else's."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from tests.catalog.marketplace import Market

from nexus.kernel.clock import FixedClock, use_clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, QuoteLine
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.models import PromotionRecord, PromotionVersionRecord

PATH = "/api/promotions/"
TEN = {"code": "ten", "title": "Ten off", "benefit": {"type": "percentage", "percent": "10"}}
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def market(tenant: Any) -> Market:
    return Market(tenant)


def test_life_of_a_promotion(market: Market) -> None:
    owner = market.staff()
    made = owner.post(PATH, TEN | {"description": "March"})
    body = made.json()
    path = f"{PATH}{body['id']}/"
    assert (made.status_code, made["Location"], made["ETag"]) == (201, path, '"1"')
    assert body | {"id": 0, "created_at": 0, "updated_at": 0} == {
        "id": 0, "code": "ten", "title": "Ten off", "description": "March", "kind": "cart", "status": "draft", "version": 1,
        "benefit": {"type": "percentage", "percent": "10"}, "target": {"type": "goods"}, "conditions": [], "lane": 0,
        "priority": 0, "exclusive": False, "needs_coupon": False, "is_private": False, "starts_at": None, "ends_at": None,
        "max_per_line": {}, "max_per_order": {}, "floor_percent": "0", "vendor_id": None, "vendor_share": None,
        "limit_total": None, "limit_per_buyer": None, "created_at": 0, "updated_at": 0,
    }  # fmt: skip
    assert owner.post(f"{path}activate/").json()["status"] == "active"
    changed = owner.patch(path, {"starts_at": "2026-03-29T02:30:00+02:00", "version": 2})
    assert (changed.json()["starts_at"], changed["ETag"]) == ("2026-03-29T00:30:00Z", '"3"')
    assert owner.patch(path, {"starts_at": None}, If_Match='"3"').json()["starts_at"] is None
    stale = owner.patch(path, {"title": "Late"}, If_Match='"3"')
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (409, "concurrent_update", 4)
    assert owner.post(f"{path}pause/", If_Match='W/"4"').json()["version"] == 5
    assert owner.post(f"{path}archive/").json()["status"] == "archived"
    dead = owner.post(f"{path}activate/")
    assert (dead.status_code, dead.json()["code"], dead.json()["legal"]) == (409, "illegal_transition", [])
    assert owner.patch(path, {"title": "Later"}).status_code == 409
    assert owner.delete(path).json()["code"] == "promotion_in_use"
    with tenant_scope(market.tenant.id):
        assert PromotionVersionRecord.objects.count() == 3
    draft = owner.post(PATH, TEN | {"code": "other"}).json()
    assert owner.delete(f"{PATH}{draft['id']}/").status_code == 204
    assert owner.get(f"{PATH}{draft['id']}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"benefit": {"type": "percentage", "percent": "100.01"}}, "benefit.percent"),
        ({"benefit": {"type": "percentage", "percent": "1e-99999999"}}, "benefit.percent"),
        ({"benefit": []}, "benefit"),
        ({"starts_at": "2026-03-02T00:00:00Z", "ends_at": "2026-03-02T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2026-03-02T00:00:00"}, "starts_at"),
        ({"max_per_order": {"XXQ": "1.00"}}, "max_per_order"),
        ({"max_per_order": {"EUR": 1}}, "max_per_order"),
        ({"conditions": [{"type": "min_spend", "amounts": {"EUR": "-1"}}]}, "conditions[0].amounts"),
        ({"conditions": [{"type": "min_spend", "amounts": {"EUR": "1"}, "of": {"label": "x" * 501}}]}, "conditions[0].of.label"),
        ({"target": {"type": "goods", "selection": {"brands": ["nobody"]}}}, "target.selection.brands"),
        ({"target": {"type": "goods", "selection": {"collections": ["none"]}}}, "target.selection.collections"),
        ({"vendor_id": "018f0000-0000-7000-8000-000000000000"}, "vendor_id"),
        ({"lane": 9}, "lane"),
        ({"limit_total": 0}, "limit_total"),
        ({"floor_percent": "101"}, "floor_percent"),
        ({"code": "ü"}, "code"),
        ({"title": " "}, "title"),
    ],
)  # fmt: skip
def test_bad_input_names_the_field(market: Market, wrong: dict[str, Any], field: str) -> None:
    refused = market.staff().post(PATH, TEN | {"status": "active"} | wrong)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    with tenant_scope(market.tenant.id):
        assert not PromotionRecord.objects.exists()


def test_sellers_have_their_own_alone(market: Market) -> None:
    owner, seller, other = market.staff(), market.seller(), market.seller()
    shop = owner.post(PATH, TEN).json()
    mine = seller.api.post(PATH, TEN | {"code": "mine", "status": "active"}).json()
    assert (mine["vendor_id"], mine["status"]) == (str(seller.vendor_id), "active")
    foreign = seller.api.post(PATH, TEN | {"code": "foreign", "vendor_id": str(other.vendor_id)})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_vendor")
    split = seller.api.post(PATH, TEN | {"code": "split", "vendor_share": "50"})
    assert (split.status_code, list(split.json()["errors"])) == (400, ["vendor_share"])
    for key in (shop["id"], mine["id"]):
        path = f"{PATH}{key}/"
        refused = [
            other.api.get(path), other.api.patch(path, {"title": "x"}), other.api.delete(path), other.api.get(f"{path}usage/"),
            *(other.api.post(f"{path}{verb}/") for verb in ("activate", "pause", "archive")),
        ]  # fmt: skip
        assert {answer.status_code for answer in refused} == {404}
    assert [one["code"] for one in seller.api.get(PATH).json()["results"]] == ["mine"]
    assert seller.api.get(f"{PATH}?vendor={other.vendor_id}").json()["results"] == []
    assert seller.api.post(f"{PATH}lanes/", {"position": 1, "name": "Sale"}).status_code == 403
    assert market.buyer().get(PATH).status_code == 403
    assert market.guest.get(PATH).status_code == 401
    waiting = market.seller(status="suspended")
    assert waiting.api.post(PATH, TEN | {"code": "waiting"}).json()["code"] == "foreign_vendor"
    with tenant_scope(market.tenant.id):
        assert {one.code: one.title for one in PromotionRecord.objects.all()} == {
            "ten": "Ten off",
            "mine": "Ten off",
        }


def test_list_filters_and_costs_one_statement_more_than_nothing(market: Market, sql_log: Any) -> None:
    owner = market.staff()
    for number in range(3):
        owner.post(PATH, TEN | {"code": f"c{number}", "kind": "catalogue" if number else "cart"})
    assert [one["code"] for one in owner.get(f"{PATH}?kind=catalogue&q=C2").json()["results"]] == ["c2"]
    assert owner.get(f"{PATH}?status=active&count=true").json()["count"] == 0
    page = owner.get(f"{PATH}?page_size=2").json()
    assert [one["code"] for one in page["results"]] == ["c2", "c1"]
    assert [one["code"] for one in owner.get(page["next"]).json()["results"]] == ["c0"]
    with sql_log() as few:
        owner.get(f"{PATH}?page_size=1")
    with sql_log() as many:
        owner.get(f"{PATH}?page_size=3")
    assert len(few) == len(many)
    assert len([one for one in many if "pricing_" in one]) == 1


def test_lanes_and_schemas(market: Market) -> None:
    owner = market.staff()
    lane = owner.post(f"{PATH}lanes/", {"position": 2, "name": "Sale"}).json()
    path = f"{PATH}lanes/{lane['id']}/"
    assert (
        owner.post(f"{PATH}lanes/", {"position": 2, "name": "Again"}).json()["code"] == "lane_position_taken"
    )
    wrong = owner.patch(path, {"strategy": "worst"})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["strategy"])
    assert owner.patch(path, {"strategy": "stack"}).json() == lane | {"strategy": "stack"}
    owner.post(PATH, TEN | {"lane": 2})
    assert owner.delete(path).json()["promotions"] == ["ten"]
    assert [one["position"] for one in market.seller().api.get(f"{PATH}lanes/").json()["results"]] == [2]
    schemas = owner.get(f"{PATH}schemas/").json()
    assert schemas["benefits"]["percentage"]["schema"]["properties"]["type"] == {"const": "percentage"}
    assert set(schemas) == {"conditions", "targets", "benefits", "lanes"}


def test_usage_by_day_of_the_store_and_who_paid(make_tenant: Any) -> None:
    market = Market(make_tenant(time_zone="Europe/Berlin"))
    owner, seller = market.staff(), market.seller()
    made = seller.api.post(PATH, TEN | {"status": "active", "limit_total": 5}).json()
    orders = []
    with tenant_scope(market.tenant.id):
        variant = new_id()
        facade.set_prices([(variant, Money(1000, "EUR"), None)])
        goods = GoodsFacts(product_id=new_id(), vendor_id=seller.vendor_id)
        quote = facade.quote([QuoteLine(variant_id=variant, quantity=1, goods=goods)], currency="EUR")
        for hour in (21, 23, 23):
            with use_clock(FixedClock(START.replace(hour=hour))):
                orders.append(new_id())
                facade.claim_uses(orders[-1], quote, buyer=BuyerFacts(email=f"{hour}@shop.test"))
        facade.return_uses(orders[-1])
    path = f"{PATH}{made['id']}/usage/"
    query = "?since=2026-03-01T00:00:00Z&until=2026-03-03T00:00:00Z"
    found = seller.api.get(f"{path}{query}").json()
    assert (found["uses"], found["given_back"], found["limit_total"], found["left"]) == (2, 1, 5, 3)
    (euro,) = found["by_currency"]
    assert (euro["discount"], euro["vendor_funded"], euro["shop_funded"], euro["buyers"]) == (
        "2.00",
        "2.00",
        "0.00",
        2,
    )
    assert [(one["day"], one["uses"], one["discount"]) for one in found["by_day"]] == [
        ("2026-03-01", 1, "1.00"), ("2026-03-02", 1, "1.00"),
    ]  # fmt: skip
    refused = owner.get(f"{path}?since=2026-03-01T00:00:00Z&until=2020-03-01T00:00:00Z")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["since"])


def test_another_shops_promotion_is_not_there(market: Market, other_tenant: Any) -> None:
    made = market.staff().post(PATH, TEN).json()
    stranger = Market(other_tenant).staff()
    assert stranger.get(f"{PATH}{made['id']}/").status_code == 404
    assert stranger.post(f"{PATH}{made['id']}/activate/").status_code == 404


def test_instants_are_those_of_the_page_about_coupons(market: Market) -> None:
    """docs/domains/coupons.md, the table under Time; reading and saving does not move them, however often."""
    page = (Path(__file__).parents[3] / "docs" / "domains" / "coupons.md").read_text(encoding="utf-8")
    vectors = re.findall(r"^\| `([^`]+)` \|[^|]+\| (?:`([^`]+)`|refused) \|$", page, re.MULTILINE)
    assert len(vectors) == 5
    owner = market.staff()
    for typed, kept in vectors:
        made = owner.post(PATH, TEN | {"code": f"c{vectors.index((typed, kept))}", "starts_at": typed})
        if not kept:
            assert (made.status_code, list(made.json()["errors"])) == (400, ["starts_at"])
            continue
        body, path = made.json(), f"{PATH}{made.json()['id']}/"
        assert body["starts_at"] == kept
        for _ in range(8):
            body = owner.patch(path, {"starts_at": body["starts_at"], "ends_at": None}).json()
        assert (body["starts_at"], body["version"]) == (kept, 1)


def test_the_apis_description_knows_every_strategy_that_is_installed() -> None:
    components = SchemaGenerator().get_schema(public=True)["components"]["schemas"]
    for name, part in (
        ("PromotionBenefit", "benefits"),
        ("PromotionTarget", "targets"),
        ("PromotionCondition", "conditions"),
    ):
        choices = components[name]["oneOf"]
        assert sorted(one["properties"]["type"]["const"] for one in choices) == sorted(schemas()[part])
    assert components["PromotionSelection"]["properties"]["exclude"]["anyOf"][0] == {
        "$ref": "#/components/schemas/PromotionSelection"
    }
