"""What no client may send is refused with a problem document, and nothing is written. Made from the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.contract.asking import all_fields, asking, put
from tests.contract.document import METHODS, PROBLEM, Operation, Schema, document, operations, types_of
from tests.contract.ground import unchanged
from tests.contract.world import World
from tests.fixtures import Api

with_body = pytest.mark.parametrize(
    "operation", [o for o in operations() if o.body is not None], ids=lambda o: o.name
)
every_get = pytest.mark.parametrize(
    "operation", [o for o in operations() if o.method == "GET"], ids=lambda o: o.name
)
WRONG: dict[str, tuple[Any, ...]] = {
    "string": (12, 1.5, True, [], {}, ["x"], "nul\x00", "x" * 100_000),
    "integer": ("abc", 1.5, True, [], {}, 2**63, -(2**63) - 1, 10**400, "9" * 5000, "\x00"),
    "number": ("abc", True, [], {}, 10**400, "nan", "\x00"),
    "boolean": ("perhaps", 7, [], {}, "\x00"),
    "array": ("abc", 12, True, {}),
    "object": ("abc", 12, True, []),
}
BODIES = {
    "half": b'{"a": ', "nothing": b"null", "list": b"[]", "text": b'"text"', "number": b"12", "nan": b'{"a": NaN}',
    "latin": '{"name": "Köln"}'.encode("latin-1"), "deep lists": b"[" * 100_000, "deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "nul": b'{"name": "a\\u0000b"}', "raw nul": b'{"name": "a\x00b"}', "surrogate": b'{"name": "\\ud800"}',
    "surrogate bytes": b'{"name": "\xed\xa0\x80"}', "bom": b"\xef\xbb\xbf{}", "two": b"{}{}",
}  # fmt: skip


def _actor(operation: Operation, world: World) -> Api:
    """Whoever may do it: staff may do most, some things are only for people who sell."""
    if operation.path.startswith("/api/vendors/me/"):
        return world.sides[0].seller
    is_personal = operation.path.startswith(
        ("/api/accounts/addresses/", "/api/accounts/profiles/", "/api/cart/", "/api/notifications/{note_id}/")
    )
    return world.sides[0].buyer if is_personal else world.staff["owner"]


def _raw(
    operation: Operation, world: World, body: bytes, content_type: str = "application/json", **extra: Any
) -> Any:
    asked, client = asking(operation, world.ids), _actor(operation, world)
    path = operation.path
    for name, value in asked.path.items():
        path = path.replace(f"{{{name}}}", value)
    headers = {"X-Tenant": world.tenant.slug, "Idempotency-Key": "raw"} | client.headers
    return client.client.generic(operation.method, path, body, content_type, headers=headers, **extra)


def _is_problem(answer: Any, *statuses: int) -> None:
    assert answer.status_code in statuses, (answer.status_code, answer.content[:400])
    assert answer["Content-Type"] == PROBLEM
    document = answer.json()
    assert document["status"] == answer.status_code
    assert {"type", "title", "detail", "code"} <= set(document)


@every_get
def test_unknown_query_parameters_are_refused(operation: Operation, world: World) -> None:
    asked = asking(operation, world.ids)
    asked.query["colour"] = "red"
    answer = asked.send(_actor(operation, world))
    _is_problem(answer, 400)
    assert answer.json()["errors"] == {"colour": ["Unknown query parameter."]}


@every_get
def test_values_that_no_query_can_have(operation: Operation, world: World) -> None:
    with unchanged(world.tenant.id):
        for name in operation.query_names:
            for value in ("\x00", "x" * 5000, "9" * 400, "\U0001f600", "-1", "1e400", "[]", "%"):
                asked = asking(operation, world.ids)
                asked.query[name.replace("{code}", "x")] = value
                answer = asked.send(_actor(operation, world))
                assert answer.status_code in (200, 400, 404), (
                    name,
                    value,
                    answer.status_code,
                    answer.content[:300],
                )
                if "\x00" in value:
                    _is_problem(answer, 400)


@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_other_methods_are_refused_with_the_allowed_ones(path: str, world: World) -> None:
    allowed = set(document()["paths"][path]) & set(METHODS)
    known = next((o for o in operations() if o.path == path), None)
    concrete = path
    for name, value in asking(known, world.ids).path.items() if known else ():
        concrete = concrete.replace(f"{{{name}}}", value)
    with unchanged(world.tenant.id):
        for method in {*METHODS, "trace", "propfind"} - allowed:
            answer = world.staff["owner"].request(method.upper(), concrete, {})
            _is_problem(answer, 405)
            assert {name.strip().lower() for name in answer["Allow"].split(",")} - {
                "options",
                "head",
            } == allowed


@with_body
def test_a_body_that_is_too_large(operation: Operation, world: World) -> None:
    with unchanged(world.tenant.id):
        _is_problem(_raw(operation, world, b"{}", CONTENT_LENGTH=str(11 * 1024 * 1024)), 413)
        _is_problem(_raw(operation, world, b"{}", CONTENT_LENGTH="many"), 400, 413)


def test_a_body_that_is_really_too_large(world: World) -> None:
    operation = next(o for o in operations() if o.name == "POST /api/orders/")
    body = json.dumps({"email": "x" * (11 * 1024 * 1024)}).encode()
    with unchanged(world.tenant.id):
        _is_problem(_raw(operation, world, body), 413)


@with_body
def test_a_body_of_another_kind(operation: Operation, world: World) -> None:
    body = json.dumps(asking(operation, world.ids).body).encode()
    with unchanged(world.tenant.id):
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "",
            "multipart/form-data; boundary=x",
        ):
            _is_problem(_raw(operation, world, body, kind), 415)


@with_body
def test_a_body_that_is_no_json_object(operation: Operation, world: World) -> None:
    with unchanged(world.tenant.id):
        for name, body in BODIES.items():
            answer = _raw(operation, world, body)
            assert answer.status_code == 400, (name, answer.status_code, answer.content[:300])
            _is_problem(answer, 400)


@with_body
def test_members_of_the_wrong_type(operation: Operation, world: World) -> None:
    client = _actor(operation, world)
    with unchanged(world.tenant.id):
        for place, schema in all_fields(operation):
            for value in _wrong_values(schema):
                asked = asking(operation, world.ids)
                put(asked.body, place, value)
                answer = asked.send(client)
                told = f"{place} = {value!r:.60}: {answer.status_code} {answer.content[:300]!r}"
                assert 400 <= answer.status_code < 500, told
                _is_problem(answer, answer.status_code)


def _wrong_values(schema: Schema) -> Iterator[Any]:
    admitted = types_of(schema)
    if not admitted:
        return
    fine = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
        "object": dict,
    }
    for kind in sorted(admitted - {"null"}):
        for value in WRONG[kind]:
            others = [fine[other] for other in admitted - {"null", kind}]
            if not any(
                isinstance(value, other) and not (isinstance(value, bool) and other is not bool)
                for other in others
            ):
                yield value
    if "null" not in admitted:
        yield None


@pytest.mark.parametrize("operation", [o for o in operations() if o.path_names], ids=lambda o: o.name)
def test_ids_that_are_none(operation: Operation, world: World) -> None:
    with unchanged(world.tenant.id):
        for name in operation.path_names:
            for value in ("%00", "0", "-1", "9" * 400, "%F0%9F%98%80", "..%2f..", "'", "%ff%fe", "a" * 3000):
                asked = asking(operation, world.ids)
                path = operation.path.replace(f"{{{name}}}", value)
                for other, found in asked.path.items():
                    path = path.replace(f"{{{other}}}", found)
                body = asked.body if operation.method != "GET" else None
                answer = _actor(operation, world).request(operation.method, path, body)
                assert 400 <= answer.status_code < 500, (path[:100], answer.status_code, answer.content[:300])
                assert answer["Content-Type"] == PROBLEM
