"""What forms and the API's description are generated from."""

from typing import Any

import pytest

from nexus.pricing.infrastructure.strategies import schemas, strategies

KINDS = ("conditions", "targets", "benefits")
DESCRIBED = [(kind, name) for kind in KINDS for name in schemas()[kind]]


def test_every_installed_strategy_is_described() -> None:
    assert {kind: sorted(found) for kind, found in schemas().items()} == {
        kind: sorted(getattr(strategies(), kind)) for kind in (*KINDS, "lanes")
    }


@pytest.mark.parametrize(("kind", "name"), DESCRIBED)
def test_a_schema_is_complete_in_itself_and_has_the_type_in_it(kind: str, name: str) -> None:
    said = schemas()[kind][name]
    schema = said["schema"]
    assert said["title"]
    assert said["description"]
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert schema["properties"]["type"] == {"const": name}
    assert schema["required"][0] == "type"
    assert all(setting.get("title") for name, setting in schema["properties"].items() if name != "type")
    assert {reference.rsplit("/", 1)[1] for reference in _references(schema)} <= set(schema.get("$defs", {}))


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for inner in node.values() for found in _references(inner)]
    return [found for inner in node for found in _references(inner)] if isinstance(node, list) else []
