"""Files of strangers: one clear refusal, or a row that is told and left out; never half a product."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from tests.integrations.files import HEAD, checked, imported, lines, seen, told, upload
from tests.integrations.shops import shop

from nexus.catalog import facade as catalog
from nexus.integrations.contracts.errors import InvalidMapping, UnreadableFile
from nexus.integrations.services import storing
from nexus.platform.tenancy import tenant_scope


def workbook(*rows: Any) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 20_000_000)
    return file.getvalue()


UNREADABLE = {
    "nothing": (b"  \n", "The file is empty."),
    "only a head": (b"sku,price\n", "The file has no rows below its head."),
    "NUL": (b"sku,price\nA\0,1\n", "The file holds NUL bytes: it is no text. Save it as CSV in UTF-8."),
    "the same column twice": (b"sku,price,sku\nA,1,B\n", "Two columns are called 'sku'."),
    "an endless cell": (b'sku,title\nA,"' + b"x" * 70_000,
                        "Line 2: a cell is longer than 60000 characters. Is a quotation mark missing?"),
    "an open quote": (b'sku,title\nA,"Mug\n', "Line 2: the file ends inside a quoted cell."),
    "no object": (b'{"sku": "A"}\n[1]\n', "Line 2 is no object with at most 300 names."),
    "broken JSON": (b'{"sku": "A"}\n{"sku": \n', "Line 2 is not JSON in UTF-8."),
    "too many columns": (b",".join(b"c%d" % n for n in range(301)) + b"\n1\n", "A file has at most 300 columns."),
    "no workbook": (b"PK\x03\x04" + b"\0" * 100, "This is no XLSX workbook."),
    "a truncated workbook": (workbook(["sku", "price"], ["A", 1])[:-400], "This is no XLSX workbook."),
    "old Excel": (b"\xd0\xcf\x11\xe0" + b"\0" * 99,
                  "Old Excel files (.xls) and locked workbooks cannot be read. Save it as .xlsx or CSV."),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(kind: str, tenant: Any) -> None:
    content, message = UNREADABLE[kind]
    with pytest.raises(UnreadableFile) as refused:
        upload(content)
    assert refused.value.errors == {"file": [message]}
    assert shop()["import"] == []
    assert not storing.storage().exists(f"{tenant.id}/imports")


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tenant: Any) -> None:
    with pytest.raises(UnreadableFile, match="unpacks to more than can be read"):
        upload(bomb())


@pytest.mark.parametrize(
    ("mapping", "header", "message"),
    [
        ({"Nope": "sku"}, "Nope", "The file has no such column."),
        ({"tags": "colour"}, "tags", "'colour' is nothing that a column can mean."),
        ({"tags": "sku", "sku": "sku"}, "tags", "Two columns are read as 'sku'."),
    ],
)
def test_columns_are_not_read_as_what_they_cannot_be(
    mapping: dict[str, str], header: str, message: str, tenant: Any
) -> None:
    with pytest.raises(InvalidMapping) as refused:
        upload(lines(["a,A,Home,A,1,1,,,"]), mapping=mapping)
    assert refused.value.errors[header] == [message]


ROWS = {
    "a,Mug,Home,A,-1,1,,,": ("price", "Must not be negative."),
    "a,Mug,Home,A,1.234,1,,,": ("price", "Too many digits for EUR."),
    'a,Mug,Home,A,"1,250",1,,,': ("price", "Write 1250 or 1250.00, so that it cannot mean two numbers."),
    "a,Mug,Home,A,,1,,,": ("price", "A new variant needs a price."),
    "a,Mug,Home,A,1,1.5,,,": ("stock", "Whole pieces only."),
    "a,Mug,Home,A,1,-3,,,": ("stock", "Must not be negative."),
    "a,Mug,,A,1,1,,,": ("category", "A new product needs a category."),
    "a,,Home,A,1,1,,,": ("title", "A new product needs a title."),
    "a,Mug,Nowhere,A,1,1,,,": ("category", "There is no such category."),
    f"a,Mug,Home,{'S' * 65},1,1,,,": ("sku", "At most 64 printable characters."),
    f"a,{'t' * 201},Home,A,1,1,,,": ("title", "Must have between 1 and 200 characters of text."),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_cannot_be_taken_is_told_and_its_neighbours_are_taken(row: str, tenant: Any) -> None:
    with tenant_scope():
        catalog.create_category(name="Home")
    done = imported(lines(["ok,Bowl,Home,OK,5,1,,,", row]), creates=False)
    assert told(done) == [(3, *ROWS[row])]
    assert (done.status, done.counts.products_created, done.counts.problems) == ("done", 1, 1)
    assert [one["slug"] for one in shop()["products"]] == ["ok"]


def test_a_sku_twice_a_bad_number_and_a_taken_one(tenant: Any) -> None:
    head = "handle,title,category,sku,price,barcode,status,publish_at\n"
    rows = [
        "a,Mug,Home,A,1,4006381333931,,", "b,Bowl,Home,A,1,,,", "c,Cup,Home,C,1,4006381333932,,",
        "d,Jug,Home,D,1,4006381333931,,", "e,Pan,Home,E,1,,scheduled,", "f,Pot,Home,F,1,,vanished,",
        "g,Tin,Home,G,1,,,someday",
    ]  # fmt: skip
    done = imported(head + "\n".join(rows) + "\n")
    assert told(done) == [
        (3, "sku", "This SKU is given on an earlier line already."),
        (4, "barcode", "Not a valid GTIN: the last digit would have to be 1."),
        (5, "barcode", "Line 2 begins a product with this barcode already."),
        (6, "publish_at", "Say when a scheduled product is to be published."),
        (7, "status", "Must be one of draft, scheduled, published, archived."),
        (8, "publish_at", "A time such as 2026-12-24T08:00:00Z is expected here."),
    ]
    assert [one["slug"] for one in shop()["products"]] == ["a"]


def test_another_currency_and_markup(tenant: Any) -> None:
    head = "handle,title,category,sku,price,currency,description\n"
    done = imported(
        f"{head}a,<b>Mug</b>,Home,A,1,USD,\nb,<b>Bowl</b>,Home,B,€ 2,eur,<script>x</script>Deep\n"
    )
    assert told(done) == [(2, "currency", "This shop's prices are in EUR.")]
    (bowl,) = shop()["products"]
    assert (bowl["title"], bowl["description"]) == ("Bowl", "xDeep")


def test_promised_pieces_are_not_counted_away(market: Any, tenant: Any) -> None:
    from datetime import timedelta

    from nexus.inventory import facade as inventory
    from nexus.inventory.contracts.dto import StockLine
    from nexus.kernel import clock
    from nexus.kernel.ids import new_id

    product = market.product(sku="MUG", stock=7)
    with tenant_scope():
        line = StockLine(variant_id=product.variants[0].id, quantity=3)
        inventory.reserve(new_id(), [line], expires_at=clock.now() + timedelta(hours=1))
    done = imported("sku,stock\nMUG,2\n")
    assert told(done) == [(2, "stock", "3 pieces are promised to orders.")]
    with tenant_scope():
        assert inventory.levels([product.variants[0].id])[product.variants[0].id].on_hand == 7


def test_a_seller_touches_its_own_products_only(market: Any, tenant: Any) -> None:
    mine, theirs = market.seller(), market.seller()
    market.category("Home")
    market.product("Their mug", sku="THEIRS", vendor_id=theirs.vendor_id, price="5.00")
    market.product("My mug", sku="MINE", vendor_id=mine.vendor_id, price="5.00")
    content = "handle,title,category,sku,price\n,,,MINE,6\n,,,THEIRS,1\nnew,New mug,home,NEW,3\n"
    done = imported(content, vendor_id=mine.vendor_id)
    assert told(done) == [(3, "sku", "This product belongs to another seller.")]
    with tenant_scope():
        known = {one.slug: one for one in catalog.products(catalog.product_ids()).values()}
        assert known["new"].vendor_id == mine.vendor_id
        assert known["their-mug"].vendor_id == theirs.vendor_id
    prices = {one["sku"]: one["list_minor"] for one in shop()["prices"]}
    assert prices == {"MINE": 600, "THEIRS": 500, "NEW": 300}


def test_a_file_that_breaks_off_in_the_middle_keeps_finished_batches_only(
    tenant: Any, monkeypatch: Any
) -> None:
    from nexus.integrations.services import batches

    monkeypatch.setattr(batches, "ROWS", 1)
    info = checked(
        upload(HEAD + "a,Mug,Home,A,1,1,,,\nb,Bowl,Home,B,1,1,,,\nc,Cup,Home,C,1,1,,,\n" + 'd,"Jug,Home\n')
    )
    assert (info.status, info.failure) == ("failed", "Line 5: the file ends inside a quoted cell.")
    assert seen(info.id).rows == 2
    assert shop()["products"] == []
