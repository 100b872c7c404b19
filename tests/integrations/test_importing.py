"""Products by file: what comes, what changes, what stays, what is refused."""

from __future__ import annotations

import gc
import weakref

import pytest
from tests.integrations.files import checked, imported, lines, told, upload

from nexus.catalog import facade as catalog
from nexus.integrations.services.tidying import tidied_between
from nexus.inventory import facade as inventory
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing

SHIRTS = lines(
    [
        'shirt,Linen shirt,Wear/Shirts,SH-S,"20,50",3,S,linen,"summer, sale"',
        "shirt,,,SH-M,21.00,4,M,,",
        "mug,Red mug,Home > Mugs,MUG,9.90,5,,stoneware,",
    ]
)


def test_a_file_becomes_products_with_variants_prices_stock_and_documents(tenant, api) -> None:
    dry = checked(upload(SHIRTS))
    assert (dry.status, dry.rows, dry.counts.products_created, dry.counts.variants_created) == (
        "checked",
        3,
        2,
        3,
    )
    assert [one["handle"] for one in dry.preview] == ["shirt", "mug"]
    with tenant_scope():
        assert catalog.product_ids() == ()

    done = imported(SHIRTS)
    assert (done.status, done.position, done.counts.problems) == ("done", 3, 0)
    with tenant_scope():
        (shirt, mug) = catalog.products(catalog.product_ids()).values()
        assert [one.sku for one in shirt.variants] == ["SH-S", "SH-M"]
        assert shirt.attributes == {"material": "linen"}
        assert shirt.tags == ("summer", "sale")
        assert mug.category.path == "home/mugs"
        variant = shirt.variants[0].id
        assert pricing.prices([variant])[variant].list_price == Money(2050, tenant.currency)
        assert inventory.available([variant]) == {variant: 3}
    assert api.get("/api/catalog/products/shirt/").json()["in_stock"] is True
    assert told(done) == []


def test_garbage_waits_for_the_end_of_a_batch() -> None:
    class Ring:
        pass

    with pytest.raises(KeyError), tidied_between() as tidy:
        assert not gc.isenabled()
        ring = Ring()
        ring.itself, seen = ring, weakref.ref(ring)  # type: ignore[attr-defined]
        del ring
        assert seen() is not None
        tidy()
        assert seen() is None
        raise KeyError
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
