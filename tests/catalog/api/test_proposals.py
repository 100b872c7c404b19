"""The tenant sees new products and edits before everybody does, where it asks to; what is proposed is readable."""

from typing import Any
from uuid import UUID

import pytest
from tests.catalog.marketplace import Market
from tests.fixtures import run_in_threads

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.imports import ImportTerms, StandingOffer, StatedProduct, StatedVariant
from nexus.catalog.services import deciding
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.events.delivery import drain
from nexus.platform.tenancy import bind_tenant, tenant_scope

PRODUCTS, PROPOSALS = "/api/catalog/products/", "/api/catalog/proposals/"


def _market(make_tenant: Any, approval: str = "new_and_edits") -> Market:
    market = Market(make_tenant(settings={"catalog": {"approval": approval}}))
    market.category("Kitchen")
    return market


@pytest.fixture
def asking(make_tenant: Any) -> Any:
    market = _market(make_tenant)
    with bind_tenant(market.tenant.id):
        yield market


def _body(**facts: Any) -> dict[str, Any]:
    return {
        "title": "Red Mug",
        "category": "kitchen",
        "price": "12.50",
        "description": "A fine mug.",
        **facts,
    }


def _new(seller: Any, **facts: Any) -> dict[str, Any]:
    made = seller.api.post(PRODUCTS, _body(**facts))
    assert made.status_code == 201, made.content
    return dict(made.json())


def _waiting(client: Any) -> list[dict[str, Any]]:
    return list(client.get(f"{PROPOSALS}?status=pending").json()["results"])


def test_a_new_product_is_shown_once_it_was_let_in(asking: Market) -> None:
    seller, staff = asking.seller(), asking.staff()
    made = _new(seller)
    path = f"{PRODUCTS}{made['slug']}/"

    assert made["is_approved"] is False
    assert (asking.guest.get(path).status_code, seller.api.get(path).status_code) == (404, 200)
    assert asking.seller().api.get(PROPOSALS).json()["results"] == []
    [proposal] = _waiting(seller.api)
    assert (proposal["kind"], proposal["product"]["title"]) == ("new", "Red Mug")
    assert {"field": "category_id", "label": "Category", "before": None, "after": "kitchen"} in proposal[
        "diff"
    ]
    assert seller.api.post(f"{PROPOSALS}{proposal['id']}/approve/").status_code == 403
    assert seller.api.patch(path, {"title": "Crimson Mug"}).json()["title"] == "Crimson Mug"

    assert staff.post(f"{PROPOSALS}{proposal['id']}/approve/").json()["status"] == "approved"
    assert asking.guest.get(path).json()["title"] == "Crimson Mug"
    assert _waiting(staff) == []


def test_a_draft_is_proposed_when_it_is_to_be_shown_and_comes_back_when_it_is_refused(asking: Market) -> None:
    seller, staff = asking.seller(), asking.staff()
    path = f"{PRODUCTS}{_new(seller, status='draft')['id']}/"
    assert _waiting(staff) == []
    seller.api.patch(path, {"status": "published"})
    [proposal] = _waiting(staff)

    assert list(staff.post(f"{PROPOSALS}{proposal['id']}/reject/").json()["errors"]) == ["note"]
    told = staff.post(f"{PROPOSALS}{proposal['id']}/reject/", {"note": "Blurred picture."}).json()
    assert (told["status"], told["note"]) == ("rejected", "Blurred picture.")
    assert seller.api.get(path).json()["status"] == "draft"
    drain(asking.tenant.id)
    drain(asking.tenant.id)
    [news] = seller.api.get("/api/notifications/?unread=true").json()["results"]
    assert (news["kind"], "Blurred picture." in news["body"]) == ("proposal_rejected", True)
    again = staff.post(f"{PROPOSALS}{proposal['id']}/approve/")
    assert (again.status_code, again.json()["code"]) == (409, "proposal_decided")
    seller.api.patch(path, {"status": "published"})
    [second] = _waiting(staff)
    assert seller.api.post(f"{PROPOSALS}{second['id']}/withdraw/").json()["status"] == "withdrawn"
    assert seller.api.get(path).json()["status"] == "draft"
    assert staff.patch(path, {"status": "published"}).json()["is_approved"] is True
    assert asking.guest.get(path).status_code == 200


def test_edits_wait_and_are_read_word_by_word_while_price_and_stock_pass(asking: Market) -> None:
    seller, staff = asking.seller(), asking.staff()
    product = asking.product(vendor_id=seller.vendor_id, description="A fine mug of clay.")
    path = f"{PRODUCTS}{product.id}/"

    changed = seller.api.patch(
        path, {"description": "A fine cup of clay.", "price": "9.00", "stock_quantity": 3, "tags": ["gift"]}
    ).json()
    seller.api.patch(path, {"title": "Red Cup"})
    assert (changed["price"], changed["description"], changed["tags"]) == ("9.00", "A fine mug of clay.", [])
    seen = asking.guest.get(path).json()
    assert (seen["title"], seen["price"], seen["description"]) == ("Red Mug", "9.00", "A fine mug of clay.")

    [proposal] = _waiting(staff)
    diff = {entry["field"]: entry for entry in proposal["diff"]}
    assert diff.keys() == {"description", "tags", "title"}
    assert diff["description"]["words"] == [
        {"what": "same", "text": "A fine "}, {"what": "removed", "text": "mug"}, {"what": "added", "text": "cup"},
        {"what": "same", "text": " of clay."},
    ]  # fmt: skip
    assert seller.api.patch(path, {"tags": []}).status_code == 200
    assert "tags" not in {entry["field"] for entry in _waiting(staff)[0]["diff"]}

    assert staff.post(f"{PROPOSALS}{proposal['id']}/approve/").status_code == 200
    seen = asking.guest.get(path).json()
    assert (seen["title"], seen["description"]) == ("Red Cup", "A fine cup of clay.")


def test_what_changed_meanwhile_is_seen_before_it_is_overwritten_and_what_fits_no_more_is_refused(
    asking: Market,
) -> None:
    seller, staff = asking.seller(), asking.staff()
    product = asking.product(vendor_id=seller.vendor_id)
    path = f"{PRODUCTS}{product.id}/"
    seller.api.patch(path, {"title": "Red Cup", "slug": "red-cup"})
    [proposal] = _waiting(staff)
    approve = f"{PROPOSALS}{proposal['id']}/approve/"

    staff.patch(path, {"title": "Ruby Mug"})
    outdated = staff.post(approve)
    assert (outdated.status_code, outdated.json()["code"], outdated.json()["fields"]) == (
        409, "proposal_outdated", ["title"]
    )  # fmt: skip
    [entry] = [one for one in _waiting(staff)[0]["diff"] if one["field"] == "title"]
    assert (entry["before"], entry["after"], entry["now"]) == ("Red Mug", "Red Cup", "Ruby Mug")

    other = asking.product("Other", slug="red-cup")
    unfit = staff.post(approve, {"anyway": True})
    assert (unfit.status_code, unfit.json()["code"], list(unfit.json()["errors"])) == (
        409, "proposal_unfit", ["slug"]
    )  # fmt: skip
    assert [one["status"] for one in staff.get(PROPOSALS).json()["results"]] == ["pending"]
    staff.patch(f"{PRODUCTS}{other.id}/", {"slug": "cup"})
    assert staff.post(approve, {"anyway": True}).status_code == 200
    assert staff.get(path).json()["title"] == "Red Cup"


def test_without_the_setting_nothing_waits_and_with_new_only_new_products_do(
    make_tenant: Any, market: Market
) -> None:
    market.category("Kitchen")
    assert _new(market.seller())["is_approved"] is True

    other = _market(make_tenant, "new")
    with bind_tenant(other.tenant.id):
        seller = other.seller()
        product = other.product("Old Mug", vendor_id=seller.vendor_id)
        assert seller.api.patch(f"{PRODUCTS}{product.id}/", {"title": "New"}).json()["title"] == "New"
        assert _new(seller)["is_approved"] is False
        assert other.staff().get(f"{PROPOSALS}{new_id()}/").json()["code"] == "proposal_not_found"


def test_what_a_seller_imports_waits_too(asking: Market) -> None:
    seller, staff = asking.seller(), asking.staff()
    product = asking.product(vendor_id=seller.vendor_id, sku="MUG-1")
    rows = [
        StatedProduct(line=2, variants=(StatedVariant(line=2, sku="MUG-1"),), facts={"title": "Red Cup"}),
        StatedProduct(line=3, variants=(StatedVariant(line=3, sku="MUG-2", facts={"price": Money(900, "EUR")}),),
                      facts={"title": "Blue Mug", "category": "kitchen"}),
    ]  # fmt: skip
    terms = ImportTerms(vendor_id=seller.vendor_id, vendor_ids=frozenset({seller.vendor_id}), currency="EUR")
    with tenant_scope(asking.tenant.id):
        plan = catalog.plan_import(rows, terms, standing=lambda ids: {one: StandingOffer() for one in ids})
        catalog.apply_import(plan)

    assert [(one.line, one.field) for one in plan.findings] == [(2, "title")]
    assert asking.guest.get(f"{PRODUCTS}{product.id}/").json()["title"] == "Red Mug"
    [proposal] = _waiting(staff)
    assert (proposal["kind"], proposal["product"]["title"]) == ("new", "Blue Mug")
    assert asking.guest.get(f"{PRODUCTS}blue-mug/").status_code == 404


@pytest.mark.parametrize("decides_at_once", [True, False])
def test_of_two_who_decide_at_once_one_wins(
    asking: Market, monkeypatch: pytest.MonkeyPatch, decides_at_once: bool
) -> None:
    seller = asking.seller()
    _new(seller)
    [proposal] = _waiting(seller.api)
    if not decides_at_once:  # the twin: it trusts what it read
        monkeypatch.setattr(deciding, "_DECIDE", deciding._DECIDE.replace("AND status = 'pending'", ""))

    def decide(number: int) -> str:
        with tenant_scope(asking.tenant.id):
            if number:
                deciding.approve(UUID(proposal["id"]))
            else:
                deciding.reject(UUID(proposal["id"]), note="No.")
        return "done"

    outcome = run_in_threads(2, decide, tenant_id=asking.tenant.id)
    refused = [one for one in outcome if isinstance(one, deciding.ProposalDecidedAlready)]
    assert (outcome.count("done"), len(refused)) == ((1, 1) if decides_at_once else (2, 0))
