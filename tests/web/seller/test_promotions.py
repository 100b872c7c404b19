"""Sellers reduce their own goods, and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

TENTH = {"title": "A tenth off", "benefit": "percentage", "percent": "10", "kind": "catalogue", "status": ""}


@pytest.fixture
def mug(market: Any, clay: Any) -> Any:
    return market.product("Red Mug", vendor_id=clay.vendor_id, price="12.50")


@pytest.fixture
def kept(tenant: Any) -> Any:
    """`kept()`: the promotions that there are, oldest first."""

    def read() -> list[Any]:
        from nexus.platform.tenancy import tenant_scope
        from nexus.pricing import facade

        with tenant_scope(tenant.id):
            return list(reversed(facade.promotions()))

    return read


@pytest.fixture
def price(tenant: Any) -> Any:
    """`price(product)`: what a piece costs now."""

    def read(product: Any) -> str:
        from nexus.catalog import facade as catalog
        from nexus.platform.tenancy import bind_tenant, tenant_scope
        from nexus.pricing import facade as pricing

        variant = product.variants[0].id
        with bind_tenant(tenant.id), tenant_scope():
            sold = catalog.sellables([variant])[variant]
            quote = pricing.quote([pricing.line_of(sold, quantity=1)], currency=tenant.currency)
        return str(quote.total)

    return read


def test_a_seller_reduces_its_goods_and_stops_it(
    market: Any, clay: Any, desk: Any, mug: Any, kept: Any, price: Any
) -> None:
    other = market.product("Blue Mug", vendor_id=market.seller("Iron").vendor_id, price="12.50")
    assert "You have no promotions yet." in desk.get("/seller/promotions/")

    made = desk.post("/seller/promotions/new/", **TENTH)
    [draft] = kept()
    before = price(mug)
    published = desk.post(f"/seller/promotions/{draft.id}/status/", status="active")
    reduced = (price(mug), price(other))
    desk.post(f"/seller/promotions/{draft.id}/status/", status="paused")

    assert (made.status, made.place, published.place) == (
        302,
        f"/seller/promotions/{draft.id}/",
        f"/seller/promotions/{draft.id}/",
    )
    assert (draft.status, draft.vendor_id, draft.title) == ("draft", clay.vendor_id, "A tenth off")
    assert (before, reduced, price(mug)) == ("12.50", ("11.25", "12.50"), "12.50")
    page = desk.get("/seller/promotions/")
    assert "A tenth off" in page
    assert "10 % off" in page
    assert "Paused" in page


@pytest.mark.parametrize(
    ("fields", "benefit", "rest"),
    [
        ({"benefit": "percentage", "percent": "12,5"}, {"type": "percentage", "percent": "12.5"}, {"kind": "catalogue"}),
        ({"benefit": "amount_off", "amount": "2,50"}, {"type": "amount_off", "amounts": {"EUR": "2.50"}, "per": "piece"}, {}),
        ({"benefit": "fixed_price", "amount": "9.99", "kind": "cart", "min_spend": "20", "needs_coupon": "on",
          "limit_total": "5"},
         {"type": "fixed_price", "amounts": {"EUR": "9.99"}}, {"kind": "cart", "needs_coupon": True, "limit_total": 5}),
        ({"benefit": "n_for_m", "take": "3", "pay": "2"}, {"type": "n_for_m", "quantity": 3, "pay": 2}, {"kind": "cart"}),
        ({"benefit": "tiers", "quantity_1": "2", "percent_1": "5", "quantity_2": "5", "percent_2": "10"},
         {"type": "tiers", "steps": [{"quantity": 2, "percent": "5"}, {"quantity": 5, "percent": "10"}]}, {"kind": "cart"}),
    ],
)  # fmt: skip
def test_every_kind_is_kept_and_shown_again(
    desk: Any, mug: Any, kept: Any, refresh: Any, fields: Any, benefit: Any, rest: Any
) -> None:
    made = desk.post("/seller/promotions/new/", **TENTH | {"percent": ""} | fields | {"goods": str(mug.id)})
    assert made.status == 302, made.text
    [first] = kept()
    ticked = {"needs_coupon": "on"} if rest.get("needs_coupon") else {}
    again = desk.post(made.place, **refresh(desk.get(made.place)) | {"goods": str(mug.id)} | ticked)
    [second] = kept()

    assert {key: first.spec.get(key, False) for key in rest} == rest or first.kind == rest.get(
        "kind", first.kind
    )
    assert _told(first.spec["benefit"]) == _told(benefit)
    assert first.spec["target"]["selection"] == {"products": [str(mug.id)]}
    assert (again.status, second.spec, second.version) == (302, first.spec, first.version)


def _told(benefit: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in benefit.items() if value not in (None, "", {})}


def test_instants_stay_to_the_second_however_often_it_is_saved(
    clay: Any, desk: Any, mug: Any, kept: Any, refresh: Any, tenant: Any
) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    instant = datetime(2030, 10, 27, 1, 30, 17, tzinfo=UTC)
    spec = {
        "code": "x",
        "title": "X",
        "benefit": {"type": "percentage", "percent": "5"},
        "kind": "catalogue",
        "starts_at": instant.isoformat(),
    }
    with tenant_scope(tenant.id):
        facade.save_promotion(spec, for_vendors=[clay.vendor_id])
    [made] = kept()
    path = f"/seller/promotions/{made.id}/"
    for _ in range(3):
        assert desk.post(path, **refresh(desk.get(path))).status == 302

    assert [(one.starts_at, one.version) for one in kept()] == [(instant, made.version)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "required"), ({"percent": ""}, "This is needed for what you chose."), ({"percent": "120"}, "at most 100"),
        ({"benefit": "n_for_m", "take": "2", "pay": "3"}, "Fewer than are taken"),
        ({"benefit": "fixed_price", "amount": "-1"}, "negative"),
        ({"starts_at": "2030-02-02T10:00", "ends_at": "2030-01-01T10:00"}, "Must be after the beginning"),
        ({"needs_coupon": "on"}, "has no code, no limits"), ({"benefit": "magic"}, "not one of the available choices"),
        ({"benefit": "tiers", "quantity_1": "2", "percent_1": "5", "quantity_2": "3"}, "Both or none."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(
    desk: Any, mug: Any, kept: Any, wrong: Any, said: str
) -> None:
    page = desk.post("/seller/promotions/new/", **TENTH | wrong)

    assert page.status == 400
    assert said in page
    assert kept() == []


def test_nothing_of_others_is_seen_or_changed(
    market: Any, clay: Any, desk: Any, mug: Any, enter: Any, kept: Any
) -> None:
    iron = market.seller("Iron")
    theirs = market.product("Anvil", vendor_id=iron.vendor_id)
    made = enter(iron.user_id).post("/seller/promotions/new/", **TENTH | {"title": "Secret of Iron"})
    before = kept()

    assert desk.get(made.place).status == 404
    assert desk.post(made.place, **TENTH).status == 404
    assert desk.post(f"{made.place}status/", status="active").status == 404
    assert "Secret of Iron" not in desk.get("/seller/promotions/")
    assert "Anvil" not in desk.get("/seller/promotions/new/")
    foreign = desk.post("/seller/promotions/new/", **TENTH | {"goods": str(theirs.id)})
    assert (foreign.status, kept()) == (400, before)


def test_what_the_shop_set_up_is_not_lost(clay: Any, desk: Any, mug: Any, kept: Any, tenant: Any) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    spec = {"code": "x", "title": "Twice", "benefit": {"type": "percentage", "percent": "5"}, "vendor_id": str(clay.vendor_id),
            "vendor_share": "50", "conditions": [{"type": "first_order"}]}  # fmt: skip
    with tenant_scope(tenant.id):
        made = facade.save_promotion(spec)
    path = f"/seller/promotions/{made.id}/"

    assert "The shop has set this up" in desk.get(path)
    assert desk.post(path, **TENTH).status == 404
    assert desk.post(f"{path}status/", status="active").status == 302
    assert [(one.spec["conditions"], one.status) for one in kept()] == [([{"type": "first_order"}], "active")]


def test_a_form_that_is_behind_changes_nothing(desk: Any, mug: Any, kept: Any) -> None:
    made = desk.post("/seller/promotions/new/", **TENTH)
    desk.post(made.place, **TENTH | {"title": "Mine", "version": "1"})

    late = desk.post(made.place, **TENTH | {"title": "Theirs", "version": "1"})

    assert (late.status, [one.title for one in kept()]) == (409, ["Mine"])


def test_codes_are_made_switched_off_and_taken_away(
    market: Any, clay: Any, desk: Any, mug: Any, enter: Any, kept: Any, tenant: Any
) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing.models import CouponRecord

    def codes() -> list[tuple[str, bool]]:
        with tenant_scope(tenant.id):
            return list(CouponRecord.objects.order_by("code").values_list("code", "is_active"))

    made = desk.post("/seller/promotions/new/", **TENTH | {"kind": "cart", "needs_coupon": "on"})
    assert "It applies to nobody before it has a code." in desk.get(made.place)
    desk.post(f"{made.place}codes/", code="clay-10", code_uses="5")
    assert ("The code CLAY10 is there." in desk.get(made.place), codes()) == (True, [("CLAY10", True)])
    with tenant_scope(tenant.id):
        coupon = CouponRecord.objects.get(code="CLAY10").pk

    iron = enter(market.seller("Iron").user_id)
    assert iron.post(f"{made.place}codes/", code="IRON10").status == 404
    assert iron.post(f"/seller/codes/{coupon}/", do="off").status == 404
    assert desk.post(f"/seller/codes/{coupon}/", do="magic").status == 404
    for wrong in ("", "!", "CLAY10"):
        desk.post(f"{made.place}codes/", code=wrong)
    assert codes() == [("CLAY10", True)]

    assert "used 0 of 5 times" in desk.get(made.place)
    desk.post(f"/seller/codes/{coupon}/", do="off")
    assert codes() == [("CLAY10", False)]
    desk.post(f"/seller/codes/{coupon}/", do="on")
    desk.post(f"/seller/codes/{coupon}/", do="delete")
    assert codes() == []


def test_who_may_not_sell_writes_nothing(market: Any, enter: Any, kept: Any) -> None:
    waits = enter(market.seller("Waits", status="applied").user_id)
    buyer = enter(market.person()[0])

    assert waits.get("/seller/promotions/").status == 200
    assert waits.post("/seller/promotions/new/", **TENTH).status == 403
    assert buyer.get("/seller/promotions/").status == 403
    assert kept() == []


def test_the_list_costs_the_same_with_more_promotions(desk: Any, mug: Any, sql_log: Any) -> None:
    costs = []
    for many in (1, 6):
        for _ in range(many):
            desk.post("/seller/promotions/new/", **TENTH)
        with sql_log() as statements:
            assert desk.get("/seller/promotions/").status == 200
        costs.append(len(statements))

    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "instant", ["2026-10-25T00:30:07+00:00", "2026-10-25T01:30:07+00:00", "2026-07-01T10:00:00+00:00"]
)
def test_the_hour_that_comes_twice_stays_where_it_was(instant: str) -> None:
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    from nexus.web.seller.offer_forms import MomentField
    from nexus.web.seller.offers import _instant

    with timezone.override(ZoneInfo("Europe/Berlin")):
        shown = timezone.localtime(datetime.fromisoformat(instant)).strftime("%Y-%m-%dT%H:%M")
        typed = MomentField().clean(shown)

        assert _instant(typed, instant) == instant


def test_an_hour_that_does_not_exist_is_refused() -> None:
    from zoneinfo import ZoneInfo

    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from nexus.web.seller.offer_forms import MomentField

    berlin = timezone.override(ZoneInfo("Europe/Berlin"))
    with berlin, pytest.raises(ValidationError, match="does not exist on that day"):
        MomentField().clean("2026-03-29T02:30")
