"""Prices arrive with the product, in the transaction that makes it."""

from typing import Any

from nexus.catalog.contracts.dto import VariantOffer
from nexus.catalog.contracts.events import ProductChanged, ProductCreated, ProductsImported
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.events import append
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Price


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def test_a_new_product_has_its_prices_at_once(scope: Any) -> None:
    variant, product = new_id(), new_id()
    offer = VariantOffer(variant_id=variant, sku="S", price=eur(1250), compare_at=eur(1500), stock_quantity=3)
    created = ProductCreated(product_id=product, vendor_id=new_id(), variants=(offer,))
    append("catalog.product", product, [created], expected_version=0)
    assert facade.prices([variant]) == {
        variant: Price(variant_id=variant, list_price=eur(1250), compare_at=eur(1500))
    }


def test_a_change_sets_what_it_states_and_leaves_the_rest(scope: Any) -> None:
    silent, cheaper, plain = sorted(new_id() for _ in range(3))
    facade.set_prices([(each, eur(1000), eur(2000)) for each in (silent, cheaper, plain)])
    offers = (
        VariantOffer(variant_id=silent, sku="A", stock_quantity=9),
        VariantOffer(variant_id=cheaper, sku="B", price=eur(900), keeps_compare_at=True),
        VariantOffer(variant_id=plain, sku="C", price=eur(1100)),
    )
    product = new_id()
    append(
        "catalog.product", product, [ProductChanged(product_id=product, vendor_id=new_id(), offers=offers)]
    )
    found = facade.prices([silent, cheaper, plain])
    assert [(each.list_price, each.compare_at) for each in (found[silent], found[cheaper], found[plain])] == [
        (eur(1000), eur(2000)),
        (eur(900), eur(2000)),
        (eur(1100), None),
    ]


def test_an_import_sets_all_prices_in_one_statement(scope: Any, sql_log: Any) -> None:
    variants = [new_id() for _ in range(300)]
    offers = tuple(VariantOffer(variant_id=each, sku=str(each), price=eur(500)) for each in variants)
    imported = ProductsImported(batch_id=new_id(), product_ids=(), offers=offers)
    with sql_log() as statements:
        append("catalog.import", imported.batch_id, [imported], expected_version=0)
    assert sum("INSERT INTO pricing_price" in statement for statement in statements) == 1
    assert len(facade.prices(variants)) == 300
