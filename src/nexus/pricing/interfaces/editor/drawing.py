"""Blanks of a JSON schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from nexus.pricing.interfaces.editor.blanks import (
    PICKED,
    SELECTED,
    Blank,
    Choice,
    Errors,
    Known,
    Schema,
    words_of,
)
from nexus.pricing.interfaces.editor.kinds import enumerated, kind_of, resolved

_WEEKDAYS: Final = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """Draws blanks of one schema. `defs`: what it refers to."""

    defs: Schema
    errors: Errors
    known: Known

    def members(self, schema: Schema, given: Any, path: str, /) -> tuple[Blank, ...]:
        """A blank for every member of an object but its `type`."""
        values = given if isinstance(given, Mapping) else {}
        required = schema.get("required", ())
        return tuple(
            self.blank(node, values.get(name), f"{path}.{name}", name, required=name in required)
            for name, node in schema.get("properties", {}).items()
            if name != "type"
        )

    def blank(self, node: Schema, value: Any, path: str, name: str, /, *, required: bool = False) -> Blank:
        node = resolved(node, self.defs)
        shared: dict[str, Any] = {
            "name": path, "label": node.get("title") or words_of(name), "required": required,
            "about": node.get("description", ""), "errors": tuple(self.errors.get(path, ())),
        }  # fmt: skip
        kind = kind_of(node, name)
        if kind == "selection":
            return self._selection(node, value, path, shared)
        draw = getattr(self, f"_{kind}", None)
        if draw is not None:
            return draw(node, value, path, name, shared)  # type: ignore[no-any-return]
        shown = node.get("default", "") if value is None else value
        return Blank(kind=kind, value="" if shown is None else str(shown), **shared)

    def _check(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        return Blank(kind="check", value=bool(node.get("default") if value is None else value), **shared)

    def _choice(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        shown = str(node.get("default", "") if value is None else value)
        made = tuple(
            Choice(value=str(one), text=words_of(str(one)), chosen=str(one) == shown) for one in node["enum"]
        )
        return Blank(kind="choice", choices=made, value=shown, **shared)

    def _choices(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        chosen = {str(one) for one in value or node.get("default") or ()}
        known = enumerated(node["items"], self.defs)
        if name == "weekdays":
            known = tuple(sorted(known, key=[*_WEEKDAYS, *known].index))
        made = tuple(
            Choice(value=one, text=self._named_choice(name, one), chosen=one in chosen) for one in known
        )
        return Blank(kind="choices", choices=made, **shared)

    def _named_choice(self, name: str, value: str) -> str:
        return _WEEKDAYS.get(value, words_of(value)) if name == "weekdays" else words_of(value)

    def _amounts(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        given = value if isinstance(value, Mapping) else {}
        currencies = tuple(dict.fromkeys((*self.known.currencies, *given)))
        made = tuple(
            Blank(
                kind="decimal",
                name=f"{path}.{currency}",
                label=currency,
                value=str(given.get(currency, "")),
                errors=tuple(self.errors.get(f"{path}.{currency}", ())),
            )
            for currency in currencies
        )
        return Blank(kind="amounts", children=made, **shared)

    def _words(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        known = self.known.words.get(str(node.get("format", "")), ())
        given = [str(one) for one in value or ()]
        if known and set(given) <= {word for word, _ in known}:
            made = tuple(Choice(value=word, text=text, chosen=word in given) for word, text in known)
            return Blank(kind="choices", choices=made, **shared)
        shared["about"] = shared["about"] or "Several with a comma between them."
        return Blank(kind="words", value=", ".join(given), **shared)

    def _picker(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        kind, single = PICKED[name], node.get("type") != "array"
        given = [] if value in (None, "") else [value] if single else list(value)
        chips = tuple(self.known.chip(path, kind, str(one)) for one in given)
        return Blank(kind="picker", finds=kind, chips=chips, single=single, **shared)

    def _pairs(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        given = value if isinstance(value, Mapping) else {}
        lines = (f"{key}: {', '.join(str(one) for one in values)}" for key, values in given.items())
        shared["about"] = shared["about"] or "One a line, as in `colour: red, blue`."
        return Blank(kind="pairs", value="\n".join(lines), **shared)

    def _rows(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        item = resolved(node["items"], self.defs)
        given = list(value or ()) or ([{}] if shared["required"] else [])
        made = tuple(self.members(item, one, f"{path}.{index}") for index, one in enumerate(given))
        return Blank(kind="rows", rows=made, **shared)

    def _group(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        return Blank(kind="group", children=self.members(node, value, path), **shared)

    def _json(self, node: Schema, value: Any, path: str, name: str, shared: dict[str, Any]) -> Blank:
        return Blank(kind="json", value="" if value is None else orjson.dumps(value).decode(), **shared)

    def _selection(self, node: Schema, value: Any, path: str, shared: dict[str, Any]) -> Blank:
        """Chips of everything that was picked, then properties and the label, then what is excluded."""
        given = value if isinstance(value, Mapping) else {}
        chips = tuple(
            self.known.chip(f"{path}.{kind}", kind, str(one))
            for kind in SELECTED
            for one in given.get(kind, ())
        )
        members = node.get("properties", {})
        further = ["attributes", *([] if path.endswith(".exclude") else ["label", "exclude"])]
        children = tuple(
            self.blank(members[one], given.get(one), f"{path}.{one}", one)
            for one in further
            if one in members
        )
        shared["about"] = shared["about"] or "Nothing picked: all goods."
        inside = tuple(said for kind in SELECTED for said in self.errors.get(f"{path}.{kind}", ()))
        shared["errors"] = (*shared["errors"], *inside)
        finds = ",".join(kind for kind in SELECTED if kind in members)
        return Blank(kind="selection", chips=chips, children=children, finds=finds, **shared)
