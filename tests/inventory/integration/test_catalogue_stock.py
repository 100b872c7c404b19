"""Stock arrives with the product, in the transaction that makes or changes it."""

from typing import Any

import pytest
from tests.factories.shop import stock_shelf
from tests.inventory.ledger import adjustments_of, findings, level_of

from nexus.catalog.contracts.dto import VariantOffer
from nexus.catalog.contracts.events import ProductChanged, ProductCreated, ProductsImported
from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.models import StockLevelRecord
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.events import append
from nexus.platform.tenancy import tenant_scope


def offer(variant: Any, stock: int | None) -> VariantOffer:
    return VariantOffer(variant_id=variant, sku="S", stock_quantity=stock)


def test_a_new_product_has_its_stock_at_once(scope: Any) -> None:
    some, none = sorted([new_id(), new_id()])
    product, vendor = new_id(), new_id()
    created = ProductCreated(product_id=product, vendor_id=vendor, variants=(offer(some, 3), offer(none, 0)))
    append("catalog.product", product, [created], expected_version=0)
    assert (level_of(some), level_of(none)) == ((3, 0), (0, 0))
    assert (adjustments_of(some), adjustments_of(none)) == ([(3, 3, "catalogue")], [])
    assert {level.vendor_id for level in StockLevelRecord.objects.all()} == {vendor}
    assert findings() == []


def test_a_change_counts_what_it_states_and_leaves_the_rest(scope: Any) -> None:
    silent, counted, product = new_id(), new_id(), new_id()
    facade.set_levels({silent: 5, counted: 5})
    changed = ProductChanged(
        product_id=product, vendor_id=new_id(), offers=(offer(silent, None), offer(counted, 2))
    )
    append("catalog.product", product, [changed])
    assert (level_of(silent), level_of(counted)) == ((5, 0), (2, 0))


def test_a_change_below_the_promises_is_refused_with_the_product(tenant: Any) -> None:
    variant, product = new_id(), new_id()
    with tenant_scope():
        facade.set_level(variant, 5)
        facade.reserve(
            new_id(), [StockLine(variant_id=variant, quantity=4)], expires_at=clock.now().replace(year=9999)
        )
    changed = ProductChanged(product_id=product, vendor_id=new_id(), offers=(offer(variant, 3),))
    with pytest.raises(facade.BelowReserved), tenant_scope():
        append("catalog.product", product, [changed])
    with tenant_scope():
        assert level_of(variant) == (5, 4)


def test_an_import_knows_the_sellers(scope: Any) -> None:
    shelf = stock_shelf(stock=1)
    (variant,) = shelf.variant_ids
    StockLevelRecord.objects.filter(variant_id=variant).update(vendor_id=None)
    stranger = new_id()
    imported = ProductsImported(
        batch_id=new_id(), product_ids=shelf.product_ids, offers=(offer(stranger, 4), offer(variant, 7))
    )
    append("catalog.import", imported.batch_id, [imported], expected_version=0)
    assert (level_of(variant), level_of(stranger)) == ((7, 0), (4, 0))
    assert StockLevelRecord.objects.get(variant_id=stranger).vendor_id is None
    assert findings() == []
