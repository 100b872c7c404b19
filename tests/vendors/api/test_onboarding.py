"""From application to selling, and out again."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.platform.tenancy import tenant_scope

VENDORS = "/api/vendors/"


def _names(answer: Any) -> list[str]:
    return [vendor["name"] for vendor in answer.json()["results"]]


def test_an_application_is_approved_and_the_applicant_may_sell(market: Market) -> None:
    market.category("Kitchen")
    applicant = market.buyer()
    staff = market.staff()

    applied = applicant.post(VENDORS, {"name": "  Clay   & Co ", "description": "Pots"})

    assert applied.status_code == 201, applied.content
    body = applied.json()
    assert (body["name"], body["slug"], body["status"], body["description"]) == (
        "Clay & Co",
        "clay-co",
        "applied",
        "Pots",
    )
    assert applicant.get(f"{VENDORS}me/").json() == body
    assert _names(market.guest.get(VENDORS)) == []
    assert market.guest.get(f"{VENDORS}{body['id']}/").status_code == 404
    assert _names(staff.get(f"{VENDORS}?status=applied")) == ["Clay & Co"]

    approved = staff.post(f"{VENDORS}{body['id']}/approve/")

    assert (approved.status_code, approved.json()["status"]) == (200, "approved")
    assert _names(market.guest.get(VENDORS)) == ["Clay & Co"]
    made = applicant.post("/api/catalog/products/", {"title": "Pot", "category": "kitchen", "price": "3.00"})
    assert made.status_code == 201, made.content
    assert made.json()["vendor"]["id"] == body["id"]


def test_selling_needs_a_verified_address(market: Market) -> None:
    assert market.guest.post(VENDORS, {"name": "Clay"}).status_code == 401
    refused = market.buyer(verified=False).post(VENDORS, {"name": "Clay"})

    assert (refused.status_code, refused.json()["code"]) == (403, "email_not_verified")
    assert _names(market.staff().get(f"{VENDORS}?status=applied")) == []


def test_a_second_application_is_refused_while_the_first_is_open(market: Market) -> None:
    applicant, staff = market.buyer(), market.staff()
    first = applicant.post(VENDORS, {"name": "Clay"}).json()

    again = applicant.post(VENDORS, {"name": "Clay Again"})

    assert (again.status_code, again.json()["code"], again.json()["vendor_id"]) == (
        409,
        "already_vendor",
        first["id"],
    )
    staff.post(f"{VENDORS}{first['id']}/reject/", {"reason": "Incomplete"})
    assert applicant.post(VENDORS, {"name": "Clay Again"}).status_code == 201


@pytest.mark.parametrize(
    ("before", "decision", "after"),
    [
        ("applied", "approve", "approved"),
        ("applied", "reject", "rejected"),
        ("rejected", "approve", "approved"),
        ("approved", "suspend", "suspended"),
        ("suspended", "approve", "approved"),
    ],
)
def test_legal_decisions(market: Market, before: str, decision: str, after: str) -> None:
    seller = market.seller(status=before)

    decided = market.staff().post(f"{VENDORS}{seller.vendor_id}/{decision}/", {"reason": "Looked at it"})

    assert (decided.status_code, decided.json()["status"]) == (200, after)


@pytest.mark.parametrize(
    ("before", "decision", "legal"),
    [
        ("applied", "suspend", ["approved", "rejected"]),
        ("approved", "approve", ["suspended"]),
        ("approved", "reject", ["suspended"]),
        ("rejected", "reject", ["approved"]),
        ("rejected", "suspend", ["approved"]),
        ("suspended", "suspend", ["approved"]),
        ("suspended", "reject", ["approved"]),
    ],
)
def test_illegal_decisions_say_what_is_legal(
    market: Market, before: str, decision: str, legal: list[str]
) -> None:
    seller = market.seller(status=before)

    refused = market.staff().post(f"{VENDORS}{seller.vendor_id}/{decision}/")

    assert (refused.status_code, refused.json()["code"], refused.json()["legal"]) == (
        409,
        "illegal_transition",
        legal,
    )
    assert seller.api.get(f"{VENDORS}me/").json()["status"] == before


def test_only_staff_decides(market: Market, other_market: Market) -> None:
    seller = market.seller(status="applied")
    path = f"{VENDORS}{seller.vendor_id}/approve/"

    assert market.guest.post(path).status_code == 401
    assert market.buyer().post(path).status_code == 403
    assert seller.api.post(path).status_code == 403
    assert other_market.staff().post(path).status_code == 404
    assert seller.api.get(f"{VENDORS}me/").json()["status"] == "applied"


def test_a_vendor_changes_its_own_name_only(market: Market) -> None:
    ours, theirs = market.seller("Ours"), market.seller("Theirs")

    changed = ours.api.patch(f"{VENDORS}me/", {"name": "Renamed", "slug": "renamed", "description": "New"})
    taken = ours.api.patch(f"{VENDORS}me/", {"slug": "theirs"})

    assert (changed.json()["name"], changed.json()["slug"], changed.json()["description"]) == (
        "Renamed",
        "renamed",
        "New",
    )
    assert (taken.status_code, taken.json()["code"], list(taken.json()["errors"])) == (
        400,
        "slug_taken",
        ["slug"],
    )
    assert ours.api.patch(f"{VENDORS}me/", {"name": "  "}).json()["errors"].keys() == {"name"}
    assert theirs.api.get(f"{VENDORS}me/").json()["name"] == "Theirs"
    assert market.buyer().get(f"{VENDORS}me/").status_code == 404
    assert _names(market.guest.get(VENDORS)) == ["Renamed", "Theirs"]


def test_the_same_name_gets_another_slug_and_another_tenant_has_its_own(
    market: Market, other_market: Market
) -> None:
    slugs = [market.buyer().post(VENDORS, {"name": "Clay"}).json()["slug"] for _ in range(3)]

    assert slugs == ["clay", "clay-2", "clay-3"]
    assert other_market.buyer().post(VENDORS, {"name": "Clay"}).json()["slug"] == "clay"


def test_a_single_shop_takes_no_sellers(make_tenant: Any) -> None:
    shop = Market(make_tenant(mode="shop"))

    refused = shop.buyer().post(VENDORS, {"name": "Clay"})

    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_marketplace")


def test_the_house_is_one_vendor_however_many_ask(market: Market, in_threads: Any) -> None:
    from nexus.vendors import facade as vendors

    def ask(index: int) -> Any:
        with tenant_scope(market.tenant.id):
            return vendors.house_vendor()

    houses = in_threads(4, ask)

    assert len({house.id for house in houses}) == 1
    assert (houses[0].name, houses[0].status, houses[0].is_house) == (market.tenant.name, "approved", True)


def test_the_list_costs_the_same_for_ten_and_for_three_hundred(market: Market, sql_log: Any) -> None:
    from nexus.vendors import facade as vendors

    def cost(total: int) -> int:
        with sql_log() as statements:
            answer = market.guest.get(f"{VENDORS}?page_size=100").json()
        assert len(answer["results"]) == min(total, 100)
        return sum("tenancy_tenant" not in sql for sql in statements)

    with tenant_scope(market.tenant.id):
        for number in range(10):
            vendors.create_vendor(name=f"Vendor {number}")
    few = cost(10)
    with tenant_scope(market.tenant.id):
        for number in range(290):
            vendors.create_vendor(name=f"Further {number}")

    assert cost(300) == few == 2


def test_of_many_applications_at_once_one_is_open(market: Market, tenant: Any, in_threads: Any) -> None:
    applicant = market.buyer()

    def apply(index: int) -> int:
        return int(applicant.with_headers().post(VENDORS, {"name": f"Clay {index}"}).status_code)

    assert sorted(in_threads(8, apply, tenant_id=tenant.id)) == [201, *[409] * 7]
    assert len(_names(market.staff().get(f"{VENDORS}?status=applied"))) == 1
