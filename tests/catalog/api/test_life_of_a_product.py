"""Draft, scheduled, published, archived: where each leads, and what happens when the hour comes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.catalog.marketplace import Market

from nexus.catalog import facade as catalog
from nexus.catalog.interfaces.tasks import publish_due_of_all
from nexus.kernel import clock
from nexus.kernel.clock import FixedClock, iso, use_clock
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"
PUBLISHED = "catalog.products_published.v1"


def _body(**facts: Any) -> dict[str, Any]:
    return {"title": "Red Mug", "category": "kitchen", "price": "12.50", **facts}


def _in(**span: int) -> str:
    return iso(clock.now() + timedelta(**span))


def _listed(market: Market) -> list[str]:
    return [item["slug"] for item in market.guest.get(PRODUCTS).json()["results"]]


def test_when_the_hour_comes_page_and_cart_know_at_once_and_lists_with_the_sweep(
    market: Market, tenant: Any
) -> None:
    market.category("Kitchen")
    staff, hour = market.staff(), clock.now() + timedelta(hours=2)
    made = staff.post(PRODUCTS, _body(status="scheduled", publish_at=iso(hour))).json()
    path, item = f"{PRODUCTS}{made['slug']}/", {"variant_id": made["default_variant_id"], "quantity": 1}
    assert (made["status"], made["publish_at"]) == ("scheduled", iso(hour))
    assert (market.guest.get(path).status_code, market.guest.get("/p/red-mug/").status_code) == (404, 404)
    assert market.guest.post("/api/cart/cart/items/", item).status_code == 404
    publish_due_of_all()
    assert _told(tenant) == []

    with use_clock(FixedClock(hour)):
        seen = market.guest.get(path)
        assert (seen.status_code, seen.json()["status"], "publish_at" in seen.json()) == (
            200, "published", False
        )  # fmt: skip
        assert market.guest.get("/p/red-mug/").status_code == 200
        assert market.guest.post("/api/cart/cart/items/", item).status_code == 201
        assert _listed(market) == []
        publish_due_of_all()
        publish_due_of_all()
        assert _told(tenant) == [UUID(made["id"])]
        assert _listed(market) == ["red-mug"]
        assert staff.get(path).json()["publish_at"] is None


def test_the_sweep_tells_of_each_product_once_however_small_its_batches(market: Market, tenant: Any) -> None:
    soon = clock.now() + timedelta(minutes=1)
    made = [market.product(f"Mug {n}", status="scheduled", publish_at=soon) for n in range(5)]

    with use_clock(FixedClock(soon)):
        assert publish_due_of_all(batch=2) >= 5

    assert sorted(_told(tenant)) == sorted(product.id for product in made)


def _told(tenant: Any) -> list[UUID]:
    with tenant_scope(tenant.id):
        found = db.rows(
            "SELECT payload FROM events_log WHERE tenant_id = %s AND type = %s", [tenant.id, PUBLISHED]
        )
    return [UUID(one) for entry in found for one in entry.payload["product_ids"]]


@pytest.mark.parametrize(
    ("start", "goal", "legal"),
    [
        ("draft", "scheduled", None), ("draft", "published", None), ("draft", "archived", None),
        ("scheduled", "draft", None), ("scheduled", "published", None), ("scheduled", "archived", None),
        ("published", "draft", None), ("published", "archived", None),
        ("archived", "draft", None), ("archived", "published", None),
        ("published", "scheduled", ["draft", "archived"]), ("archived", "scheduled", ["draft", "published"]),
    ],
)  # fmt: skip
def test_where_a_status_leads(market: Market, start: str, goal: str, legal: list[str] | None) -> None:
    later = clock.now() + timedelta(days=1)
    product = market.product(status=start, publish_at=later if start == "scheduled" else None)
    path, hour = f"{PRODUCTS}{product.id}/", {"publish_at": iso(later)} if goal == "scheduled" else {}

    answer = market.staff().patch(path, {"status": goal, **hour})

    body = market.staff().get(path).json()
    if legal is None:
        assert (answer.status_code, answer.json()["status"]) == (200, goal)
        assert body["publish_at"] == hour.get("publish_at")
        assert market.guest.get(path).status_code == (200 if goal == "published" else 404)
        return
    told = answer.json()
    assert (answer.status_code, told["code"], told["from"], told["to"], told["legal"]) == (
        409, "illegal_transition", start, goal, legal
    )  # fmt: skip
    assert (body["status"], list(told["errors"])) == (start, ["status"])


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "scheduled"},
        {"status": "scheduled", "publish_at": None},
        {"status": "scheduled", "publish_at": "2020-01-01T00:00:00Z"},
        {"status": "scheduled", "publish_at": "2099-01-01T00:00:00Z"},
        {"status": "scheduled", "publish_at": "2030-01-01T00:00:00"},
        {"status": "scheduled", "publish_at": "9999-12-31T23:59:59-10:00"},
        {"status": "scheduled", "publish_at": 1893456000},
        {"publish_at": "2030-01-01T00:00:00Z"},
        {"status": "published", "publish_at": "2030-01-01T00:00:00Z"},
    ],
)
def test_an_hour_that_cannot_be_meant_names_the_field(market: Market, asked: dict[str, Any]) -> None:
    product, staff = market.product(status="draft"), market.staff()
    before = staff.get(f"{PRODUCTS}{product.id}/").json()

    for refused in (
        staff.patch(f"{PRODUCTS}{product.id}/", asked),
        staff.post(PRODUCTS, _body(**{"status": "draft", **asked})),
    ):
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["publish_at"])

    assert staff.get(f"{PRODUCTS}{product.id}/").json() == before
    with tenant_scope(market.tenant.id):
        assert catalog.product_ids() == (product.id,)


def test_an_hour_can_be_moved_and_survives_other_changes(market: Market) -> None:
    product = market.product(status="scheduled", publish_at=clock.now() + timedelta(hours=1))
    path, staff, later = f"{PRODUCTS}{product.id}/", market.staff(), _in(days=3)

    assert staff.patch(path, {"publish_at": later}).json()["publish_at"] == later
    assert staff.patch(path, {"title": "Blue Mug"}).json()["publish_at"] == later
    with use_clock(FixedClock(clock.now() + timedelta(days=4))):
        assert staff.patch(path, {"status": "scheduled", "publish_at": later}).status_code == 409
        publish_due_of_all()
    assert staff.get(path).json()["publish_at"] is None
