"""Places of sale: nearest first, by great-circle distance."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market, Seller

from nexus.kernel.ids import new_id

STORES = "/api/stores/"
BERLIN, HAMBURG, MUNICH = (52.52, 13.405), (53.5511, 9.9937), (48.1372, 11.5755)


def _open(seller: Seller, name: str, place: tuple[float, float], **facts: Any) -> dict[str, Any]:
    latitude, longitude = place
    body = {"name": name, "address": "Main St 1", "latitude": latitude, "longitude": longitude, **facts}
    made = seller.api.post(STORES, body)
    assert made.status_code == 201, made.content
    return made.json()


def _names(answer: Any) -> list[str]:
    return [store["name"] for store in answer.json()["results"]]


def test_a_seller_opens_changes_and_closes_a_store(market: Market) -> None:
    seller = market.seller()

    store = _open(seller, "Berlin", BERLIN, time_zone="Europe/Berlin")

    assert (store["vendor_id"], store["time_zone"], store["is_active"]) == (
        str(seller.vendor_id),
        "Europe/Berlin",
        True,
    )
    assert market.guest.get(f"{STORES}{store['id']}/").json() == store
    assert seller.api.patch(f"{STORES}{store['id']}/", {"name": "Mitte"}).json()["name"] == "Mitte"
    assert _names(market.guest.get(STORES)) == ["Mitte"]
    assert seller.api.delete(f"{STORES}{store['id']}/").status_code == 204
    assert _names(market.guest.get(STORES)) == []
    assert market.guest.get(f"{STORES}{store['id']}/").status_code == 404
    assert seller.api.get(f"{STORES}{store['id']}/").json()["is_active"] is False


def test_near_sorts_by_distance_within_the_radius(market: Market) -> None:
    seller = market.seller()
    for name, place in (("Munich", MUNICH), ("Hamburg", HAMBURG), ("Berlin", BERLIN)):
        _open(seller, name, place)

    everywhere = market.guest.get(f"{STORES}?near=52.52,13.405&radius_km=1000").json()["results"]

    # Great-circle distances on the mean sphere of 6371.0088 km.
    assert [(store["name"], round(store["distance_m"] / 1000, 1)) for store in everywhere] == [
        ("Berlin", 0.0), ("Hamburg", 255.3), ("Munich", 504.3),
    ]  # fmt: skip
    assert _names(market.guest.get(f"{STORES}?near=52.52,13.405&radius_km=300")) == ["Berlin", "Hamburg"]
    assert _names(market.guest.get(f"{STORES}?near=52.52,13.405")) == ["Berlin"]


def test_near_works_across_the_date_line(market: Market) -> None:
    seller = market.seller()
    _open(seller, "Taveuni", (-16.8, 179.99))
    _open(seller, "Far", (-16.8, 170.0))

    (found,) = market.guest.get(f"{STORES}?near=-16.8,-179.99&radius_km=10").json()["results"]

    assert (found["name"], round(found["distance_m"])) == ("Taveuni", 2129)


def test_pages_of_the_nearest_do_not_overlap(market: Market) -> None:
    seller = market.seller()
    for number in range(5):
        _open(seller, f"Store {number}", (50 + number / 100, 10.0))

    first = market.guest.get(f"{STORES}?near=50,10&page_size=2")
    second = market.guest.get(first.json()["next"])
    third = market.guest.get(second.json()["next"])

    assert _names(first) + _names(second) + _names(third) == [f"Store {number}" for number in range(5)]
    assert third.json()["next"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"latitude": 90.1}, "latitude"),
        ({"latitude": "north"}, "latitude"),
        ({"latitude": True}, "latitude"),
        ({"longitude": -180.5}, "longitude"),
        ({"longitude": None}, "longitude"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_stores_are_refused_by_field(market: Market, change: dict[str, Any], field: str) -> None:
    body = {"name": "Berlin", "address": "Main St 1", "latitude": 52.5, "longitude": 13.4, **change}

    refused = market.seller().api.post(STORES, body)

    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert _names(market.guest.get(STORES)) == []


@pytest.mark.parametrize(
    "query", ["near=1", "near=a,b", "near=91,0", "near=0,181", "near=1,1&radius_km=0", "radius=3"]
)
def test_bad_queries_are_refused(market: Market, query: str) -> None:
    assert market.guest.get(f"{STORES}?{query}").status_code == 400


def test_stores_belong_to_their_vendor(market: Market, other_market: Market) -> None:
    ours, theirs = market.seller(), market.seller()
    store = _open(theirs, "Theirs", BERLIN)
    body = {"name": "X", "address": "Y", "latitude": 1, "longitude": 1, "vendor": str(theirs.vendor_id)}

    assert ours.api.post(STORES, body).status_code == 403
    assert ours.api.patch(f"{STORES}{store['id']}/", {"name": "Mine"}).status_code == 404
    assert ours.api.delete(f"{STORES}{store['id']}/").status_code == 404
    assert market.buyer().post(STORES, body).status_code == 403
    assert market.guest.post(STORES, body).status_code == 401
    assert other_market.guest.get(f"{STORES}{store['id']}/").status_code == 404
    assert market.staff().post(STORES, {**body, "vendor": str(new_id())}).status_code == 404
    assert market.staff().post(STORES, body).json()["vendor_id"] == str(theirs.vendor_id)


def test_stores_of_a_suspended_vendor_are_not_shown(market: Market) -> None:
    seller = market.seller()
    store = _open(seller, "Berlin", BERLIN)

    market.staff().post(f"/api/vendors/{seller.vendor_id}/suspend/")

    assert _names(market.guest.get(STORES)) == []
    assert market.guest.get(f"{STORES}{store['id']}/").status_code == 404
    assert seller.api.get(f"{STORES}{store['id']}/").status_code == 200
