"""What the editor's buttons do to a draft between two looks at it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

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
    elif verb in {"row", "unrow"} and where.split(".")[0] in _WITH_ROWS:
        path = where.split(".")
        after = _at(after, path, _longer) if verb == "row" else _at(after, path[:-1], _without(path[-1]))
    return after


_WITH_ROWS: Final = frozenset({"benefit", "target", "conditions"})


def _longer(rows: Any) -> Any:
    return [*(rows or ()), {}][:MOST_ROWS] if rows is None or isinstance(rows, list) else rows


def _without(index: str) -> Callable[[Any], Any]:
    def shorter(rows: Any) -> Any:
        if not (isinstance(rows, list) and index.isdecimal()):
            return rows
        return [one for place, one in enumerate(rows) if place != int(index)]

    return shorter


def _at(value: Any, path: list[str], change: Callable[[Any], Any]) -> Any:
    """A copy of the value with what is at the path changed; a path that leads nowhere changes nothing."""
    if not path:
        return change(value)
    name, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {**value, name: _at(value.get(name), rest, change)}
    if isinstance(value, list) and name.isdecimal():
        return [_at(one, rest, change) if place == int(name) else one for place, one in enumerate(value)]
    return value
