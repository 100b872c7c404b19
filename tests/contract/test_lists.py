"""Every list of the document answers by the same rules: pages of at most a hundred, a count on demand only."""

from __future__ import annotations

from typing import Any

import pytest
from tests.contract.asking import asking
from tests.contract.document import Operation, operations, resolved
from tests.contract.world import World
from tests.fixtures import Api


def _answers_a_list(operation: Operation) -> bool:
    content = operation.facts["responses"].get("200", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return operation.method == "GET" and schema is not None and "results" in resolved(schema)["properties"]


LISTS = [operation for operation in operations() if _answers_a_list(operation)]
every_list = pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.name)


def _get(operation: Operation, world: World, **query: str) -> Any:
    asked = asking(operation, world.ids)
    asked.query = query
    return asked.send(_reader(operation, world))


def _reader(operation: Operation, world: World) -> Api:
    return world.sides[0].seller if operation.path.startswith("/api/vendors/me/") else world.staff["owner"]


def test_there_are_lists() -> None:
    assert len(LISTS) >= 15


@every_list
def test_it_is_counted_on_demand_only(operation: Operation, world: World) -> None:
    plain, counted = _get(operation, world).json(), _get(operation, world, count="true", page_size="1").json()
    assert {"results", "next", "previous"} <= plain.keys()
    assert "count" not in plain
    assert plain["next"] is not None or counted["count"] == len(plain["results"])
    assert len(counted["results"]) == min(1, counted["count"])
    assert (counted["next"] is None) == (counted["count"] <= 1)


@every_list
def test_a_page_has_at_most_a_hundred(operation: Operation, world: World) -> None:
    assert _get(operation, world, page_size="100").status_code == 200
    for size in ("0", "101", "many"):
        refused = _get(operation, world, page_size=size)
        assert (refused.status_code, set(refused.json()["errors"])) == (400, {"page_size"})
