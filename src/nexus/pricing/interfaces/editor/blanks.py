"""What a person fills in: blanks with their values and what is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

type BlankKind = Literal[
    "text", "number", "decimal", "time", "check", "choice", "choices", "amounts", "words", "picker", "selection", "pairs", "rows",
    "group", "json", "moment",
]  # fmt: skip
type Schema = Mapping[str, Any]
type Errors = Mapping[str, list[str]]

PICKED: Final[Mapping[str, str]] = {
    "products": "products", "product": "products", "product_id": "products", "variants": "variants", "variant": "variants",
    "variant_id": "variants", "categories": "categories", "category": "categories", "vendors": "vendors", "vendor_id": "vendors",
    "brands": "brands", "tags": "tags", "collections": "collections", "groups": "groups", "group": "groups",
}  # fmt: skip
"""Members of settings whose values are found by name, and where."""
SELECTED: Final = ("categories", "products", "variants", "brands", "vendors", "collections", "tags")
"""Members of a selection, in the order that they are shown."""
MOST_ROWS: Final = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One of several that are known."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """Something that was picked: `name` of its hidden input, `kind` in words."""

    name: str
    value: str
    text: str
    kind: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """One thing to fill in. `name` is its path in the form and in the promotion: `conditions.0.amounts`."""

    kind: BlankKind
    name: str
    label: str
    about: str = ""
    value: Any = ""
    required: bool = False
    errors: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    chips: tuple[Chip, ...] = ()
    finds: str = ""
    single: bool = False
    children: tuple["Blank", ...] = ()
    rows: tuple[tuple["Blank", ...], ...] = ()
    was: str = ""

    @property
    def id(self) -> str:
        return "id-" + self.name.replace(".", "-")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the shop has that forms name: its currencies, and names of what was picked, by kind and value."""

    currencies: tuple[str, ...]
    names: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    words: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def chip(self, name: str, kind: str, value: str, /) -> Chip:
        text, note = self.names.get((kind, value), (value, "not here any more" if kind != "tags" else ""))
        return Chip(name=name, value=value, text=text, note=note, kind=KIND_WORDS.get(kind, kind))


KIND_WORDS: Final = {
    "products": "product", "variants": "variant", "categories": "category", "brands": "brand", "vendors": "seller",
    "collections": "collection", "tags": "tag", "groups": "group",
}  # fmt: skip


def words_of(name: str, /) -> str:
    """A member's name as people write it."""
    said = name.replace("_", " ")
    return said[:1].upper() + said[1:]


def picked_in(value: Any, /) -> dict[str, set[str]]:
    """Everything in settings that has a name to be looked up, by kind."""
    found: dict[str, set[str]] = {}
    _collect(value, found)
    return found


def _collect(value: Any, found: dict[str, set[str]]) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name in PICKED and not isinstance(inner, Mapping):
                values: Iterable[Any] = (
                    inner if isinstance(inner, list | tuple | set | frozenset) else [inner]
                )
                texts = {str(one) for one in values if one not in (None, "") and not isinstance(one, Mapping)}
                found.setdefault(PICKED[name], set()).update(texts)
            _collect(inner, found)
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, found)
