"""Zones, rates, methods and terms over HTTP: who may, what is refused, and what it does to a quote."""

from typing import Any
from uuid import UUID

import pytest
from tests.factories.clients import client, seller, staff
from tests.factories.shop import make_vendor, stock_shelf

from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.infrastructure import terms_rows

ZONE = {"code": "de", "name": "Germany", "places": [{"country": "Germany"}]}
RATE = {"zone": "de", "tax_class": "standard", "name": "VAT", "percent": "19"}
METHOD = {
    "code": "post",
    "name": "Post",
    "tariffs": [{"currency": "EUR", "price": "4.90", "free_from": "50.00"}],
}


@pytest.fixture
def owner(api: Any) -> Any:
    return staff(api)


def test_a_shop_is_set_up_and_quotes_by_it(api: Any, owner: Any, tenant: Any) -> None:
    zone = owner.post("/api/pricing/zones/", ZONE)
    assert (zone.status_code, zone.json()["places"]) == (
        201,
        [{"country": "DE", "regions": [], "postal": []}],
    )
    assert owner.get(zone["Location"]).json() == zone.json()
    rate = owner.post("/api/pricing/tax-rates/", RATE)
    assert (rate.status_code, rate.json()["percent"]) == (201, "19")
    assert owner.post("/api/pricing/shipping-methods/", METHOD).status_code == 201
    terms = owner.patch(
        "/api/pricing/terms/", {"prices_include_tax": True, "country": "DE", "rounding": "total"}
    )
    assert terms.json()["country"] == "DE"
    with tenant_scope(tenant.id):
        shelf = stock_shelf(prices=("11.90",))
    asked = {"lines": [{"variant_id": str(shelf.variant_ids[0]), "quantity": 1}], "country": "DE"}
    quote = api.post("/api/pricing/quote/", asked).json()
    assert (quote["total"], quote["included_tax_total"], quote["shipping_total"]) == ("16.80", "1.90", "4.90")
    assert owner.patch(rate["Location"], {"percent": "7"}).json()["percent"] == "7"
    assert api.post("/api/pricing/quote/", asked).json()["included_tax_total"] == "0.78"
    assert owner.delete(zone["Location"]).json()["code"] == "zone_in_use"
    assert owner.delete(rate["Location"]).status_code == 204
    assert owner.delete(zone["Location"]).status_code == 204
    assert owner.get(zone["Location"]).json()["code"] == "zone_not_found"


@pytest.mark.parametrize(
    ("path", "body", "change", "field"),
    [
        ("zones", ZONE, {"places": [{"country": "Atlantis"}]}, "places.0.country"),
        ("zones", ZONE, {"places": [{"country": "DE", "postal": ["8*1"]}]}, "places.0.postal"),
        ("zones", ZONE, {"code": "D E"}, "code"),
        ("tax-rates", RATE, {"percent": "101"}, "percent"),
        ("tax-rates", RATE, {"percent": 19}, "percent"),
        ("tax-rates", RATE, {"zone": "mars"}, "zone"),
        (
            "tax-rates",
            RATE,
            {"starts_at": "2030-01-02T00:00:00Z", "ends_at": "2030-01-01T00:00:00Z"},
            "ends_at",
        ),
        ("shipping-methods", METHOD, {"tariffs": []}, "tariffs"),
        ("shipping-methods", METHOD, {"tariffs": [{"currency": "EURO"}]}, "tariffs.0.currency"),
        ("shipping-methods", METHOD, {"tariffs": [{"currency": "JPY", "price": "1.5"}]}, "tariffs.0.price"),
        ("shipping-methods", METHOD, {"zones": ["mars"]}, "zones"),
        ("shipping-methods", METHOD, {"vendor": "00000000-0000-7000-8000-000000000000"}, "vendor"),
        ("shipping-methods", METHOD, {"store_id": "00000000-0000-7000-8000-000000000000"}, "store_id"),
    ],
)
def test_bad_input_is_refused_by_field(
    owner: Any, tenant: Any, path: str, body: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    answer = owner.post(f"/api/pricing/{path}/", body | change)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    with tenant_scope(tenant.id):
        assert terms_rows.zones() == terms_rows.tax_rates() == terms_rows.shipping_methods() == []


def test_the_same_rate_twice_is_a_conflict(owner: Any) -> None:
    owner.post("/api/pricing/zones/", ZONE)
    assert owner.post("/api/pricing/tax-rates/", RATE).status_code == 201
    again = owner.post("/api/pricing/tax-rates/", RATE)
    assert (again.status_code, again.json()["code"]) == (409, "tax_rate_overlaps")
    assert owner.post("/api/pricing/zones/", ZONE).json()["code"] == "code_taken"


def test_sellers_keep_their_own_methods_and_no_others(api: Any, owner: Any, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        mine, others = make_vendor(), make_vendor()
    anna, ben = seller(api, mine), seller(api, others)
    made = anna.post("/api/pricing/shipping-methods/", METHOD | {"name": "Anna's post"})
    assert (made.status_code, made.json()["vendor_id"]) == (201, str(mine))
    shop = owner.post("/api/pricing/shipping-methods/", METHOD)
    assert (shop.status_code, shop.json()["vendor_id"]) == (201, None)
    assert [one["id"] for one in anna.get("/api/pricing/shipping-methods/").json()["results"]] == [
        made.json()["id"]
    ]
    for path in (made["Location"], shop["Location"]):
        assert ben.get(path).status_code == 404
        assert ben.patch(path, {"name": "Ben's"}).status_code == 404
        assert ben.delete(path).status_code == 404
    refused = ben.post("/api/pricing/shipping-methods/", METHOD | {"vendor": str(mine)})
    assert (refused.status_code, list(refused.json()["errors"])) == (403, ["vendor"])
    assert ben.get("/api/pricing/zones/").status_code == 200
    assert ben.post("/api/pricing/zones/", ZONE).status_code == 403
    assert ben.get("/api/pricing/terms/").status_code == 403
    changed = anna.patch(made["Location"], {"max_grams": 2000})
    assert (changed.json()["max_grams"], changed.json()["tariffs"]) == (2000, made.json()["tariffs"])
    with tenant_scope(tenant.id):
        assert {one.name for one in terms_rows.shipping_methods()} == {"Anna's post", "Post"}


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize("path", ["zones", "tax-rates", "shipping-methods"])
def test_lists_cost_the_same_for_one_and_for_many(owner: Any, sql_log: Any, path: str, many: int) -> None:
    for number in range(many):
        owner.post("/api/pricing/zones/", ZONE | {"code": f"de{number}"})
        owner.post("/api/pricing/tax-rates/", RATE | {"zone": f"de{number}"})
        owner.post("/api/pricing/shipping-methods/", METHOD | {"code": f"post{number}"})
    with sql_log() as statements:
        answer = owner.get(f"/api/pricing/{path}/?page_size=100")
    assert len(answer.json()["results"]) == many
    assert len([sql for sql in statements if f"FROM pricing_{path.replace('-', '_')[:-1]}" in sql]) == 1


def test_a_vat_id_counts_once_it_is_verified(api: Any, owner: Any, tenant: Any) -> None:
    owner.post("/api/pricing/zones/", ZONE)
    owner.post("/api/pricing/zones/", {"code": "fr", "name": "France", "places": [{"country": "FR"}]})
    owner.post("/api/pricing/tax-rates/", RATE)
    owner.post("/api/pricing/tax-rates/", RATE | {"zone": "fr", "name": "TVA", "percent": "20"})
    owner.patch("/api/pricing/terms/", {"prices_include_tax": True, "country": "DE"})
    buyer, user_id = client(api)
    assert buyer.get("/api/pricing/tax-status/me/").json()["vat_id"] == ""
    wrong = buyer.put("/api/pricing/tax-status/me/", {"vat_id": "FR40303265046"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_vat_id")
    said = buyer.put("/api/pricing/tax-status/me/", {"vat_id": "fr 40 303 265 045"}).json()
    assert (said["vat_id"], said["country"], said["is_verified"]) == ("FR40303265045", "FR", False)
    assert total(user_id, tenant, "FR") == "120.00"
    assert buyer.patch(f"/api/pricing/tax-status/{user_id}/", {"is_verified": True}).status_code == 403
    assert owner.patch(f"/api/pricing/tax-status/{user_id}/", {"is_verified": True}).json()["is_verified"]
    assert [total(user_id, tenant, country) for country in ("FR", "DE")] == ["100.00", "120.00"]
    assert not buyer.put("/api/pricing/tax-status/me/", {"vat_id": "ATU13585627"}).json()["is_verified"]
    assert total(user_id, tenant, "FR") == "120.00"


def test_who_is_exempt_pays_no_tax_until_the_day(api: Any, owner: Any, tenant: Any) -> None:
    owner.post("/api/pricing/zones/", ZONE)
    owner.post("/api/pricing/tax-rates/", RATE)
    _, user_id = client(api)
    path = f"/api/pricing/tax-status/{user_id}/"
    assert owner.patch(path, {"is_verified": True}).json()["errors"] == {
        "is_verified": ["There is no VAT id to verify."]
    }
    owner.patch(path, {"is_exempt": True, "reason": "embassy", "valid_until": "2090-01-01T00:00:00Z"})
    assert total(user_id, tenant, "DE") == "120.00"
    owner.patch(path, {"valid_until": "2020-01-01T00:00:00Z"})
    assert total(user_id, tenant, "DE") == "142.80"
    assert owner.get("/api/pricing/tax-status/00000000-0000-7000-8000-000000000000/").status_code == 404


def total(user_id: UUID, tenant: Any, country: str) -> str:
    """What goods of 120.00 cost this buyer when they go to a country."""
    with tenant_scope(tenant.id):
        (variant,) = stock_shelf(prices=("120.00",)).variant_ids
        found = facade.quote(
            [facade.QuoteLine(variant_id=variant, quantity=1)],
            currency="EUR",
            buyer=facade.BuyerFacts(user_id=user_id),
            destination=facade.Destination(country=country),
        )
    return str(found.total)
