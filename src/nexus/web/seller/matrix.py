"""The table of a product's variants: what its cells show, and what of it somebody changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson
from django.http import QueryDict
from django.utils.translation import gettext as _

from nexus.catalog.contracts.dto import ProductInfo, VariantChange, VariantInfo, VariantOffer
from nexus.kernel.ids import parse_id
from nexus.kernel.money import Money
from nexus.web.seller.goods import NOTHING, Goods, WrongEntry, typed_pieces, typed_price
from nexus.web.seller.options import options_of

COLUMNS: Final = ("active", "price", "before", "stock", "sku", "barcode")
CELLS: Final = tuple(zip("apbskg", COLUMNS, strict=True))
"""First letter of an input's name: `p12` is the price in row 12. Short, as a table may have 400 rows."""
MOST_ROWS: Final = 500
_LONGEST: Final = 80

type Cells = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the table. `cells`: what its inputs show; `places`: its value of each option of the product, empty for
    none. `is_changed`: typed, but not saved yet."""

    variant: VariantInfo
    goods: Goods
    cells: Cells
    places: tuple[str, ...] = ()
    errors: Cells = field(default_factory=dict)
    is_changed: bool = False

    @property
    def choice(self) -> str:
        return " / ".join(filter(None, self.places)) or self.variant.title or self.variant.sku


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be changed, and what cannot be, by variant and column."""

    changed: tuple[VariantChange, ...]
    errors: Mapping[UUID, Cells]


def cells_of(variant: VariantInfo, goods: Goods, /) -> Cells:
    return {
        "active": "1" if variant.is_active else "",
        "price": goods.price_text,
        "before": goods.compare_at_text,
        "stock": str(goods.on_hand),
        "sku": variant.sku,
        "barcode": variant.barcode,
    }


def rows_of(product: ProductInfo, known: Mapping[UUID, Goods], /) -> list[Row]:
    names = list(options_of(product))
    return [
        Row(
            variant=one,
            goods=known.get(one.id, NOTHING),
            cells=cells_of(one, known.get(one.id, NOTHING)),
            places=tuple(one.options.get(name, "") for name in names),
        )
        for one in product.variants
    ]


def seen_cells(text: str, /) -> dict[UUID, Cells]:
    """What the table showed when it was opened, as it carries it along."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    entries = found.items() if isinstance(found, dict) else ()
    return {
        one: _cells(cells) for key, cells in entries if (one := parse_id(key)) and isinstance(cells, list)
    }


def packed_cells(rows: list[Row], /) -> str:
    return orjson.dumps({str(row.variant.id): [row.cells[name] for name in COLUMNS] for row in rows}).decode()


def typed_cells(asked: QueryDict, /) -> dict[UUID, Cells]:
    """By variant: from the scripts the rows that were touched, as JSON; without scripts every row's inputs."""
    if asked.get("rows"):
        return seen_cells(asked["rows"])
    found: dict[UUID, Cells] = {}
    for number in range(MOST_ROWS):
        if variant_id := parse_id(asked.get(f"i{number}", "")):
            found[variant_id] = {
                name: asked.get(f"{letter}{number}", "")[:_LONGEST] for letter, name in CELLS
            }
    return found


def _cells(values: list[Any]) -> Cells:
    texts = [str(value)[:_LONGEST] for value in values][: len(COLUMNS)]
    return dict(zip(COLUMNS, texts + [""] * (len(COLUMNS) - len(texts)), strict=True))


def plan(
    rows: list[Row], typed: Mapping[UUID, Cells], seen: Mapping[UUID, Cells], /, *, currency: str
) -> Plan:
    """Only what differs from what the table showed; what somebody else changed since is told, not overwritten."""
    errors: dict[UUID, Cells] = {}
    changed: list[VariantChange] = []
    for row in rows:
        touched = _touched(row, typed.get(row.variant.id, {}), seen.get(row.variant.id, row.cells))
        wrong = {
            name: _("Changed meanwhile: %(now)s") % {"now": row.cells[name]} for name in touched["moved"]
        }
        change = _change(row, touched["cells"], wrong, currency)
        if wrong:
            errors[row.variant.id] = wrong
        if change is not None:
            changed.append(change)
    return Plan(changed=tuple(changed), errors=errors)


def _touched(row: Row, typed: Cells, seen: Cells) -> dict[str, Any]:
    cells = {name: text.strip() for name, text in typed.items() if text.strip() != seen.get(name, "")}
    moved = [name for name in cells if row.cells[name] not in (seen.get(name, ""), cells[name])]
    return {"cells": cells, "moved": moved}


def _change(row: Row, cells: Cells, wrong: Cells, currency: str) -> VariantChange | None:
    """None when nothing differs; what cannot be read goes into `wrong`."""
    if not cells:
        return None
    changes: dict[str, Any] = {name: cells[name] for name in ("sku", "barcode") if name in cells}
    if "active" in cells:
        changes["is_active"] = bool(cells["active"])
    if changes.get("sku") == "":
        wrong["sku"] = _("Every variant needs a SKU.")
    return VariantChange(
        variant_id=row.variant.id, changes=changes, offer=_offer(row, cells, wrong, currency)
    )


def _offer(row: Row, cells: Cells, wrong: Cells, currency: str) -> VariantOffer | None:
    price, before = (_price(cells, name, wrong, currency) for name in ("price", "before"))
    stock = _stock(cells, wrong)
    if "price" in cells and price is None:
        wrong.setdefault("price", _("Every variant needs a price."))
    stated = price or (row.goods.price if "before" in cells else None)
    if stated is None and stock is None:
        return None
    return VariantOffer(
        variant_id=row.variant.id,
        sku=row.variant.sku,
        price=stated,
        compare_at=before,
        keeps_compare_at="before" not in cells,
        stock_quantity=stock,
    )


def _price(cells: Cells, name: str, wrong: Cells, currency: str) -> Money | None:
    try:
        return typed_price(cells.get(name, ""), currency)
    except WrongEntry as error:
        wrong[name] = str(error)
        return None


def _stock(cells: Cells, wrong: Cells) -> int | None:
    try:
        return typed_pieces(cells.get("stock", ""))
    except WrongEntry as error:
        wrong["stock"] = str(error)
        return None
