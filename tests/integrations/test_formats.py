"""CSV, XLSX and JSON Lines say the same; an export imported again changes nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from tests.integrations.files import imported, told
from tests.integrations.shops import events, shop

from nexus.integrations import facade
from nexus.integrations.facade import ExportWish
from nexus.platform.tenancy import bind_tenant, tenant_scope

SPANISH = (
    "producto;título;categoría;referencia;precio;existencias;marca;peso\n"
    "taza;Taza de café;Cocina;T-1;12,50 €;3;Año;1,5 kg\n"
)


def _workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(
        [
            "handle",
            "title",
            "category",
            "sku",
            "price",
            "stock",
            "barcode",
            "status",
            "publish_at",
            "attr.wash",
        ]
    )
    sheet.append(["mug", "Mug", "Home", 12345, 12.5, 3, 4006381333931, "scheduled", date(2030, 1, 2), True])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_of_any_country_are_understood(encoding: str, tenant: Any) -> None:
    done = imported(SPANISH.encode(encoding))
    assert [one.field for one in done.columns] == [
        "handle", "title", "category", "sku", "price", "stock", "brand", "weight",
    ]  # fmt: skip
    (product,), (variant,), (price,) = (shop()[name] for name in ("products", "variants", "prices"))
    assert (product["title"], product["path"], product["brand"]) == ("Taza de café", "cocina", "Año")
    assert (variant["sku"], variant["weight_grams"], price["list_minor"]) == ("T-1", 1500, 1250)


def test_a_workbook_keeps_its_types(tenant: Any) -> None:
    done = imported(_workbook(), filename="goods.xlsx")
    assert (done.format, told(done)) == ("xlsx", [])
    (product,), (variant,) = shop()["products"], shop()["variants"]
    assert (product["status"], product["attributes"]) == ("scheduled", {"wash": True})
    assert (variant["sku"], variant["barcode"]) == ("12345", "4006381333931")
    with tenant_scope():
        from nexus.catalog import facade as catalog

        (found,) = catalog.products(catalog.product_ids()).values()
        assert found.publish_at == datetime(2030, 1, 2, tzinfo=UTC)


def test_json_lines_change_what_they_state_and_take_away_what_is_null(market: Any, tenant: Any) -> None:
    market.product(
        sku="MUG", tags=("old",), attributes={"material": "clay", "size": "big"}, description="Deep.",
        variants=(market.variant("9.00", sku="MUG", compare_at="12.00", weight_grams=300),),
    )  # fmt: skip
    done = imported(
        '{"sku": "MUG", "price": 8, "compare_at_price": null, "tags": ["new", "red"], "attr.material": null, '
        '"attr.wash": true, "title:es": "Taza roja", "weight": null}\n'
    )
    assert (done.counts.products_changed, done.counts.variants_changed, told(done)) == (1, 1, [])
    (product,), (variant,), (price,) = (shop()[name] for name in ("products", "variants", "prices"))
    assert (product["tags"], product["attributes"]) == (["new", "red"], {"size": "big", "wash": True})
    assert (product["description"], product["translations"]) == ("Deep.", {"es": {"title": "Taza roja"}})
    assert (price["list_minor"], price["compare_at_minor"], variant["weight_grams"]) == (800, None, None)
    (document,) = shop()["documents"]
    assert (document["price_minor"], document["item"]["compare_at_price"]) == (800, None)
    (preview,) = done.preview
    assert {"field": "price", "before": "9.00", "after": "8.00"} in preview["variants"][0]["changes"]


@pytest.fixture
def stocked(market: Any) -> Any:
    """A shop with everything that a file can say, formulas among it."""
    home = market.category("Home")
    market.category("Bags / Wallets", parent=home)
    market.product(
        "=1+1 Mug", category=home, description="-2+3\n\"quoted\", twice", tags=("red", "@home"),
        attributes={"material": "+clay", "depth": 12.5, "washable": True}, translations={"es": {"title": "Taza"}},
        variants=(
            market.variant("9.00", sku="'=A", options={"Size": "S"}, compare_at="12.00", weight_grams=250),
            market.variant("9.50", sku="-B", stock=0, options={"Size": "=M"}, barcode="4006381333931"),
        ),
    )  # fmt: skip
    market.product("Bowl", category=home, status="draft", sku="BOWL")
    return market


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_an_export_imported_again_changes_nothing(kind: str, stocked: Any, tenant: Any) -> None:
    content = b"".join(facade.export_products(ExportWish(), kind))
    before, facts = shop(), events()
    again = imported(content)
    assert (again.format, told(again), again.counts.products_unchanged) == (kind, [], 2)
    assert again.counts.products_changed == again.counts.products_created == 0
    assert events() == facts
    assert {**shop(), "import": []} == {**before, "import": []}


def test_an_export_opens_another_shop_with_the_same_goods(
    stocked: Any, tenant: Any, other_tenant: Any
) -> None:
    content = b"".join(facade.export_products(ExportWish(), "csv"))
    goods = {name: shop()[name] for name in ("variants", "prices", "stock")}
    with bind_tenant(other_tenant.id):
        imported(content)
        assert {name: shop()[name] for name in goods} == goods


def test_no_cell_of_an_export_is_a_formula_and_numbers_stay_numbers(stocked: Any, tenant: Any) -> None:
    table = list(
        csv.reader(io.StringIO(b"".join(facade.export_products(ExportWish(), "csv")).decode("utf-8-sig")))
    )
    cells = [cell for row in table for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {"'=1+1 Mug", "''=A", "'-B", "'+clay", "9.00", "7"} <= set(cells)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(facade.export_products(ExportWish(), "xlsx")))).active
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert (row["title"].value, row["title"].data_type) == ("'=1+1 Mug", "s")
    assert (row["price"].value, row["stock"].value, row["attr.depth"].value) == (9, 7, 12.5)


@pytest.mark.parametrize(
    ("wish", "handles"),
    [({"status": "draft"}, ["bowl"]), ({"status": "archived"}, []), ({}, ["11-mug", "11-mug", "bowl"])],
)
def test_an_export_of_some(wish: dict[str, Any], handles: list[str], stocked: Any, tenant: Any) -> None:
    content = b"".join(facade.export_products(ExportWish(**wish), "csv")).decode("utf-8-sig")
    assert [row["handle"] for row in csv.DictReader(io.StringIO(content))] == handles
