"""What the editor's buttons do to a draft between two looks at it."""

from collections.abc import Mapping
from typing import Any

from nexus.pricing.interfaces.editor.blanks import MOST_ROWS
from nexus.pricing.interfaces.editor.drafts import Described
from nexus.pricing.interfaces.editor.reading import Sent


def changed(spec: Mapping[str, Any], sent: Sent, schemas: Mapping[str, Described], /) -> dict[str, Any]:
    """The draft after `do`: `add` (a condition of the type `add_condition`), `remove:<index>`, `row:<path>`, `unrow:<path>`.
    After anything else it is as it was."""
    verb, _, where = sent.text("do").partition(":")
    after = dict(spec)
    conditions = list(after.get("conditions", ()))
    if verb == "add" and sent.text("add_condition") in schemas["conditions"] and len(conditions) < MOST_ROWS:
        after["conditions"] = [*conditions, {"type": sent.text("add_condition")}]
    elif verb == "remove" and where.isdecimal():
        after["conditions"] = [one for index, one in enumerate(conditions) if index != int(where)]
    elif verb == "row":
        return _at(after, where.split("."), lambda rows: [*(rows or ()), {}][:MOST_ROWS])
    elif verb == "unrow":
        *path, index = where.split(".")
        return _at(after, path, lambda rows: _without(rows, index))
    return after


def _without(rows: Any, index: str) -> list[Any]:
    return [one for place, one in enumerate(rows or ()) if not (index.isdecimal() and place == int(index))]


def _at(value: Any, path: list[str], change: Any) -> Any:
    """A copy of the value with what is at the path changed; a path that leads nowhere changes nothing."""
    if not path:
        return change(value)
    name, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {**value, name: _at(value.get(name), rest, change)}
    if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
        return [_at(one, rest, change) if place == int(name) else one for place, one in enumerate(value)]
    return value if value is not None or rest else change(None)
