"""When promotions hold and what they cost, over all of them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nexus.kernel import clock
from nexus.kernel.ids import new_id

LIST = "pricing/promotionrecord/"
NOON = datetime(2030, 6, 10, 12, tzinfo=UTC)


def written(shop: Any, code: str = "ten", *, status: str = "active", **more: Any) -> Any:
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.pricing import facade

    spec = {
        "code": code,
        "title": f"Title of {code}",
        "benefit": {"type": "percentage", "percent": "10"},
        **more,
    }
    with bind_tenant(shop.tenant.id), tenant_scope():
        return facade.save_promotion(spec, status=status)  # type: ignore[arg-type]


def used(
    shop: Any, promotion_id: Any, minor: int = 100, *, at: datetime = NOON, vendor: int = 0, **more: Any
) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing.models import RedemptionRecord

    with tenant_scope(shop.tenant.id):
        RedemptionRecord.objects.create(
            order_id=new_id(), promotion_id=promotion_id, version=1, buyer="email:b@example.com", amount_minor=minor,
            vendor_funded_minor=vendor, redeemed_at=at, **{"currency": "EUR", **more},
        )  # fmt: skip


@pytest.fixture
def june() -> Any:
    with clock.use_clock(clock.FixedClock(NOON)) as now:
        yield now


def test_the_calendar_shows_what_touches_its_weeks(shop: Any, rival: Any, june: Any) -> None:
    written(shop, "sale", starts_at="2030-06-08T00:00:00Z", ends_at="2030-06-20T00:00:00Z")
    written(shop, "later", starts_at="2030-08-01T00:00:00Z", ends_at="2030-08-02T00:00:00Z")
    written(shop, "ever", status="draft")
    desk = shop.desk("support")

    page = desk.get(f"{LIST}calendar/?month=2030-06")

    assert page.status == 200
    assert "June 2030" in page.text
    assert page.text.count('title="Title of sale (cart, active)"') == 3
    assert "Title of later" not in page.text
    assert "Without beginning and end" in page.text
    assert 'href="?month=2030-05"' in page.text
    assert 'href="?month=2030-07"' in page.text
    assert "Title of later" in desk.get(f"{LIST}calendar/?month=2030-08").text
    assert desk.get(f"{LIST}calendar/?month=nonsense").status == 200
    assert "Title of" not in rival.desk("owner").get(f"{LIST}calendar/?month=2030-06").text


def test_the_report_adds_up_what_was_not_given_back(shop: Any, rival: Any, june: Any) -> None:
    ten, twenty = written(shop, "ten"), written(shop, "twenty")
    used(shop, ten.id, 150, vendor=50)
    used(shop, ten.id, 250, at=NOON - timedelta(days=1))
    used(shop, ten.id, 900, returned_at=NOON)
    used(shop, ten.id, 700, at=NOON - timedelta(days=60))
    used(shop, twenty.id, 300, vendor=300)
    used(shop, twenty.id, 5000, currency="JPY")
    desk = shop.desk("support")

    page = desk.get(f"{LIST}usage/")

    assert page.status == 200
    assert "7.00 <small>EUR</small>" in page.text
    assert "3 uses; sellers bear 3.50, the shop 3.50" in page.text
    assert "5000 <small>JPY</small>" in page.text
    assert "2030-06-09: 2.50 EUR in 1 orders" in page.text
    assert "2030-06-10: 4.50 EUR in 2 orders" in page.text
    assert "Nobody used a promotion" in rival.desk("owner").get(f"{LIST}usage/").text
    only = desk.get(f"{LIST}usage/?promotion={twenty.id}&currency=JPY").text
    assert "2030-06-10: 5000 JPY in 1 orders" in only
    assert "2.50 EUR" not in only


def test_days_are_those_of_the_shop(make_tenant: Any, june: Any) -> None:
    """23:30 of the 9th in UTC is the 10th in Auckland."""
    from tests.backoffice.desk import open_shop

    shop = open_shop(make_tenant(time_zone="Pacific/Auckland", currency="EUR"))
    used(shop, written(shop).id, at=datetime(2030, 6, 9, 23, 30, tzinfo=UTC))

    assert "2030-06-10: 1.00 EUR in 1 orders" in shop.desk("owner").get(f"{LIST}usage/").text
    assert "Nobody used" in shop.desk("owner").get(f"{LIST}usage/?from=2030-06-09&until=2030-06-09").text


def test_the_table_for_spreadsheets_holds_no_formulas(shop: Any, june: Any) -> None:
    used(shop, written(shop, "evil", title="=HYPERLINK(1)").id, 150, vendor=50)

    page = shop.desk("owner").get(f"{LIST}usage.csv?from=2030-06-01&until=2030-06-30")

    assert (
        page.headers["Content-Disposition"] == 'attachment; filename="promotions-2030-06-01-2030-06-30.csv"'
    )
    assert list(csv.reader(io.StringIO(page.text))) == [
        [
            "code",
            "title",
            "first_day",
            "last_day",
            "orders",
            "currency",
            "discount",
            "sellers_bear",
            "shop_bears",
        ],
        ["evil", "'=HYPERLINK(1)", "2030-06-01", "2030-06-30", "1", "EUR", "1.50", "0.50", "1.00"],
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "from=x&until=y",
        "from=9999-12-31",
        "until=0001-01-01",
        "promotion=x&currency=zzz",
        "from=2030-06-12&until=2030-06-01",
    ],
)
def test_whatever_is_asked_for_is_answered(shop: Any, june: Any, asked: str) -> None:
    used(shop, written(shop).id)
    for path in ("usage/", "usage.csv"):
        assert shop.desk("owner").get(f"{LIST}{path}?{asked}").status == 200


def test_lists_and_reports_cost_the_same_with_more_rows(shop: Any, june: Any, admin_sql: Any) -> None:
    desk, costs = shop.desk("support"), []
    for many in (2, 10):
        for index in range(many):
            used(shop, written(shop, f"p{many}-{index}", starts_at=NOON.isoformat()).id)
        costs.append({})
        for path in ("", "calendar/", "usage/", "usage.csv"):
            with admin_sql() as statements:
                assert desk.get(f"{LIST}{path}").status == 200
            costs[-1][path] = len(statements)

    assert costs[0] == costs[1]
    assert costs[1][""] <= 6
    assert costs[1]["calendar/"] <= 5
    assert costs[1]["usage/"] <= 8
