"""Promotions are written, published, changed and put away; each published version is kept with its time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories.shop import stock_shelf

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.events import load
from nexus.pricing import facade
from nexus.pricing.contracts.dto import GoodsFacts, QuoteLine
from nexus.pricing.contracts.promotion_errors import (
    InvalidLane,
    LaneInUse,
    LanePositionTaken,
    UnknownLane,
)
from nexus.pricing.models import EditionRecord, PromotionRecord, PromotionVersionRecord
from nexus.vendors import facade as vendors

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEN_PERCENT = {"type": "percentage", "percent": "10"}


@pytest.fixture
def time() -> Iterator[FixedClock]:
    with clock.use_clock(FixedClock(START)) as fixed:
        yield fixed


def spec(code: str = "ten", **more: Any) -> dict[str, Any]:
    return {"code": code, "title": "Ten off", "benefit": TEN_PERCENT} | more


def versions(promotion_id: Any) -> list[tuple[int, datetime, datetime | None]]:
    found = PromotionVersionRecord.objects.filter(promotion_id=promotion_id).order_by("version")
    return [(one.version, one.valid_from, one.valid_until) for one in found]


def total(cents: int = 1000) -> str:
    variant = new_id()
    facade.set_prices([(variant, Money(cents, "EUR"), None)])
    line = QuoteLine(
        variant_id=variant, quantity=1, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )
    return str(facade.quote([line], currency="EUR").total)


def test_every_published_version_is_kept_with_its_time(scope: Any, time: FixedClock) -> None:
    made = facade.save_promotion(spec(), status="draft")
    assert (made.status, made.version, versions(made.id), total()) == ("draft", 1, [], "10.00")
    facade.set_status(made.id, "active")
    assert (versions(made.id), total()) == ([(2, START, None)], "9.00")
    time.advance(timedelta(hours=1))
    changed = facade.save_promotion(
        spec(benefit={"type": "percentage", "percent": "50"}), promotion_id=made.id, version=2
    )
    later = START + timedelta(hours=1)
    assert (changed.version, total()) == (3, "5.00")
    assert versions(made.id) == [(2, START, later), (3, later, None)]
    time.advance(timedelta(hours=1))
    facade.set_status(made.id, "paused")
    assert (versions(made.id)[-1], total()) == ((3, later, later + timedelta(hours=1)), "10.00")
    facade.set_status(made.id, "active")
    facade.set_status(made.id, "archived")
    assert [number for number, _, _ in versions(made.id)] == [2, 3, 5]
    with pytest.raises(facade.IllegalPromotionStatus) as refused:
        facade.set_status(made.id, "active")
    assert refused.value.facts == {"status": "archived", "legal": []}


def test_saving_what_it_says_already_changes_nothing(scope: Any, time: FixedClock) -> None:
    made = facade.save_promotion(
        spec(starts_at="2026-03-29T01:30:00+01:00", ends_at="2026-10-25T02:30:00.000001+02:00"),
        status="active",
    )
    token = EditionRecord.objects.get().token
    for _ in range(100):
        made = facade.save_promotion(made.spec, promotion_id=made.id, version=made.version)
    assert (made.version, made.starts_at, made.ends_at) == (
        1, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, 0, 1, tzinfo=UTC),
    )  # fmt: skip
    assert made.spec["starts_at"] == "2026-03-29T00:30:00Z"
    assert facade.promotion(made.id) == made
    assert EditionRecord.objects.get().token == token


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"benefit": {"type": "percentage", "percent": "101"}}, "benefit.percent", "Must be above 0 and at most 100"),
        ({"benefit": {"type": "percentage"}}, "benefit.percent", "Is required."),
        ({"benefit": {"type": "percentage", "percent": "x"}}, "benefit.percent", "Invalid decimal string"),
        ({"benefit": {"type": "nothing"}}, "benefit.type", None),
        ({"benefit": {"type": "percentage", "percent": "1", "more": 2}}, "benefit.more", "Is not known here."),
        ({"starts_at": "2026-03-02T00:00:00Z", "ends_at": "2026-03-01T00:00:00Z"}, "ends_at", "Must be after starts_at"),
        ({"starts_at": "2026-03-02T00:00:00"}, "starts_at", None),
        ({"conditions": [{"type": "min_spend", "amounts": {"XXZ": "1"}}]}, "conditions[0].amounts", None),
        ({"conditions": [{"type": "min_spend"}]}, "conditions[0].amounts", "Is required."),
        ({"colour": "red"}, "colour", "Is not known here."),
        ({"title": ""}, "title", None),
        ({"code": "a b"}, "code", None),
        ({"lane": "first"}, "lane", "Expected `int`, got `str`"),
        ({"lane": 4}, "lane", "There is no lane 4."),
        ({"limit_total": 0}, "limit_total", "Must be at least 1"),
        ({"limit_total": 2**31}, "limit_total", "Is too large"),
        ({"kind": "catalogue", "needs_coupon": True}, "needs_coupon", None),
        ({"vendor_id": "018f0000-0000-7000-8000-000000000000"}, "vendor_id", "There is no such vendor."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_field_and_reason(
    scope: Any, wrong: dict[str, Any], field: str, reason: str | None
) -> None:
    with pytest.raises(facade.InvalidPromotion) as refused:
        facade.save_promotion(spec() | wrong, status="active")
    assert list(refused.value.errors) == [field]
    if reason is not None:
        assert refused.value.errors[field] == [reason]
    assert not PromotionRecord.objects.exists()


def test_goods_that_the_shop_does_not_have_are_named(scope: Any) -> None:
    ids = {name: str(new_id()) for name in ("products", "variants", "categories", "vendors")}
    selection = {name: [one] for name, one in ids.items()}
    with pytest.raises(facade.InvalidPromotion) as refused:
        facade.save_promotion(
            spec(
                target={"type": "goods", "selection": {"exclude": selection}},
                conditions=[{"type": "min_spend", "amounts": {"EUR": "1"}, "of": {"products": [ids["products"]]}}],
            ),
            status="active",
        )  # fmt: skip
    assert refused.value.errors == {
        **{f"target.selection.exclude.{name}": [f"Unknown: {one}."] for name, one in ids.items()},
        "conditions[0].of.products": [f"Unknown: {ids['products']}."],
    }


def test_sellers_give_away_their_own_goods_alone(scope: Any) -> None:
    own, other = stock_shelf(), stock_shelf()

    def refused(**more: Any) -> dict[str, list[str]]:
        with pytest.raises(facade.InvalidPromotion) as error:
            facade.save_promotion(spec(**more), for_vendors={own.vendor_id})
        return error.value.errors

    theirs, product = str(other.variant_ids[0]), str(other.product_ids[0])
    gift = {"type": "gift", "variant": theirs}
    assert refused(benefit=gift) == {"benefit.variant": [f"Not this seller's: {theirs}."]}
    selection = {"vendors": [str(other.vendor_id)], "products": [product]}
    assert refused(target={"type": "goods", "selection": selection}) == {
        "target.selection.vendors": [f"Not this seller's: {other.vendor_id}."],
        "target.selection.products": [f"Not this seller's: {product}."],
    }
    assert refused(conditions=[{"type": "customer_group", "groups": ["gold"]}]) == {
        "conditions[0].groups": ["Unknown: gold."]
    }
    mine = {"type": "gift", "variant": str(own.variant_ids[0])}
    assert facade.save_promotion(spec(benefit=mine), for_vendors={own.vendor_id}).vendor_id == own.vendor_id


def test_two_exclusive_ones_of_a_lane_never_hold_at_once(scope: Any) -> None:
    def exclusive(code: str, **more: Any) -> Any:
        return facade.save_promotion(spec(code, exclusive=True, **more), status="active")

    exclusive("march", starts_at="2026-03-01T00:00:00Z", ends_at="2026-04-01T00:00:00Z")
    with pytest.raises(facade.InvalidPromotion) as refused:
        exclusive("easter", starts_at="2026-03-31T23:59:59Z")
    assert refused.value.errors == {"exclusive": ["march is exclusive in this lane at the same time."]}
    april = exclusive("april", starts_at="2026-04-01T00:00:00Z")
    exclusive("shelf", kind="catalogue")
    exclusive("by-code", needs_coupon=True)
    exclusive("house", vendor_id=str(vendors.house_vendor().id))
    with pytest.raises(facade.InvalidPromotion):
        facade.save_promotion(spec("april", exclusive=True), promotion_id=april.id)
    assert facade.promotion(april.id) == april


def test_codes_are_taken_once_and_old_versions_are_stale(scope: Any) -> None:
    first = facade.save_promotion(spec("first"))
    second = facade.save_promotion(spec("second"), description="kept")
    with pytest.raises(facade.StalePromotion) as stale:
        facade.save_promotion(spec("third"), promotion_id=second.id, version=7)
    assert stale.value.facts == {"version": 1}
    facade.delete_promotion(first.id)
    assert [one.id for one in facade.promotions()] == [second.id]
    assert facade.promotion(first.id) is None
    facade.set_status(second.id, "active")
    with pytest.raises(facade.PromotionInUse):
        facade.delete_promotion(second.id)
    assert facade.promotion(second.id) is not None


def test_a_code_that_is_taken(scope: Any) -> None:
    facade.save_promotion(spec("first"))
    second = facade.save_promotion(spec("second"))
    for promotion_id in (None, second.id):
        with pytest.raises(facade.PromotionCodeTaken) as taken:
            facade.save_promotion(spec("first"), promotion_id=promotion_id)
        assert taken.value.errors == {"code": ["Another promotion has the code first."]}
    assert facade.promotion(second.id) == second


def test_lanes_stay_while_promotions_are_in_them(scope: Any) -> None:
    sale = facade.create_lane(position=1, name="Sale")
    with pytest.raises(LanePositionTaken):
        facade.create_lane(position=1, name="Other")
    with pytest.raises(InvalidLane) as wrong:
        facade.create_lane(position=-1, name=" ", strategy="worst")
    assert sorted(wrong.value.errors) == ["name", "position", "strategy"]
    made = facade.save_promotion(spec(lane=1), status="active")
    changed = facade.change_lane(sale.id, strategy="stack")
    assert facade.lanes() == (changed,)
    assert (changed.name, changed.strategy) == ("Sale", "stack")
    with pytest.raises(LaneInUse) as used:
        facade.delete_lane(sale.id)
    assert used.value.facts == {"promotions": ["ten"]}
    facade.set_status(made.id, "archived")
    facade.delete_lane(sale.id)
    with pytest.raises(UnknownLane):
        facade.delete_lane(sale.id)


def test_what_happened_is_in_the_log(scope: Any) -> None:
    made = facade.save_promotion(spec())
    facade.set_status(made.id, "active")
    other = facade.save_promotion(spec("other"))
    facade.delete_promotion(other.id)
    told = [fact for one in (made, other) for fact in load("pricing.promotion", one.id).events]
    assert [(type(fact).__name__, fact.code, getattr(fact, "status", "")) for fact in told] == [
        ("PromotionChanged", "ten", "draft"),
        ("PromotionChanged", "ten", "active"),
        ("PromotionChanged", "other", "draft"),
        ("PromotionDeleted", "other", ""),
    ]
