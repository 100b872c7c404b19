"""Rows to what they state of products. Neighbours with the same handle, or without one the same title, are one product."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.text import slugify

from nexus.catalog.contracts.imports import CLEARED, StatedProduct, StatedVariant
from nexus.integrations.contracts.dto import RowProblem
from nexus.integrations.services.reading.rows import Row
from nexus.integrations.services.values import Refused, is_clear, text_of, value_of

_RENAMED: Final = {
    "compare_at_price": "compare_at", "stock": "stock_quantity", "weight": "weight_grams", "variant_title": "title",
}  # fmt: skip
_VARIANT: Final = frozenset({"variant_title", "barcode", "weight", "price", "compare_at_price", "stock"})
_PRODUCT: Final = frozenset(
    {"title", "description", "status", "publish_at", "category", "further_categories", "brand", "product_type", "tags",
     "tax_class"}
)  # fmt: skip
MOST_ROWS_OF_ONE: Final = 500


@dataclass(slots=True)
class Group:
    """Neighbouring rows of one product; `rows` of them, `problems` those that state what cannot be read."""

    stated: StatedProduct | None
    rows: int
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(slots=True)
class Statement:
    """What one row states."""

    row: Row
    handle: str = ""
    title: str = ""
    sku: str = ""
    product: dict[str, Any] = field(default_factory=dict)
    variant: dict[str, Any] = field(default_factory=dict)
    images: tuple[str, ...] = ()
    problems: list[RowProblem] = field(default_factory=list)


type Put = Callable[[Statement, str, Any], None]
"""Puts a cell into what its row states. Raises Refused."""


class Reader:
    """Reads the rows of one file, column by column as they are mapped."""

    def __init__(self, mapping: Mapping[str, str], /, *, currency: str) -> None:
        self._fields = {header: target for header, target in mapping.items() if target}
        self._currency = currency
        self._putting = [(header, *self._put_for(target)) for header, target in self._fields.items()]
        self._seen: set[int] = set()

    def groups(self, rows: Iterable[Row], /) -> Iterator[Group]:
        """In the order of the file."""
        waiting: list[Statement] = []
        for row in rows:
            one = self._statement(row)
            if waiting and (not _belongs(one, waiting[0]) or len(waiting) >= MOST_ROWS_OF_ONE):
                yield _group(waiting)
                waiting = []
            waiting.append(one)
        if waiting:
            yield _group(waiting)

    def header_of(self, name: str, /) -> str:
        """The column that a field of the catalogue was read from; the field's own name where there is none."""
        plain = name.removeprefix("attributes.") if name.startswith("attributes.") else name
        wanted = {f"attr.{plain}"} if plain != name else {_COLUMN_OF.get(name, name), name}
        for header, target in self._fields.items():
            if target in wanted or (name == "options" and target.startswith("option.")):
                return header
        return name

    def _statement(self, row: Row) -> Statement:
        one = Statement(row)
        cells = row.cells
        for header, put, name in self._putting:
            if header not in cells:
                continue
            cell = cells[header]
            try:
                put(one, name, cell)
            except Refused as refused:
                shown = "" if cell is None else str(cell)[:200]
                one.problems.append(
                    RowProblem(line=row.line, column=header, value=shown, reason=str(refused))
                )
        self._refuse_twin(one)
        return one

    def _put_for(self, target: str) -> tuple[Put, str]:
        """What a column means is found out once for all of its cells."""
        kind, _, name = target.partition(".")
        if kind == "attr" and name:
            return _put_attribute, name
        if kind == "option" and name:
            return _put_option, name
        return (self._put_translation if ":" in target else self._put_field), target

    def _put_translation(self, one: Statement, target: str, cell: Any) -> None:
        text, _, language = target.partition(":")
        translations = one.product.setdefault("translations", {})
        translations.setdefault(language, {})[text] = value_of(text, cell, currency=self._currency)

    def _put_field(self, one: Statement, target: str, cell: Any) -> None:
        value = value_of(target, cell, currency=self._currency)
        if target == "currency":
            if value is not CLEARED and value.upper() != self._currency:
                raise Refused(f"This shop's prices are in {self._currency}.")
        elif target in _VARIANT:
            one.variant[_RENAMED.get(target, target)] = value
        elif target in _PRODUCT:
            one.product[target] = value
            one.title = value if target == "title" and value is not CLEARED else one.title
        elif value is not CLEARED:
            if target == "images":
                one.images = tuple(_address(url) for url in value)
            else:
                setattr(one, target, value)

    def _refuse_twin(self, one: Statement) -> None:
        """SKUs are remembered by their hash: eight bytes for each of a million."""
        if not one.sku:
            return
        mark = hash(one.sku)
        if mark in self._seen:
            one.problems.append(
                RowProblem(line=one.row.line, column=self.header_of("sku"), value=one.sku[:200],
                           reason="This SKU is given on an earlier line already.")
            )  # fmt: skip
        self._seen.add(mark)


def _put_attribute(one: Statement, name: str, cell: Any) -> None:
    one.product.setdefault("attributes", {})[name] = CLEARED if is_clear(cell) else attribute_of(cell)


def _put_option(one: Statement, name: str, cell: Any) -> None:
    if not is_clear(cell):
        one.variant.setdefault("options", {})[name] = text_of(cell)


_COLUMN_OF: Final = {target: column for column, target in _RENAMED.items() if column != "variant_title"}


def attribute_of(cell: Any, /) -> Any:
    """Numbers and truth as the file has them; text otherwise. The attribute's own kind decides later what it means."""
    if isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, dict) and cell.keys() == {"amount", "unit"}:
        return cell
    return text_of(cell)


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or len(url) > 2000:
        raise Refused("An address that begins with https:// is expected here.")
    return url


def _belongs(one: Statement, first: Statement) -> bool:
    if one.handle or first.handle:
        return one.handle == first.handle or (not one.handle and not one.title and bool(one.variant))
    return bool(one.title) and one.title == first.title


def _group(rows: list[Statement]) -> Group:
    """A row with a problem is left out whole; when it is the first one, its product is left out with it."""
    problems = [problem for one in rows for problem in one.problems]
    first = rows[0]
    sound = [one for one in rows if not one.problems]
    if first.problems:
        problems.extend(_left_out(one, first) for one in sound)
        return Group(None, len(rows), problems)
    facts: dict[str, Any] = {}
    for one in sound:
        _merge(facts, one.product)
    return Group(
        StatedProduct(
            line=first.row.line, handle=_handle(first, sound), facts=facts, variants=tuple(_variants(sound)),
            image_urls=tuple(dict.fromkeys(url for one in sound for url in one.images)),
        ),
        len(rows), problems,
    )  # fmt: skip


def _left_out(one: Statement, first: Statement) -> RowProblem:
    return RowProblem(
        line=one.row.line,
        column="",
        value="",
        reason=f"Left out with the product that line {first.row.line} begins.",
    )


def _merge(facts: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        before = facts.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            _merge(before, value)
        else:
            facts[name] = dict(value) if isinstance(value, dict) else value


def _handle(first: Statement, sound: list[Statement]) -> str:
    """The stated one, else the title's when no SKU says which product it is."""
    if first.handle:
        return slugify(first.handle)[:74] or first.handle[:74]
    return slugify(first.title)[:74] if first.title and not any(one.sku for one in sound) else ""


def _variants(sound: list[Statement]) -> Iterator[StatedVariant]:
    """A row that says nothing of a variant (a further picture, a translation) makes none, unless it stands alone."""
    for one in sound:
        if one.sku or one.variant:
            yield StatedVariant(line=one.row.line, sku=one.sku, facts=one.variant)
