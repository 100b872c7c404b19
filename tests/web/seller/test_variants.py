"""Options, and the table of variants."""

from __future__ import annotations

import json
from itertools import product as combinations
from typing import Any

import pytest


@pytest.fixture
def shirt(market: Any, clay: Any) -> Any:
    sizes = tuple(
        market.variant("20.00", sku=f"S-{size}", stock=5, options={"Size": size}) for size in ("S", "M", "L")
    )
    return market.product("Shirt", vendor_id=clay.vendor_id, variants=sizes)


def _row(product: Any, sku: str) -> str:
    return next(str(variant.id) for variant in product.variants if variant.sku == sku)


def _save(desk: Any, product: Any, seen: str, **changed: tuple[str, ...]) -> Any:
    """`S_M=("1", "20.00", "", "5", "S-M", "")`: offered, price, before, stock, SKU, barcode of that row."""
    rows = {_row(product, sku.replace("_", "-")): list(cells) for sku, cells in changed.items()}
    return desk.post(f"/seller/products/{product.id}/variants/", seen=seen, rows=json.dumps(rows))


def test_options_make_only_the_variants_that_are_missing(
    market: Any, clay: Any, desk: Any, known: Any
) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    path = f"/seller/products/{mug.id}/variants/options/"

    desk.post(path, **{"option-name-0": "Size", "option-values-0": "S, M ,L,, M", "price": "9.00"})
    product, goods = known(mug.id)
    assert [variant.options for variant in product.variants] == [{"Size": "S"}, {"Size": "M"}, {"Size": "L"}]
    assert (goods["MUG"], sorted(goods.values())) == (("12.50", 7), [("12.50", 7), ("9.00", 0), ("9.00", 0)])
    assert [variant.is_default for variant in product.variants] == [True, False, False]

    before = [variant.id for variant in product.variants]
    desk.post(
        path,
        **{
            "option-name-0": "Size", "option-values-0": "S", "option-name-1": "Colour", "option-values-1": "red; blue",
        },
    )  # fmt: skip
    product, goods = known(mug.id)
    assert [variant.id for variant in product.variants[:3]] == before
    assert {(one.options["Size"], one.options["Colour"]) for one in product.variants} == set(
        combinations("SML", ("red", "blue"))
    )
    assert (len(product.variants), goods["MUG"]) == (6, ("12.50", 7))
    assert "All of these variants are there already." in desk.get(
        desk.post(path, **{"option-name-0": "Size", "option-values-0": "M"}).place
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"option-name-1": "Colour"}, "An option has a name, such as Size, and values"),
        ({"option-name-1": "Colour", "option-values-1": "x" * 61}, "at most 60 characters"),
        (
            {"option-name-1": "N", "option-values-1": ",".join(map(str, range(200)))},
            "These would be 600 variants",
        ),
        ({"option-name-1": "N", "option-values-1": "1", "price": "-4"}, "A price cannot be negative."),
    ],
)
def test_options_that_cannot_be_are_refused(
    desk: Any, shirt: Any, known: Any, typed: dict[str, str], words: str
) -> None:
    before = known(shirt.id)

    page = desk.post(
        f"/seller/products/{shirt.id}/variants/options/",
        **({"option-name-0": "Size", "option-values-0": "S, M, L"} | typed),
    )

    assert (page.status, words in page) == (400, True)
    assert known(shirt.id) == before


def test_only_cells_that_were_touched_are_saved(desk: Any, shirt: Any, known: Any, refresh: Any) -> None:
    path = f"/seller/products/{shirt.id}/variants/"
    seen = refresh(desk.get(path))["seen"]

    _save(desk, shirt, seen, S_S=("1", "20.00", "", "3", "S-S", ""))
    answer = _save(
        desk,
        shirt,
        seen,
        S_S=("1", "18,50", "20", "5", "S-S", ""),
        S_M=("", "20.00", "", "5", "S-L", "4006381333931"),
        S_L=("1", "20.00", "", "8", "S-M", ""),
    )

    assert (answer.status, "3 variants were changed." in desk.get(path)) == (302, True)
    product, goods = known(shirt.id)
    assert goods == {"S-S": ("18.50", 3), "S-L": ("20.00", 5), "S-M": ("20.00", 8)}
    assert [(one.options["Size"], one.sku, one.is_active, one.barcode) for one in product.variants] == [
        ("S", "S-S", True, ""), ("M", "S-L", False, "4006381333931"), ("L", "S-M", True, ""),
    ]  # fmt: skip


def test_what_is_wrong_is_marked_at_its_cell_and_nothing_is_saved(
    market: Any, clay: Any, desk: Any, shirt: Any, known: Any, refresh: Any
) -> None:
    market.product("Other", vendor_id=clay.vendor_id, sku="TAKEN")
    path = f"/seller/products/{shirt.id}/variants/"
    seen = refresh(desk.get(path))["seen"]
    _save(desk, shirt, seen, S_L=("1", "20.00", "", "4", "S-L", ""))
    before = known(shirt.id)

    for cells, words in (
        (("1", "-2", "", "5", "S-M", ""), "A price cannot be negative."),
        (("1", "", "", "5", "S-M", ""), "Every variant needs a price."),
        (("1", "20.00", "", "x", "S-M", ""), "Write a whole number of pieces"),
        (("1", "20.00", "", "5", "", ""), "Every variant needs a SKU."),
        (("1", "20.00", "", "5", "TAKEN", ""), "Another variant has this SKU."),
        (("1", "20.00", "", "5", "S-S", ""), "Another variant has this SKU."),
    ):
        page = _save(desk, shirt, seen, S_S=("1", "1.00", "", "5", "S-S", ""), S_M=cells)
        assert (page.status, words in page, 'value="1.00"' in page.source) == (400, True, True), words
    page = _save(desk, shirt, seen, S_L=("1", "20.00", "", "9", "S-L", ""))
    assert (page.status, "Changed meanwhile: 4" in page) == (400, True)
    assert known(shirt.id) == before


def test_a_browser_without_scripts_sends_the_inputs_themselves(
    desk: Any, shirt: Any, known: Any, refresh: Any
) -> None:
    path = f"/seller/products/{shirt.id}/variants/"
    typed = refresh(desk.get(path))

    answer = desk.post(path, **(typed | {"p1": "21.00", "s2": "0"}))

    assert answer.status == 302
    assert known(shirt.id)[1] == {"S-S": ("20.00", 5), "S-M": ("21.00", 5), "S-L": ("20.00", 0)}


def test_four_hundred_variants_cost_as_many_statements_as_four(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any, sql_log: Any
) -> None:
    def costs(many: int) -> tuple[int, int, int]:
        path = f"/seller/products/{market.product(vendor_id=clay.vendor_id).id}/variants/"
        letters, numbers = (",".join(map(str, range(edge))) for edge in (many, many))
        typed = {
            "option-name-0": "A",
            "option-values-0": letters,
            "option-name-1": "B",
            "option-values-1": numbers,
        }
        with sql_log() as making:
            assert desk.post(f"{path}options/", **typed, price="5.00").status == 302
        with sql_log() as showing:
            seen = refresh(desk.get(path))["seen"]
        rows = {key: ["1", "6.00", "7.00", "9", cells[4], ""] for key, cells in json.loads(seen).items()}
        with sql_log() as saving:
            assert desk.post(path, seen=seen, rows=json.dumps(rows)).status == 302
        assert len(rows) == many * many
        return len(making), len(showing), len(saving)

    costs(2)  # what is asked for once
    few, many = costs(2), costs(20)

    assert [more - less for less, more in zip(few, many, strict=True) if more - less > 1] == [], (few, many)
    assert (many[1] <= 8, many[2] <= 34) == (True, True), many
