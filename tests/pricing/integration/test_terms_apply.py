"""Zones, taxes and shipping of the shop decide quotes from the commit that stores them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.factories.terms import charge_tax, ship_by

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Destination, GoodsFacts, Quote, QuoteLine
from nexus.pricing.contracts.terms import CodeTaken, InvalidTerms, OverlappingRate, ZoneInUse
from nexus.pricing.infrastructure import terms_rows
from nexus.pricing.infrastructure.editions import edition
from nexus.pricing.interfaces.verification import CHECKS
from nexus.pricing.wiring import quote_basket
from nexus.tenancy import facade as tenancy

GERMANY = Destination(country="DE")


@pytest.fixture
def scope(make_tenant: Any) -> Any:
    with tenant_scope(make_tenant().id) as open_scope:
        yield open_scope


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def on_sale(*prices: Money) -> UUID:
    variant = new_id()
    facade.set_prices([(variant, price, None) for price in prices])
    return variant


def quoted(variant: UUID, **asked: Any) -> Quote:
    return facade.quote(
        [QuoteLine(variant_id=variant, quantity=1)], **{"currency": "EUR", "destination": GERMANY} | asked
    )


def test_the_shop_sets_taxes_and_shipping(scope: Any) -> None:
    charge_tax(prices_include_tax=True, rounding="total")
    ship_by("post", "Post", "4.90", free_from="50.00", position=1)
    ship_by("courier", "Courier", {"EUR": "9.90", "USD": "11.00"}, position=2)
    variant = on_sale(eur(1190), Money(1190, "USD"))
    found = quoted(variant)
    assert (str(found.total), str(found.included_tax_total)) == ("16.80", "1.90")
    assert [step["missing"] for step in found.explanation if "missing" in step] == ["38.10"]
    assert [(option.code, str(option.price)) for option in found.shipping_options] == [
        ("post", "4.90"),
        ("courier", "9.90"),
    ]
    in_dollars = quoted(variant, currency="USD")
    assert (in_dollars.shipping_method, str(in_dollars.total)) == ("courier", "22.90")
    assert [(one.code, str(one.price)) for one in facade.shipping_options(eur(5000))] == [
        ("post", "0.00"),
        ("courier", "9.90"),
    ]
    assert facade.taxes_shown() == "included"


def test_the_first_method_is_not_the_only_one(scope: Any) -> None:
    ship_by("post", "Post", "4.90", position=1)
    ship_by("courier", "Courier", "9.90", position=2)
    variant = on_sale(eur(1000))
    assert str(quoted(variant, shipping_method="courier").total) == "19.90"
    with pytest.raises(facade.UnknownShippingMethod) as refused:
        quoted(variant, shipping_method="pigeon")
    assert refused.value.facts == {"known": ["post", "courier"]}


def test_known_terms_cost_a_quote_no_statement(scope: Any, sql_log: Any) -> None:
    charge_tax()
    ship_by("post", "Post", "4.90")
    variant = on_sale(eur(1000))
    tenancy.tenant()
    with sql_log() as statements:
        quoted(variant)
    assert len(statements) == 2
    with sql_log() as statements:
        assert str(quoted(variant).total) == "16.80"
    assert len(statements) == 1


def test_a_change_holds_at_once_and_one_that_is_rolled_back_never_did(make_tenant: Any) -> None:
    shop = make_tenant()
    with tenant_scope(shop.id):
        charge_tax([("DE", "standard", "19"), ("DE", "reduced", "7")])
        variant = on_sale(eur(1000))
        (rate,) = [rate for rate in terms_rows.tax_rates() if rate.tax_class == "standard"]
        assert str(quoted(variant).tax_total) == "1.90"
    with pytest.raises(ZeroDivisionError), tenant_scope(shop.id):
        facade.change_tax_rate(rate.id, {"percent": Decimal(50)})
        assert str(quoted(variant).tax_total) == "5.00"
        raise ZeroDivisionError
    with tenant_scope(shop.id):
        assert str(quoted(variant).tax_total) == "1.90"
        facade.change_tax_rate(rate.id, {"percent": Decimal(16)})
        assert str(quoted(variant).tax_total) == "1.60"


def test_a_rate_changes_at_the_instant_it_was_given(scope: Any) -> None:
    turn = datetime(2030, 1, 1, tzinfo=UTC)
    facade.add_zone(code="de", name="Germany", places=({"country": "DE"},))
    facade.add_tax_rate(zone="de", tax_class="standard", name="VAT", percent=Decimal(19), ends_at=turn)
    facade.add_tax_rate(zone="de", tax_class="standard", name="VAT", percent=Decimal(21), starts_at=turn)
    variant = on_sale(eur(1000))
    tick = timedelta(microseconds=1)
    assert [str(quoted(variant, at=at).tax_total) for at in (turn - tick, turn)] == ["1.90", "2.10"]


def test_until_a_buyer_says_where_to_it_is_the_shops_own_place(scope: Any) -> None:
    charge_tax(country="DE")
    facade.add_zone(code="munich", name="Munich", places=({"country": "DE", "postal": ["80*"]},))
    found = quoted(on_sale(eur(1000)), destination=Destination())
    assert (str(found.tax_total), found.destination, found.is_estimate) == ("1.90", GERMANY, True)
    assert quoted(on_sale(eur(1000))).is_estimate
    assert not quoted(
        on_sale(eur(1000)), destination=Destination(country="DE", postal_code="10115")
    ).is_estimate
    assert not quoted(on_sale(eur(1000)), destination=Destination(country="FR")).is_estimate


def test_what_matters_to_a_quote_is_all_that_is_kept_of_the_terms(scope: Any) -> None:
    abroad = [(country, "standard", "20") for country in ("FR", "AT", "IT", "ES")]
    charge_tax([("DE", "standard", "19"), *abroad])
    ship_by("post", "Post", {"EUR": "4.90", "USD": "5.90"})
    terms = quote_basket().terms(edition(), currency="EUR", to=GERMANY, lines=(), at=clock.now())
    assert [zone.code for zone in terms.taxes.zones.zones] == ["de"]
    assert [rate.zone for rate in terms.taxes.rates] == ["de"]
    assert [len(method.tariffs) for method in terms.shipping.methods] == [1]
    assert len(msgspec.json.encode((terms.taxes, terms.shipping))) < 1500


def test_a_sellers_own_method_ships_that_sellers_goods(scope: Any) -> None:
    anna, ben = new_id(), new_id()
    ship_by("post", "Post", "4.90")
    ship_by("post", "Anna's post", "3.00", vendor_id=anna)
    lines = [
        QuoteLine(
            variant_id=on_sale(eur(1000)), quantity=1, goods=GoodsFacts(product_id=new_id(), vendor_id=seller)
        )
        for seller in (anna, ben)
    ]
    found = facade.quote(lines, currency="EUR", destination=GERMANY)
    assert str(found.shipping_total) == "7.90"
    assert dict(found.shipping_by_vendor) == {anna: eur(300), ben: eur(490)}


@pytest.mark.parametrize("zones", [[], ["de"]])
def test_a_heavy_basket_needs_a_method_that_carries_it(scope: Any, zones: list[str]) -> None:
    charge_tax()
    spec = {
        "tariffs": [
            {"currency": "EUR", "measure": "weight", "zones": zones, "steps": [
                {"up_to": "1000", "price": "3.99"}, {"up_to": "31500", "price": "16.49"},
            ]},
        ],
    }  # fmt: skip
    ship_by("parcel", "Parcel", "0", spec=spec)
    goods = GoodsFacts(product_id=new_id(), vendor_id=new_id(), weight_grams=1000)
    variant = on_sale(eur(1000))
    shipping = [
        facade.quote(
            [QuoteLine(variant_id=variant, quantity=count, goods=goods)], currency="EUR", destination=GERMANY
        )
        for count in (1, 2, 32)
    ]
    assert [str(found.shipping_total) for found in shipping] == ["3.99", "16.49", "0.00"]
    with pytest.raises(facade.NoShipping) as refused:
        facade.require_shipping(shipping[2])
    assert (refused.value.code, refused.value.facts["available"]) == ("no_shipping", [])
    facade.require_shipping(shipping[1])


ZONE = {"code": "de", "name": "Germany", "places": ({"country": "DE"},)}
RATE = {"zone": "de", "tax_class": "standard", "name": "VAT", "percent": Decimal(19)}
METHOD: dict[str, Any] = {
    "code": "post",
    "name": "Post",
    "spec": {"tariffs": [{"currency": "EUR", "price": "4.90"}]},
}


def tariff(**facts: Any) -> dict[str, Any]:
    return {"spec": {"tariffs": [{"currency": "EUR", "price": "4.90"} | facts]}}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "D E"}, "code"),
        ({"name": " "}, "name"),
        ({"places": ({"country": "Germany"},)}, "places.0.country"),
        ({"places": ({"country": "DE", "postal": ["8*0"]},)}, "places.0.postal"),
        ({"places": ({"country": "DE", "postal": ["81999-81000"]},)}, "places.0.postal"),
    ],
)
def test_zones_that_cannot_be(scope: Any, change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidTerms) as refused:
        facade.add_zone(**ZONE | change)
    assert list(refused.value.errors) == [field]
    assert terms_rows.zones() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"percent": Decimal("100.01")}, "percent"),
        ({"percent": Decimal(-1)}, "percent"),
        ({"percent": Decimal("7.123456")}, "percent"),
        ({"zone": "fr"}, "zone"),
        ({"tax_class": ""}, "tax_class"),
        (
            {"starts_at": datetime(2030, 1, 2, tzinfo=UTC), "ends_at": datetime(2030, 1, 1, tzinfo=UTC)},
            "ends_at",
        ),
    ],
)
def test_rates_that_cannot_be(scope: Any, change: dict[str, Any], field: str) -> None:
    facade.add_zone(**ZONE)
    with pytest.raises(InvalidTerms) as refused:
        facade.add_tax_rate(**RATE | change)
    assert list(refused.value.errors) == [field]
    assert terms_rows.tax_rates() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (tariff(currency="EURO"), "tariffs.0.currency"),
        (tariff(price="4.901"), "tariffs.0.price"),
        (tariff(price="-1"), "tariffs.0.price"),
        (tariff(zones=["mars"]), "tariffs.0.zones"),
        (tariff(steps=[{"up_to": "1000", "price": "1"}]), "tariffs.0.measure"),
        (tariff(measure="weight"), "tariffs.0.steps"),
        (tariff(measure="weight", extra_each="1000"), "tariffs.0.extra_each"),
        (
            tariff(
                measure="weight", steps=[{"up_to": "2000", "price": "1"}, {"up_to": "1000", "price": "2"}]
            ),
            "tariffs.0.steps.1.up_to",
        ),
        (tariff(measure="weight", steps=[{"up_to": "1.5", "price": "1"}]), "tariffs.0.steps.0.up_to"),
        (tariff(measure="volume"), "tariffs.0.measure"),
        (tariff(shiping="1"), "tariffs.0"),
        ({"spec": {"tariffs": []}}, "tariffs"),
        ({"spec": {"tariffs": [METHOD["spec"]["tariffs"][0]] * 2}}, "tariffs.1.zones"),
        ({"spec": METHOD["spec"] | {"max_grams": 0}}, "max_grams"),
        ({"zones": ("mars",)}, "zones"),
    ],
)
def test_methods_that_cannot_be(scope: Any, change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidTerms) as refused:
        facade.add_shipping_method(**METHOD | change)
    assert list(refused.value.errors) == [field]
    assert terms_rows.shipping_methods() == []


def test_the_same_tax_twice_at_a_time_would_be_paid_twice(scope: Any) -> None:
    turn = datetime(2030, 1, 1, tzinfo=UTC)
    facade.add_zone(**ZONE)
    facade.add_tax_rate(**RATE, ends_at=turn)
    with pytest.raises(OverlappingRate):
        facade.add_tax_rate(**RATE, starts_at=turn - timedelta(seconds=1))
    facade.add_tax_rate(**RATE, starts_at=turn)
    facade.add_tax_rate(**RATE | {"name": "Levy"})
    assert len(terms_rows.tax_rates()) == 3


def test_codes_are_given_once(scope: Any) -> None:
    facade.add_zone(**ZONE)
    facade.add_shipping_method(**METHOD)
    with pytest.raises(CodeTaken):
        facade.add_zone(**ZONE)
    with pytest.raises(CodeTaken):
        facade.add_shipping_method(**METHOD)
    facade.add_shipping_method(**METHOD, vendor_id=new_id())


def test_a_zone_that_something_is_about_stays(scope: Any) -> None:
    zone = facade.add_zone(**ZONE)
    rate = facade.add_tax_rate(**RATE)
    method = facade.add_shipping_method(**METHOD | tariff(zones=["de"]))
    with pytest.raises(ZoneInUse) as refused:
        facade.remove_zone(zone.id)
    assert refused.value.facts == {"tax_rates": 1, "shipping_methods": 1}
    facade.remove_tax_rate(rate.id)
    facade.remove_shipping_method(method.id)
    facade.remove_zone(zone.id)
    assert terms_rows.zones() == []


def test_verification_names_what_no_quote_could_be_made_with(scope: Any) -> None:
    facade.add_zone(**ZONE)
    facade.add_shipping_method(**METHOD)
    assert [finding for check in CHECKS for finding in check.run()] == []
    broken = [scope.tenant_id]
    db.execute('UPDATE pricing_zone SET places = \'[{"country": "Germany"}]\' WHERE tenant_id = %s', broken)
    db.execute("UPDATE pricing_shipping_method SET zones = '[\"mars\"]' WHERE tenant_id = %s", broken)
    findings = [(finding.what, dict(finding.ids)) for check in CHECKS for finding in check.run()]
    assert findings == [
        ("zone cannot be read", {"zone": "de"}),
        ("shipping method cannot be read", {"method": "post"}),
    ]


def test_terms_of_another_tenant_do_not_exist(tenant: Any, other_tenant: Any) -> None:
    with tenant_scope(tenant.id):
        charge_tax()
        ship_by("post", "Post", "4.90")
    with tenant_scope(other_tenant.id):
        assert str(quoted(on_sale(eur(1000))).total) == "10.00"
        assert terms_rows.zones() == terms_rows.shipping_methods() == []
