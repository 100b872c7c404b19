"""A product answers by its id and by its slug, and no slug is another product's id."""

from typing import Any

from tests.catalog.marketplace import Market

from nexus.catalog.models import Product
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"


def _body(**facts: Any) -> dict[str, Any]:
    return {"title": "Red Mug", "category": "kitchen", "price": "12.50", **facts}


def test_no_name_takes_the_address_of_another_sellers_product(market: Market) -> None:
    """A product called by the id of another one would answer in its place."""
    category = market.category("Kitchen")
    victim, thief = market.seller(), market.seller()
    own = victim.api.post(PRODUCTS, _body(title="Red mug", price="12.50")).json()

    for spelling in (own["id"], own["id"].replace("-", ""), f"{{{own['id']}}}".upper()):
        made = thief.api.post(PRODUCTS, _body(title=spelling, price="1.00"))
        assert (made.status_code, made.json()["title"]) == (201, spelling)
        assert made.json()["slug"].startswith("p-")
    named = market.staff().post("/api/catalog/categories/", {"name": str(category.id)})
    assert named.json()["slug"].startswith("p-")

    path = f"{PRODUCTS}{own['id']}/"
    [variant] = market.guest.get(f"{path}variants/").json()["results"]
    assert (variant["id"], variant["price"]) == (own["variants"][0]["id"], "12.50")
    changed = victim.api.patch(path, {"description": "Still mine."})
    assert (changed.status_code, changed.json()["id"]) == (200, own["id"])


def test_a_slug_that_spells_an_id_from_before_answers_to_nobody_elses_id(market: Market, tenant: Any) -> None:
    market.category("Kitchen")
    victim, thief = market.seller(), market.seller()
    own = victim.api.post(PRODUCTS, _body(title="Red mug")).json()
    other = thief.api.post(PRODUCTS, _body(title="Blue mug")).json()
    with tenant_scope(tenant.id):
        Product.objects.filter(pk=other["id"]).update(slug=own["id"])
        Product.objects.filter(pk=own["id"]).update(slug="stored-behind-the-other")

    changed = victim.api.patch(f"{PRODUCTS}{own['id']}/", {"description": "Still mine."})
    refused = thief.api.patch(f"{PRODUCTS}{own['id']}/", {"description": "Mine now."})

    assert (changed.status_code, changed.json()["id"]) == (200, own["id"])
    assert (refused.status_code, refused.json()["code"]) == (403, "foreign_vendor")
