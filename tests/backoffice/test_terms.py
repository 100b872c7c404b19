"""Zones, tax rates, shipping methods, tax settings and tax statuses in the back office."""

from __future__ import annotations

from typing import Any

import pytest

from nexus.pricing.interfaces import terms_lines
from nexus.pricing.models import (
    ShippingMethodRecord,
    TaxRateRecord,
    TaxStatusRecord,
    TermsRecord,
    ZoneRecord,
)

ZONES, RATES, METHODS = "pricing/zonerecord/", "pricing/taxraterecord/", "pricing/shippingmethodrecord/"
TARIFF = "EUR; weight: 2000 = 9.90, 9000 = 16; each 1000: 1.50; zones: south; free from: 60"


def test_a_shop_sets_its_terms_up(shop: Any) -> None:
    desk = shop.desk("owner")
    desk.act(
        f"{ZONES}do/create/",
        code="south",
        name="The south",
        places="DE; postal: 80*, 81000-81999\nAT",
        position="1",
    )
    zone = shop.row(ZoneRecord, code="south")
    assert zone.places == [{"country": "DE", "postal": ["80*", "81000-81999"]}, {"country": "AT"}]
    desk.act(f"{RATES}do/create/", zone="south", tax_class="standard", name="VAT", percent="19", position="0")
    assert str(shop.row(TaxRateRecord, name="VAT").percent) == "19.00000"
    desk.act(
        f"{METHODS}do/create/",
        code="post",
        name="Post",
        tariffs=f"{TARIFF}\nEUR 29",
        zones="",
        position="1",
        is_active="on",
    )
    method = shop.row(ShippingMethodRecord, code="post")
    assert method.spec["tariffs"][0]["steps"] == [
        {"up_to": "2000", "price": "9.90"},
        {"up_to": "9000", "price": "16"},
    ]
    desk.act(
        "pricing/termsrecord/do/change/", prices_include_tax="on", rounding="total", shipping_tax="highest", abroad="net",
        country="de",
    )  # fmt: skip
    terms = shop.row(TermsRecord)
    assert (terms.prices_include_tax, terms.rounding, terms.abroad, terms.country) == (
        True,
        "total",
        "net",
        "DE",
    )
    for path, said in [(ZONES, "80*"), (RATES, "19 %"), (METHODS, "9.90"), ("pricing/termsrecord/", "DE")]:
        assert said in desk.get(path).text
    assert "81000-81999" in desk.get(f"{ZONES}{zone.pk}/change/").text
    edit = desk.get(f"{METHODS}{method.pk}/do/edit/").text
    assert "weight: 2000 = 9.90, 9000 = 16" in edit


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        (ZONES, {"code": "x", "name": "X", "places": "Germany; postal: 1"}, "a country and what narrows it"),
        (ZONES, {"code": "x", "name": "X", "places": "DE; postal: 8*0"}, "give a postal code"),
        (METHODS, {"code": "x", "name": "X", "tariffs": "EUR 4.90; zones: mars"}, "There is no zone mars"),
        (METHODS, {"code": "x", "name": "X", "tariffs": "EUR 4.901"}, "too many digits"),
        (METHODS, {"code": "x", "name": "X", "tariffs": "EUR; volume: 3 = 4"}, "what is `volume`"),
        (METHODS, {"code": "x", "name": "X", "tariffs": "EUR; weight: 3"}, "steps look like"),
    ],
)
def test_what_cannot_be_read_is_said(shop: Any, path: str, form: dict[str, str], said: str) -> None:
    page = shop.desk("owner").act(f"{path}do/create/", position="0", **form)
    assert page.status == 200
    assert said in page.text.replace("&#x27;", "'")
    assert shop.count(ZoneRecord) == shop.count(ShippingMethodRecord) == 0


def test_lines_go_there_and_back() -> None:
    text = f"{TARIFF}\nEUR 29; zones: world\nUSD; price: 5000 = 7; zones: world"
    assert terms_lines.tariffs_text(terms_lines.tariffs_from(text)) == text
    places = "DE; regions: BY, BW; postal: 80*\nFR"
    assert terms_lines.places_text(terms_lines.places_from(places)) == places


def test_a_zone_in_use_stays_and_a_rate_goes(shop: Any) -> None:
    desk = shop.desk("owner")
    desk.act(f"{ZONES}do/create/", code="de", name="Germany", places="DE", position="0")
    desk.act(f"{RATES}do/create/", zone="de", tax_class="standard", name="VAT", percent="19", position="0")
    zone, rate = shop.row(ZoneRecord, code="de"), shop.row(TaxRateRecord, name="VAT")
    desk.act(f"{ZONES}{zone.pk}/do/remove/")
    assert shop.count(ZoneRecord) == 1
    desk.act(f"{RATES}{rate.pk}/do/remove/")
    desk.act(f"{ZONES}{zone.pk}/do/remove/")
    assert shop.count(ZoneRecord) == shop.count(TaxRateRecord) == 0


def test_a_vat_id_is_verified(shop: Any) -> None:
    desk = shop.desk("support")
    unknown = desk.act("pricing/taxstatusrecord/do/create/", email="nobody@example.org", vat_id="DE136695976")
    assert "Nobody has this address here." in unknown.text
    assert shop.count(TaxStatusRecord) == 0
