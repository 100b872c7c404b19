"""Taxes and shipping that a shop had in its settings are in tables afterwards, to the same prices."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Destination, QuoteLine
from nexus.pricing.infrastructure import terms_rows
from nexus.tenancy import facade as tenancy
from nexus.tenancy import queries

_MIGRATION = import_module("nexus.pricing.migrations.0061_terms_out_of_settings")
SETTINGS = {
    "branding": {"return_days": 30},
    "pricing": {
        "prices_include_tax": True,
        "rounding": "total",
        "taxes": [
            {"tax_class": "standard", "percent": "19", "name": "VAT", "country": "de"},
            {"tax_class": "reduced", "percent": "7.5", "name": "VAT", "country": "DE"},
            {"tax_class": "standard", "percent": "8.1"},
        ],
        "shipping": [
            {"code": "post", "name": "Post", "price": {"EUR": "4.90"}, "free_from": {"EUR": "50.00"}},
            {"code": "courier", "name": "Courier", "price": {"EUR": "9.90", "USD": "11.00"}},
        ],
    },
}  # fmt: skip


def migrate() -> None:
    with transaction.atomic(using="owner"), connections["owner"].schema_editor(atomic=False) as editor:
        _MIGRATION.move(apps, editor)
    queries.forget()


def test_prices_stay_what_they_were(make_tenant: Any) -> None:
    shop, plain = make_tenant(settings=SETTINGS), make_tenant(settings={"branding": {}})
    migrate()
    migrate()
    with tenant_scope(shop.id):
        assert tenancy.tenant().settings == {"branding": {"return_days": 30}}
        terms = terms_rows.terms()
        assert (terms.prices_include_tax, terms.rounding, terms.abroad) == (True, "total", "gross")
        assert [(zone.code, zone.places) for zone in terms_rows.zones()] == [
            ("de", ({"country": "DE"},)), ("world", ()),
        ]  # fmt: skip
        rates = [
            (rate.zone, rate.tax_class, str(rate.percent.normalize()), rate.name)
            for rate in terms_rows.tax_rates()
        ]
        assert rates == [
            ("de", "reduced", "7.5", "VAT"),
            ("de", "standard", "19", "VAT"),
            ("world", "standard", "8.1", "Tax"),
        ]
        variant = new_id()
        facade.set_prices([(variant, Money(1190, "EUR"), None), (variant, Money(1190, "USD"), None)])
        line = QuoteLine(variant_id=variant, quantity=1)
        found = facade.quote([line], currency="EUR", destination=Destination(country="DE"))
        assert (str(found.total), str(found.included_tax_total)) == ("16.80", "1.90")
        in_dollars = facade.quote([line], currency="USD")
        assert (in_dollars.shipping_method, str(in_dollars.total)) == ("courier", "22.90")
    with tenant_scope(plain.id):
        assert terms_rows.zones() == terms_rows.shipping_methods() == []
