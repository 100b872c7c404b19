"""A proposal as people read it: field by field, names instead of ids, and texts word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.queries.brands import brands
from nexus.catalog.queries.categories import all_categories
from nexus.catalog.queries.definitions import product_types
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.gating import GATED
from nexus.catalog.services.proposing import plain

LABELS: Final = {
    "title": "Title", "description": "Description", "slug": "Address", "category_id": "Category",
    "further_category_ids": "Further categories", "product_type_id": "Product type", "brand_id": "Brand", "tags": "Tags",
    "attributes": "Attributes", "translations": "Translations",
}  # fmt: skip
_TOKENS: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_LONGEST: Final = 4000
"""Tokens; comparing longer texts word by word would take seconds."""


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: categories by path, brands, product types."""

    known: Mapping[str, str]

    @classmethod
    def load(cls) -> "Names":
        """Three statements, whatever the number of proposals."""
        found = {str(one.id): one.path for one in all_categories()}
        found |= {str(one.id): one.name for one in (*brands(), *product_types())}
        return cls(found)

    def of(self, value: Any, /) -> Any:
        """Ids by their names; everything else as it is."""
        if isinstance(value, list):
            return ", ".join(str(self.of(one)) for one in value)
        return self.known.get(value, value) if isinstance(value, str) else value


def differences(proposal: Any, now: Mapping[str, Any], names: Names, /) -> list[dict[str, Any]]:
    """Entries of field, label, before, after; `words` for texts; `now` where the product has changed meanwhile. A new product
    has only what it says."""
    after = proposal.changes or {name: now[name] for name in GATED if now[name]}
    return [
        entry
        for name, value in after.items()
        for entry in _entries(name, proposal.before.get(name), value, now[name], names)
    ]


def words(before: str, after: str, /) -> list[dict[str, str]]:
    """Pieces in order: `same`, `removed`, `added`."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > _LONGEST:
        return [piece for piece in (_piece("removed", before), _piece("added", after)) if piece["text"]]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [piece for code in found for piece in _pieces(code, old, new)]


def _pieces(code: Any, old: list[str], new: list[str]) -> Iterator[dict[str, str]]:
    what, first, last, start, end = code
    if what == "equal":
        yield _piece("same", "".join(old[first:last]))
        return
    if first < last:
        yield _piece("removed", "".join(old[first:last]))
    if start < end:
        yield _piece("added", "".join(new[start:end]))


def _piece(what: str, text: str) -> dict[str, str]:
    return {"what": what, "text": text}


def _entries(name: str, before: Any, after: Any, now: Any, names: Names) -> Iterator[dict[str, Any]]:
    if name not in ("attributes", "translations"):
        yield _entry(name, LABELS[name], names.of(before), names.of(after), names.of(now))
        return
    old, new, present = _flat(before or {}), _flat(after), _flat(now)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            label = f"{LABELS[name]}: {key.replace('.', ', ')}"
            yield _entry(f"{name}.{key}", label, old.get(key), new.get(key), present.get(key))


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict) and "unit" not in value:
            found |= {f"{key}.{inner}": text for inner, text in value.items()}
        else:
            found[key] = f"{value['amount']} {value['unit']}" if isinstance(value, dict) else value
    return found


def _entry(field: str, label: str, before: Any, after: Any, now: Any) -> dict[str, Any]:
    entry = {"field": field, "label": label, "before": before, "after": after}
    if now not in (before, after):
        entry["now"] = now
    if isinstance(before, str) and isinstance(after, str):
        entry["words"] = words(before, after)
    return entry


def told(proposal: Any, product: ProductInfo, /) -> list[dict[str, Any]]:
    """The differences of one proposal, ids by their names. Three statements."""
    return differences(proposal, plain(facts_of(product)), Names.load())
