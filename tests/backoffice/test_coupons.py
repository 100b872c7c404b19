"""Codes are made, assigned, switched off and handed out in the back office."""

from __future__ import annotations

from typing import Any

import pytest
from tests.backoffice.test_promotion_reports import used, written

COUPONS, BATCHES, LANES = "pricing/couponrecord/", "pricing/couponbatchrecord/", "pricing/lanerecord/"


@pytest.fixture
def offer(shop: Any) -> Any:
    """A promotion that needs a coupon."""
    return written(shop, "ten", needs_coupon=True)


def coupon(shop: Any, code: str = "WELCOME10") -> Any:
    from nexus.pricing.models import CouponRecord

    return shop.row(CouponRecord, code=code)


def coupons(shop: Any) -> int:
    from nexus.pricing.models import CouponRecord

    return int(shop.count(CouponRecord))


def test_a_code_is_made_assigned_and_switched_off(shop: Any, offer: Any) -> None:
    desk = shop.desk("owner")
    made = desk.act(f"{COUPONS}add/", promotion_id=str(offer.id), code="welcome-10", limit_total="5")
    one = coupon(shop)
    page = f"{COUPONS}{one.pk}/"

    assert (made.status, made.url, made.messages) == (302, f"/admin/{page}change/", ["WELCOME10 is there."])
    assert (one.promotion_id, one.limit_total, one.user_id, one.email) == (offer.id, 5, None, "")

    desk.act(f"{page}do/edit/", email=shop.email("buyer"), limit_total="7")
    assert (coupon(shop).user_id, coupon(shop).limit_total) == (shop.people["buyer"], 7)
    desk.act(f"{page}do/edit/", email=shop.email("buyer"), limit_total="8")
    assert (coupon(shop).user_id, coupon(shop).limit_total) == (shop.people["buyer"], 8)
    desk.act(f"{page}do/edit/", email="somebody@example.com")
    assert (coupon(shop).user_id, coupon(shop).email, coupon(shop).limit_total) == (
        None,
        "somebody@example.com",
        None,
    )
    desk.act(f"{page}do/off/")
    assert coupon(shop).is_active is False
    desk.act(f"{page}do/on/")
    assert coupon(shop).is_active is True
    assert desk.act(f"{page}do/delete/").status == 302
    assert coupons(shop) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "a"}, "letters and digits"), ({"promotion_id": ""}, "required"),
        ({"limit_total": "0"}, "greater than or equal to 1"),
        ({"starts_at": "2030-02-01T10:00", "ends_at": "2030-01-01T10:00"}, "Must be after"),
        ({"email": "nobody"}, "valid email"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_made(
    shop: Any, offer: Any, wrong: dict[str, str], said: str
) -> None:
    page = shop.desk("owner").act(
        f"{COUPONS}add/", **{"promotion_id": str(offer.id), "code": "WELCOME10", **wrong}
    )

    assert page.status == 200
    assert said in page.text
    assert coupons(shop) == 0


def test_codes_are_for_promotions_that_need_one(shop: Any, rival: Any, offer: Any) -> None:
    plain, foreign = written(shop, "plain"), written(rival, "theirs", needs_coupon=True)
    form = shop.desk("owner").get(f"{COUPONS}add/")

    assert f'value="{offer.id}"' in form.text
    assert f'value="{plain.id}"' not in form.text
    assert f'value="{foreign.id}"' not in form.text


def test_instants_of_a_code_stay_to_the_second(shop: Any, offer: Any) -> None:
    from datetime import UTC, datetime

    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    instant = datetime(2030, 1, 1, 10, 0, 17, tzinfo=UTC)
    with tenant_scope(shop.tenant.id):
        facade.create_coupon(offer.id, "WELCOME10", ends_at=instant)
    page = f"{COUPONS}{coupon(shop).pk}/do/edit/"
    shop.desk("owner").act(page, ends_at="2030-01-01T10:00")

    assert coupon(shop).ends_at == instant


def test_a_used_code_says_so_and_stays(shop: Any, offer: Any) -> None:
    desk = shop.desk("owner")
    desk.act(f"{COUPONS}add/", promotion_id=str(offer.id), code="WELCOME10", limit_total="1")
    used(shop, offer.id, coupon_id=coupon(shop).pk)

    page = desk.get(f"{COUPONS}?q=welcome-1")
    kept = desk.act(f"{COUPONS}{coupon(shop).pk}/do/delete/")

    assert "1 of 1" in page.text
    assert "used up" in page.text
    assert (kept.status, coupons(shop)) == (200, 1)
    assert "WELCOME10" in desk.get("pricing/promotionrecord/usage/?from=2030-06-01&until=2030-06-30").text


def test_a_batch_is_made_followed_and_downloaded(shop: Any, offer: Any) -> None:
    from nexus.platform.tenancy import bind_tenant
    from nexus.pricing import facade
    from nexus.pricing.models import CouponBatchRecord

    desk = shop.desk("owner")
    made = desk.act(
        f"{BATCHES}add/", promotion_id=str(offer.id), name="Fair", size="25", prefix="FAIR", limit_total="1"
    )
    batch = shop.row(CouponBatchRecord, name="Fair")
    before = desk.get(f"{BATCHES}{batch.pk}/change/")
    with bind_tenant(shop.tenant.id):
        while facade.make_coupons(batch.pk):
            pass
    after = desk.get(f"{BATCHES}{batch.pk}/change/")
    answer = desk.client.get(f"/admin/{BATCHES}{batch.pk}/codes.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert (made.status, made.messages) == (302, ["25 codes are being made."])
    assert 'data-live="2"' in before.text
    assert "0 of 25" in before.text
    assert "25 codes" in after.text
    assert 'data-live="' not in after.text
    assert (coupons(shop), len(lines), len(set(lines))) == (25, 26, 26)
    assert all(line.startswith("FAIR") for line in lines[1:])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="coupons-{batch.pk}.csv"'


def test_support_looks_and_does_not_write(shop: Any, rival: Any, offer: Any) -> None:
    from nexus.pricing.models import CouponBatchRecord

    owner, support, foreign = shop.desk("owner"), shop.desk("support"), rival.desk("owner")
    owner.act(f"{COUPONS}add/", promotion_id=str(offer.id), code="WELCOME10")
    owner.act(f"{BATCHES}add/", promotion_id=str(offer.id), name="Fair", size="5")
    one, batch = coupon(shop), shop.row(CouponBatchRecord, name="Fair")

    assert [
        support.get(path).status
        for path in (COUPONS, f"{COUPONS}{one.pk}/change/", f"{BATCHES}{batch.pk}/change/")
    ] == [200] * 3
    assert [
        support.get(f"{COUPONS}add/").status, support.post(f"{COUPONS}{one.pk}/do/off/", once="x").status,
        support.get(f"{BATCHES}add/").status, support.get(f"{BATCHES}{batch.pk}/codes.csv").status,
        support.get(f"{LANES}add/").status,
    ] == [403] * 5  # fmt: skip
    assert [
        foreign.get(f"{COUPONS}{one.pk}/change/").status, foreign.get(f"{BATCHES}{batch.pk}/change/").status,
        foreign.get(f"{BATCHES}{batch.pk}/codes.csv").status, foreign.get(f"{COUPONS}{one.pk}/do/off/").status,
    ] == [404] * 4  # fmt: skip
    assert coupon(shop).is_active is True


def test_lanes_are_named_and_left_while_something_is_in_them(shop: Any) -> None:
    from nexus.pricing.models import LaneRecord

    desk = shop.desk("owner")
    made = desk.act(f"{LANES}add/", position="5", name="Late", strategy="best")
    lane = shop.row(LaneRecord, position=5)
    desk.act(f"{LANES}{lane.pk}/do/edit/", name="Later", strategy="stack")
    written(shop, "five", lane=5)

    assert made.status == 302
    assert (shop.row(LaneRecord, position=5).name, shop.row(LaneRecord, position=5).strategy) == (
        "Later",
        "stack",
    )
    assert "Title of five" in desk.get(f"{LANES}{lane.pk}/change/").text
    assert "5: Later" in desk.get("pricing/promotionrecord/add/").text
    assert desk.act(f"{LANES}{lane.pk}/do/delete/").status == 200
    assert desk.act(f"{LANES}add/", position="5", name="Twice", strategy="best").status == 200
    assert shop.count(LaneRecord, position=5) == 1


def test_the_list_costs_the_same_with_more_codes(shop: Any, offer: Any, admin_sql: Any) -> None:
    desk, costs = shop.desk("support"), []
    owner = shop.desk("owner")
    for many in (2, 8):
        for index in range(many):
            owner.act(
                f"{COUPONS}add/",
                promotion_id=str(offer.id),
                code=f"CODE{many}X{index}",
                email=shop.email("buyer"),
            )
        with admin_sql() as statements:
            assert desk.get(COUPONS).status == 200
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[1] <= 7
