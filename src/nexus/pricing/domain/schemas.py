"""Strategies as JSON schemas: forms and the API's description are generated from these."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

import msgspec

from nexus.pricing.domain.promotions import Strategies

type Described = dict[str, dict[str, Any]]
"""By type: `title`, `description`, `schema` of the settings with the `type` in it, and what its kind says about itself."""


def described(strategies: Strategies, /) -> dict[str, Described]:
    """`conditions`, `targets`, `benefits` and `lanes`, each by type in alphabetical order.

    Conditions and benefits say whether a catalogue promotion may have them (`in_catalogue`), targets what they reach (`reach`:
    goods or freight). Lanes have no settings and so no schema.
    """
    return {
        "conditions": _all(strategies.conditions, ("in_catalogue",)),
        "targets": _all(strategies.targets, ("reach",)),
        "benefits": _all(strategies.benefits, ("in_catalogue",)),
        "lanes": {name: _said(strategy, ()) for name, strategy in sorted(strategies.lanes.items())},
    }


def _all(known: Mapping[str, type[Any]], traits: tuple[str, ...]) -> Described:
    return {
        name: _said(strategy, traits) | {"schema": settings_schema(strategy)}
        for name, strategy in sorted(known.items())
    }


def _said(strategy: type[Any], traits: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": strategy.title,
        "description": cleandoc(strategy.__doc__ or ""),
        **{trait: getattr(strategy, trait) for trait in traits},
    }


def settings_schema(strategy: type[Any], /) -> dict[str, Any]:
    """JSON schema of {"type": ..., settings}, complete in itself: what it refers to is in its `$defs`."""
    schema = msgspec.json.schema(strategy)
    named = {name: _titled(definition) for name, definition in schema["$defs"].items()}
    own = named.pop(strategy.__name__)
    own |= {
        "title": strategy.title,
        "properties": {"type": {"const": strategy.type}, **own.get("properties", {})},
        "required": ["type", *own.get("required", ())],
    }
    return own | ({"$defs": named} if named else {})


def _titled(definition: dict[str, Any]) -> dict[str, Any]:
    """With a title for each setting that has none of its own: its name."""
    settings = {
        name: {"title": name.replace("_", " ").capitalize(), **setting}
        for name, setting in definition.get("properties", {}).items()
    }
    return {**definition, "properties": settings}
