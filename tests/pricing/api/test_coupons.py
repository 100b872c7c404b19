"""Coupons over HTTP: single codes and batches, for staff and sellers; nobody's coupons are anybody else's."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.catalog.marketplace import Market
from tests.fixtures import run_in_threads

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, Quote, QuoteLine
from nexus.pricing.domain.coupon_codes import ALPHABET
from nexus.pricing.domain.coupons import normal_code
from nexus.pricing.infrastructure import coupon_making
from nexus.pricing.interfaces.tasks import make_coupons, resume_coupons
from nexus.pricing.models import CouponBatchRecord, CouponRecord

PATH = "/api/coupons/"
BATCHES = f"{PATH}batches/"
BUYER = BuyerFacts(email="ada@shop.test")


@pytest.fixture
def market(tenant: Any) -> Market:
    return Market(tenant)


def offer(api: Any, code: str = "ten", **more: Any) -> str:
    spec = {
        "code": code,
        "title": "Ten off",
        "benefit": {"type": "percentage", "percent": "10"},
        "needs_coupon": True,
    }
    made = api.post("/api/promotions/", spec | {"status": "active"} | more)
    assert made.status_code == 201, made.content
    return str(made.json()["id"])


def quote(*codes: str) -> Quote:
    variant = new_id()
    facade.set_prices([(variant, Money(1000, "EUR"), None)])
    line = QuoteLine(
        variant_id=variant, quantity=1, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )
    return facade.quote([line], currency="EUR", coupons=codes, buyer=BUYER)


def test_life_of_a_coupon(market: Market) -> None:
    owner = market.staff()
    promotion = offer(owner)
    made = owner.post(PATH, {"promotion_id": promotion, "code": "wel-come 10", "limit_total": 2})
    body = made.json()
    path = f"{PATH}{body['id']}/"
    assert (made.status_code, made["Location"]) == (201, path)
    assert body | {"id": 0, "created_at": 0} == {
        "id": 0, "promotion_id": promotion, "batch_id": None, "code": "WELCOME10", "is_active": True, "user_id": None,
        "email": "", "starts_at": None, "ends_at": None, "limit_total": 2, "limit_per_buyer": None, "used": 0, "created_at": 0,
    }  # fmt: skip
    taken = owner.post(PATH, {"promotion_id": promotion, "code": "WELCOME-10"})
    assert (taken.status_code, taken.json()["code"]) == (409, "coupon_code_taken")
    with tenant_scope():
        found = quote("Welcome 10")
        facade.claim_uses(new_id(), found, buyer=BUYER)
    assert str(found.total) == "9.00"
    assert owner.get(path).json()["used"] == 1
    assert owner.delete(path).json()["code"] == "coupon_in_use"
    assert owner.patch(path, {"is_active": False, "limit_total": None}).json()["is_active"] is False
    with tenant_scope():
        assert [one.reason for one in quote("welcome10").refused_coupons] == ["coupon_paused"]
    free = owner.post(PATH, {"promotion_id": promotion, "code": "FREE"}).json()
    assert owner.delete(f"{PATH}{free['id']}/").status_code == 204
    assert [one["code"] for one in owner.get(PATH).json()["results"]] == ["WELCOME10"]
    assert owner.get(f"{PATH}?q=wel&count=true").json()["count"] == 1
    assert owner.get(f"{PATH}?q=come").json()["results"] == []


def test_an_assigned_coupon_is_its_buyers_alone(market: Market) -> None:
    owner = market.staff()
    promotion = offer(owner)
    user_id, _ = market.person()
    code = {"promotion_id": promotion, "code": "ONLYADA"}
    made = owner.post(PATH, code | {"email": "Ada@Shop.test"}).json()
    assert made["email"] == "ada@shop.test"
    both = owner.patch(f"{PATH}{made['id']}/", {"user_id": str(user_id)})
    assert (both.status_code, list(both.json()["errors"])) == (400, ["email"])
    given = owner.patch(f"{PATH}{made['id']}/", {"user_id": str(user_id), "email": ""})
    assert given.json()["user_id"] == str(user_id)
    unknown = owner.patch(f"{PATH}{made['id']}/", {"user_id": str(new_id())})
    assert unknown.json()["errors"] == {"user_id": ["There is no such person."]}
    with tenant_scope():
        assert [one.reason for one in quote("onlyada").refused_coupons] == ["coupon_not_yours"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "a-"}, "code"),
        ({"code": "10%OFF"}, "code"),
        ({"code": "x" * 65}, "code"),
        ({"limit_total": 0}, "limit_total"),
        ({"starts_at": "2026-03-02T00:00:00Z", "ends_at": "2026-03-01T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2026-03-02T00:00:00"}, "starts_at"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_bad_input_names_the_field(market: Market, wrong: dict[str, Any], field: str) -> None:
    owner = market.staff()
    refused = owner.post(PATH, {"promotion_id": offer(owner), "code": "GOOD"} | wrong)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    with tenant_scope():
        assert not CouponRecord.objects.exists()


def test_codes_are_for_promotions_that_need_one(market: Market) -> None:
    owner = market.staff()
    for promotion in (offer(owner, "free", needs_coupon=False), archived(owner)):
        refused = owner.post(PATH, {"promotion_id": promotion, "code": "GOOD"})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["promotion_id"])


def archived(owner: Any) -> str:
    promotion = offer(owner, "old")
    owner.post(f"/api/promotions/{promotion}/archive/")
    return promotion


def test_sellers_have_coupons_of_their_own_promotions(market: Market) -> None:
    owner, seller, other = market.staff(), market.seller(), market.seller()
    shops, mine = offer(owner, "shop"), offer(seller.api, "mine")
    foreign = seller.api.post(PATH, {"promotion_id": shops, "code": "FOREIGN"})
    assert foreign.status_code == 404
    assert foreign.json()["errors"] == {"promotion_id": ["There is no such promotion."]}
    coupon = seller.api.post(PATH, {"promotion_id": mine, "code": "MINE"}).json()
    batch = seller.api.post(BATCHES, {"promotion_id": mine, "name": "Fair", "size": 1}).json()
    by_account = seller.api.patch(f"{PATH}{coupon['id']}/", {"user_id": str(seller.user_id)})
    assert list(by_account.json()["errors"]) == ["user_id"]
    path, batches = f"{PATH}{coupon['id']}/", f"{BATCHES}{batch['id']}/"
    refused = [
        other.api.get(path), other.api.patch(path, {"is_active": False}), other.api.delete(path),
        other.api.get(batches), other.api.get(f"{batches}file/"),
    ]  # fmt: skip
    assert [answer.status_code for answer in refused] == [404] * 5
    assert [one["code"] for one in seller.api.get(PATH).json()["results"]] == ["MINE"]
    assert other.api.get(PATH).json()["results"] == other.api.get(BATCHES).json()["results"] == []
    assert {market.buyer().get(path).status_code, market.guest.get(path).status_code} == {401, 403}
    with tenant_scope():
        assert CouponRecord.objects.get(id=coupon["id"]).is_active


def test_another_shops_code_is_simply_unknown(market: Market, other_tenant: Any) -> None:
    owner = market.staff()
    owner.post(PATH, {"promotion_id": offer(owner), "code": "WELCOME"})
    with bind_tenant(other_tenant.id), tenant_scope():
        (refused,) = quote("WELCOME").refused_coupons
    assert (refused.reason, refused.text) == ("coupon_unknown", "There is no such coupon.")


def test_a_batch_comes_in_slices_and_is_exported(market: Market, monkeypatch: Any) -> None:
    owner = market.staff()
    wish = {
        "promotion_id": offer(owner),
        "name": "Fair",
        "size": 25,
        "prefix": "fair-26",
        "limit_per_buyer": 1,
    }
    made = owner.post(BATCHES, wish, Idempotency_Key="fair")
    again = owner.post(BATCHES, wish, Idempotency_Key="fair")
    assert again.json() == made.json()
    assert (made.status_code, made.json()["made"], made.json()["prefix"]) == (201, 0, "FAIR26")
    batch = UUID(made.json()["id"])
    monkeypatch.setattr(coupon_making, "SLICE", 10)
    assert make_coupons(str(market.tenant.id), str(batch)) is False
    body = owner.get(f"{BATCHES}{batch}/").json()
    assert (body["made"], body["finished_at"] is None) == (25, False)
    assert make_coupons(str(market.tenant.id), str(batch)) is False
    file = owner.get(f"{BATCHES}{batch}/file/")
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("text/csv; charset=utf-8", "nosniff")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    codes = {normal_code(row["code"]) for row in rows}
    with tenant_scope():
        kept = {one.code: one for one in CouponRecord.objects.all()}
        assert (codes, len(codes)) == (kept.keys(), 25)
        assert {one.limit_total for one in kept.values()} == {1}
        assert {one.limit_per_buyer for one in kept.values()} == {1}
        assert str(quote(rows[0]["code"].lower()).total) == "9.00"
    assert all(code.startswith("FAIR26") and set(code[6:]) <= set(ALPHABET) for code in codes)
    assert rows[0] | {"code": ""} == {
        "code": "",
        "used": "0",
        "limit": "",
        "active": "yes",
        "starts_at": "",
        "ends_at": "",
    } | {"limit": "1"}
    assert [
        one["name"] for one in owner.get(f"{BATCHES}?promotion={wish['promotion_id']}").json()["results"]
    ] == ["Fair"]
    assert owner.get(f"{PATH}?batch={batch}&count=true&page_size=1").json()["count"] == 25


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"size": 100_001}, "size"),
        ({"size": 0}, "size"),
        ({"prefix": "=A1"}, "prefix"),
        ({"prefix": "a" * 21}, "prefix"),
    ],
)
def test_batches_that_cannot_be(market: Market, wrong: dict[str, Any], field: str) -> None:
    owner = market.staff()
    refused = owner.post(BATCHES, {"promotion_id": offer(owner), "name": "Fair", "size": 5} | wrong)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    with tenant_scope():
        assert not CouponBatchRecord.objects.exists()


def test_workers_who_die_or_meet_lose_nothing_and_make_nothing_twice(
    market: Market, monkeypatch: Any
) -> None:
    owner = market.staff()
    wish = {"promotion_id": offer(owner), "name": "Fair", "size": 40}
    batch = UUID(owner.post(BATCHES, wish).json()["id"])
    monkeypatch.setattr(coupon_making, "SLICE", 5)
    assert facade.make_coupons(batch, seconds=0) is True
    real, calls = coupon_making.new_code, []

    def dying(prefix: str, below: Any) -> str:
        calls.append(prefix)
        if len(calls) == 8:
            raise KeyboardInterrupt
        return real(prefix, below)

    monkeypatch.setattr(coupon_making, "new_code", dying)
    with pytest.raises(KeyboardInterrupt):
        facade.make_coupons(batch)
    with tenant_scope():
        assert CouponBatchRecord.objects.get(id=batch).made == CouponRecord.objects.count() == 10
    monkeypatch.setattr(coupon_making, "new_code", real)
    run_in_threads(4, lambda _: facade.make_coupons(batch), tenant_id=market.tenant.id)
    assert facade.make_coupons(batch) is False
    with tenant_scope():
        found = CouponBatchRecord.objects.get(id=batch)
        assert (found.made, CouponRecord.objects.count(), found.finished_at is None) == (40, 40, False)
        assert facade.unfinished_coupon_batches() == ()


def test_the_sweep_finds_batches_that_nobody_works_on(market: Market) -> None:
    owner = market.staff()
    before = resume_coupons()
    owner.post(BATCHES, {"promotion_id": offer(owner), "name": "Fair", "size": 5})
    assert resume_coupons() == before + 1


def test_a_code_that_somebody_has_is_made_up_for(market: Market, monkeypatch: Any) -> None:
    owner = market.staff()
    promotion = offer(owner)
    owner.post(PATH, {"promotion_id": promotion, "code": "TAKEN"})
    codes = iter(["TAKEN", "ONE", "TWO"])
    monkeypatch.setattr(coupon_making, "new_code", lambda prefix, below: next(codes))
    batch = UUID(owner.post(BATCHES, {"promotion_id": promotion, "name": "Fair", "size": 2}).json()["id"])
    assert facade.make_coupons(batch) is False
    with tenant_scope():
        assert sorted(one.code for one in CouponRecord.objects.filter(batch_id=batch)) == ["ONE", "TWO"]


def test_a_coupons_own_period_ends_at_its_instant(market: Market) -> None:
    owner = market.staff()
    end = clock.now().replace(microsecond=0) + timedelta(days=1)
    owner.post(PATH, {"promotion_id": offer(owner), "code": "TODAY", "ends_at": end.isoformat()})
    with tenant_scope():
        for at, reasons in ((end - timedelta(microseconds=1), []), (end, ["coupon_expired"])):
            with clock.use_clock(clock.FixedClock(at)):
                assert [one.reason for one in quote("today").refused_coupons] == reasons


def test_lists_cost_one_statement_however_long(market: Market, sql_log: Any) -> None:
    owner = market.staff()
    promotion = offer(owner)
    for number in range(3):
        owner.post(PATH, {"promotion_id": promotion, "code": f"CODE{number}"})
        owner.post(BATCHES, {"promotion_id": promotion, "name": "Fair", "size": 5})
    for path in (PATH, BATCHES):
        counts = []
        for size in (1, 3):
            with sql_log() as statements:
                assert len(owner.get(f"{path}?page_size={size}").json()["results"]) == size
            counts.append(len([one for one in statements if "pricing_" in one]))
        assert counts == [1, 1]
