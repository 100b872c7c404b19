"""Brands and collections over HTTP, and what products and search show of them."""

from typing import Any

from tests.catalog.marketplace import Market
from tests.fixtures import Api

from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

BRANDS = "/api/catalog/brands/"
COLLECTIONS = "/api/catalog/collections/"
PRODUCTS = "/api/catalog/products/"


def _mug(client: Api, title: str, **facts: Any) -> dict[str, Any]:
    made = client.post(PRODUCTS, {"title": title, "category": "kitchen", "price": "5.00", **facts})
    assert made.status_code == 201, made.content
    return dict(made.json())


def _shelf(market: Market, shelf_id: str) -> list[str]:
    """Slugs of the documents that stand there."""
    with tenant_scope(market.tenant.id):
        found = db.rows(
            """SELECT d.slug FROM search_placement p JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id
            WHERE p.tenant_id = %s AND p.shelf_id = %s::uuid ORDER BY d.slug""",
            [market.tenant.id, market.tenant.id, shelf_id],
        )
    return [entry.slug for entry in found]


def test_a_brand_is_kept_by_staff_and_shown_by_its_products(market: Market, other_market: Market) -> None:
    staff = market.staff()
    market.category("Kitchen")
    made = staff.post(BRANDS, {"name": "Höganäs <b>Keramik</b>", "description": "Since 1856"})
    assert made.status_code == 201, made.content
    brand = made.json()
    assert (brand["name"], brand["slug"]) == ("Höganäs Keramik", "hoganas-keramik")
    mug = _mug(staff, "Mug", brand="hoganas-keramik")
    assert mug["brand"] == {"id": brand["id"], "name": "Höganäs Keramik", "slug": "hoganas-keramik"}
    assert _shelf(market, brand["id"]) == ["mug"]

    assert staff.delete(f"{BRANDS}{brand['id']}/").json()["code"] == "brand_in_use"
    renamed = staff.patch(f"{BRANDS}hoganas-keramik/", {"name": "Höganäs", "slug": "hoganas"}).json()
    assert market.guest.get(f"{BRANDS}{brand['id']}/").json() == renamed
    (item,) = market.guest.get(f"{PRODUCTS}?q=höganäs").json()["results"]
    assert item["brand"] == {"id": brand["id"], "name": "Höganäs", "slug": "hoganas"}
    assert market.guest.get(f"{PRODUCTS}?q=keramik").json()["results"] == []
    assert staff.patch(f"{PRODUCTS}mug/", {"brand": None}).json()["brand"] is None
    assert _shelf(market, brand["id"]) == []
    assert staff.delete(f"{BRANDS}hoganas/").status_code == 204
    assert market.guest.get(f"{BRANDS}hoganas/").status_code == 404

    staff.post(BRANDS, {"name": "A", "slug": "taken"})
    for asked, field in (
        ({"name": " "}, "name"),
        ({"name": "B", "slug": "taken"}, "slug"),
        ({"name": "B", "slug": "B c"}, "slug"),
    ):
        assert list(staff.post(BRANDS, asked).json()["errors"]) == [field]
    assert staff.post(BRANDS, {"name": "Taken"}).json()["slug"].startswith("taken-")
    for client, status in ((market.seller().api, 403), (market.buyer(), 403), (market.guest, 401)):
        assert client.post(BRANDS, {"name": "Mine"}).status_code == status
    assert market.guest.get(f"{BRANDS}?count=true").json()["count"] == 2
    assert other_market.guest.get(f"{BRANDS}taken/").status_code == 404
    assert other_market.staff().post(BRANDS, {"name": "A", "slug": "taken"}).status_code == 201


def test_a_collection_keeps_its_order_and_search_follows(market: Market) -> None:
    staff = market.staff()
    market.category("Kitchen")
    ids = {title: _mug(staff, title)["id"] for title in ("a", "b", "c")}
    gifts = staff.post(COLLECTIONS, {"name": "Gifts", "position": 1}).json()
    members = f"{COLLECTIONS}gifts/products/"

    assert staff.post(members, {"products": ["b", ids["a"]]}).status_code == 204
    assert staff.post(members, {"products": ["a", "c"]}).status_code == 204
    assert [one["slug"] for one in staff.get(members).json()["results"]] == ["b", "a", "c"]
    assert _shelf(market, gifts["id"]) == ["a", "b", "c"]
    assert market.guest.get(f"{PRODUCTS}b/").json()["collections"] == [
        {"id": gifts["id"], "name": "Gifts", "slug": "gifts"}
    ]
    assert list(staff.put(members, {"products": ["a", "nothing"]}).json()["errors"]) == ["products.1"]
    assert staff.put(members, {"products": ["c", "b"]}).status_code == 204
    first = staff.get(f"{members}?page_size=1&count=true").json()
    assert ([one["slug"] for one in first["results"]], first["count"]) == (["c"], 2)
    assert [one["slug"] for one in staff.get(first["next"]).json()["results"]] == ["b"]
    assert _shelf(market, gifts["id"]) == ["b", "c"]
    assert staff.delete(f"{members}c/").status_code == staff.delete(f"{members}c/").status_code == 204
    assert _shelf(market, gifts["id"]) == ["b"]

    assert staff.patch(f"{COLLECTIONS}gifts/", {"is_public": False}).json()["is_public"] is False
    assert _shelf(market, gifts["id"]) == []
    assert market.guest.get(f"{PRODUCTS}b/").json()["collections"] == []
    assert market.guest.get(f"{COLLECTIONS}gifts/").status_code == 404
    assert market.guest.get(COLLECTIONS).json()["results"] == []
    assert [one["slug"] for one in staff.get(COLLECTIONS).json()["results"]] == ["gifts"]
    for client, status in ((market.seller().api, 403), (market.guest, 401)):
        assert client.get(members).status_code == client.post(members, {"products": []}).status_code == status
    assert staff.patch(f"{COLLECTIONS}gifts/", {"is_public": True, "name": "Presents"}).status_code == 200
    assert market.guest.get(f"{PRODUCTS}b/").json()["collections"][0]["name"] == "Presents"
    assert staff.delete(f"{COLLECTIONS}gifts/").status_code == 204
    assert market.guest.get(f"{PRODUCTS}b/").json()["collections"] == []
    assert _shelf(market, gifts["id"]) == []
