"""Rules name things of the catalogue: found by their names, shown by them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.shop import stock_shelf

from nexus.catalog import facade
from nexus.catalog.contracts.dto import NewProduct, NewVariant
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope


def _mug(shelf: Any) -> Any:
    new = NewProduct(
        title="Enamel mug 100%", vendor_id=shelf.vendor_id, category_id=shelf.category_id, tags=("mugs",),
        brand_id=facade.create_brand(name="Mug & Sons").id,
        variants=(NewVariant(price=Money.of("9.00", "EUR"), sku="MUG-1"),),
    )  # fmt: skip
    return facade.create_product(new)


def test_everything_of_a_name_by_one_statement(make_tenant: Any, sql_log: Any) -> None:
    with tenant_scope(make_tenant().id):
        mug = _mug(stock_shelf())
        with sql_log() as statements:
            found = facade.find_named("mug")

    assert {(one.kind, one.text, one.note) for one in found} == {
        ("products", "Enamel mug 100%", mug.vendor_name), ("variants", "Enamel mug 100%", "MUG-1"),
        ("brands", "Mug & Sons", ""), ("tags", "mugs", ""),
    }  # fmt: skip
    assert len(statements) == 1


@pytest.mark.parametrize(("text", "many"), [("100%", 1), ("%", 1), ("_", 0), ("", 0), ("\x00", 0), ("\\", 0)])
def test_signs_are_only_signs(make_tenant: Any, text: str, many: int) -> None:
    with tenant_scope(make_tenant().id):
        _mug(stock_shelf())
        found = facade.find_named(text, kinds=("products",))

    assert len(found) == many


def test_a_seller_finds_its_own_goods(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        shelf, other = stock_shelf(), stock_shelf()
        _mug(shelf)
        own = facade.find_named("mug", kinds=("products", "variants", "tags"), vendor_id=shelf.vendor_id)
        foreign = facade.find_named("mug", kinds=("products", "variants", "tags"), vendor_id=other.vendor_id)

    assert (len(own), foreign) == (3, ())


def test_names_of_what_a_rule_is_about(make_tenant: Any, other_tenant: Any, sql_log: Any) -> None:
    with tenant_scope(make_tenant().id):
        shelf = stock_shelf()
        mug = _mug(shelf)
        wanted = {
            "products": [str(mug.id), str(new_id()), "no id"],
            "brands": ["mug-sons"],
            "tags": ["mugs"],
            "magic": ["x"],
        }
        with sql_log() as statements:
            names = facade.names_of(wanted)
        count = len(statements)
    with tenant_scope(other_tenant.id):
        foreign = facade.names_of({"products": [str(mug.id)]})

    assert {key: one.text for key, one in names.items()} == {
        ("products", str(mug.id)): "Enamel mug 100%", ("brands", "mug-sons"): "Mug & Sons", ("tags", "mugs"): "mugs",
    }  # fmt: skip
    assert (count, foreign) == (1, {})
