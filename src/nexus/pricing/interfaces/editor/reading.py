"""From a form that was sent back to the settings of a strategy, by its schema."""

import re
from collections.abc import Mapping
from typing import Any, Final

import orjson

from nexus.pricing.interfaces.editor.blanks import MOST_ROWS, SELECTED, Schema
from nexus.pricing.interfaces.editor.kinds import kind_of, resolved

NOTHING: Final = object()
"""Nothing was said: the setting keeps its default."""


class Sent:
    """The fields of a form by name; a name may have several values."""

    def __init__(self, data: Any, /) -> None:
        self._data = data

    def text(self, name: str, /) -> str:
        return str(self._data.get(name, "")).replace("\x00", "").strip()

    def texts(self, name: str, /) -> list[str]:
        """Each once, in order; a text with commas is several."""
        found = (
            part.strip() for one in self._data.getlist(name) for part in one.replace("\x00", "").split(",")
        )
        return list(dict.fromkeys(part for part in found if part))

    def ticked(self, name: str, /) -> bool:
        return name in self._data

    def below(self, path: str, /) -> list[str]:
        """What follows the path directly, each once, in the form's order."""
        start = f"{path}."
        return list(dict.fromkeys(
            name[len(start):].split(".", 1)[0] for name in self._data if name.startswith(start)
        ))  # fmt: skip

    def indexes(self, path: str, /) -> list[int]:
        """Of rows, ascending."""
        found = sorted(int(one) for one in self.below(path) if re.fullmatch(r"\d{1,4}", one))
        return found[:MOST_ROWS]


def read_members(schema: Schema, sent: Sent, path: str, defs: Schema, /) -> dict[str, Any]:
    """The settings that were filled in."""
    found = {}
    for name, node in schema.get("properties", {}).items():
        if name == "type":
            continue
        value = read(node, sent, f"{path}.{name}", name, defs)
        if value is not NOTHING:
            found[name] = value
    return found


def read(node: Schema, sent: Sent, path: str, name: str, defs: Schema, /) -> Any:
    node = resolved(node, defs)
    kind = kind_of(node, name)
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(node, sent, path, defs)
    text = sent.text(path)
    return text or NOTHING


def _number(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    text = sent.text(path)
    return (int(text) if re.fullmatch(r"-?\d{1,18}", text) else text) if text else NOTHING


def decimal_text(text: str, /) -> str:
    """A comma before the last digits is a decimal point: people write 12,5."""
    return re.sub(r"^(-?\d+),(\d{1,6})$", r"\1.\2", text)


def _decimal(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    return decimal_text(sent.text(path)) or NOTHING


def _amounts(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    found = {one: decimal_text(sent.text(f"{path}.{one}")) for one in sent.below(path)}
    return {currency: text for currency, text in found.items() if text} or NOTHING


def _many(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    texts: list[Any] = sent.texts(path)
    if resolved(node.get("items", {}), defs).get("type") == "integer":
        texts = [int(one) if re.fullmatch(r"-?\d{1,9}", one) else one for one in texts]
    return texts or NOTHING


def _picked(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    if node.get("type") == "array":
        return sent.texts(path) or NOTHING
    return next(iter(sent.texts(path)), NOTHING)


def _choice(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    text = sent.text(path)
    if not text:
        return NOTHING
    return next((one for one in node["enum"] if str(one) == text), text)


def _pairs(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    found: dict[str, list[str]] = {}
    for line in sent.text(path).splitlines():
        name, _, told = line.partition(":")
        if name.strip():
            found[name.strip()] = [one.strip() for one in told.split(",") if one.strip()]
    return found or NOTHING


def _rows(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    """Rows of which nothing was said are none."""
    item = resolved(node["items"], defs)
    found = [read_members(item, sent, f"{path}.{index}", defs) for index in sent.indexes(path)]
    return [one for one in found if _said(one)] or NOTHING


def _group(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    return read_members(node, sent, path, defs) or NOTHING


def _selection(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    found: dict[str, Any] = {kind: texts for kind in SELECTED if (texts := sent.texts(f"{path}.{kind}"))}
    members = node.get("properties", {})
    for name in ("attributes", "label"):
        if (
            name in members
            and (value := read(members[name], sent, f"{path}.{name}", name, defs)) is not NOTHING
        ):
            found[name] = value
    if not path.endswith(".exclude") and "exclude" in members:
        excluded = _selection(node, sent, f"{path}.exclude", defs)
        if excluded is not NOTHING:
            found["exclude"] = excluded
    return found or NOTHING


def _json(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    text = sent.text(path)
    if not text:
        return NOTHING
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _check(node: Schema, sent: Sent, path: str, defs: Schema) -> Any:
    return sent.ticked(path)


def _said(settings: Mapping[str, Any]) -> bool:
    return any(value not in (False, None, "") for value in settings.values())


_READERS: Final[Mapping[str, Any]] = {
    "number": _number, "decimal": _decimal, "amounts": _amounts, "words": _many, "choices": _many, "picker": _picked,
    "choice": _choice, "pairs": _pairs, "rows": _rows, "group": _group, "selection": _selection, "json": _json, "check": _check,
}  # fmt: skip
