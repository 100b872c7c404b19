"""What kind of blank a node of a JSON schema is."""

from collections.abc import Mapping
from typing import Final

from nexus.pricing.interfaces.editor.blanks import PICKED, BlankKind, Schema

_OF_THE_KIND: Final = frozenset({"title", "description"})
"""What a definition says about itself says nothing about the place where it is referred to."""
_TIMES: Final = frozenset({"time", "hour"})


def resolved(node: Schema, defs: Schema, /) -> Schema:
    """What a node refers to, without the choice of nothing; what the node itself says wins."""
    if "$ref" in node:
        found = {
            key: said for key, said in defs[node["$ref"].rsplit("/", 1)[1]].items() if key not in _OF_THE_KIND
        }
        return {**found, **{key: said for key, said in node.items() if key != "$ref"}, "named": node["$ref"]}
    options = [one for one in node.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) == 1:
        rest = {key: said for key, said in node.items() if key != "anyOf"}
        return {**resolved(options[0], defs), **rest, "nullable": True}
    return node


def kind_of(node: Schema, name: str, /) -> BlankKind:
    """How a resolved node is filled in. What no form knows is written as JSON."""
    if str(node.get("named", "")).endswith("/Selection"):
        return "selection"
    if "enum" in node:
        return "choice"
    match node.get("type"):
        case "boolean":
            return "check"
        case "integer":
            return "number"
        case "string":
            return _kind_of_text(node, name)
        case "array":
            return _kind_of_many(node, name)
        case "object":
            return _kind_of_object(node)
    return "json"


def _kind_of_text(node: Schema, name: str) -> BlankKind:
    if node.get("format") == "decimal":
        return "decimal"
    if node.get("format") in _TIMES:
        return "time"
    return "picker" if name in PICKED else "text"


def _kind_of_many(node: Schema, name: str) -> BlankKind:
    items = node.get("items", {})
    if not isinstance(items, Mapping):
        return "json"
    if "enum" in items or ("minimum" in items and "maximum" in items):
        return "choices"
    if "$ref" in items:
        return "rows"
    if items.get("type") == "string":
        return "picker" if name in PICKED else "words"
    return "words" if items.get("type") == "integer" else "json"


def _kind_of_object(node: Schema) -> BlankKind:
    if "properties" in node:
        return "group"
    inner = node.get("additionalProperties")
    if not isinstance(inner, Mapping):
        return "json"
    return {"string": "amounts", "array": "pairs"}.get(str(inner.get("type")), "json")  # type: ignore[return-value]


def enumerated(items: Schema, defs: Schema, /) -> tuple[str, ...]:
    """The values that a list may have."""
    node = resolved(items, defs)
    if "enum" in node:
        return tuple(str(one) for one in node["enum"])
    return tuple(str(one) for one in range(node["minimum"], node["maximum"] + 1))
