"""The OpenAPI document is valid, whole, and says what the contract promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.contract.document import METHODS, PROBLEM, document, operations
from tests.contract.promises import PROMISED
from tests.fixtures import Api

# Pages for people; they describe the document and are not described by it.
PAGES = {"/api/docs/", "/api/redoc/"}


def test_it_is_valid_openapi_31_without_a_warning(capsys: Any) -> None:
    from django.core.management import call_command

    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")
    assert document()["openapi"].startswith("3.1")
    assert "Warning" not in capsys.readouterr().err


def test_operation_ids_are_unique() -> None:
    ids = [operation.facts["operationId"] for operation in operations()]
    assert len(ids) == len(set(ids)) > 80


def test_every_operation_says_in_a_sentence_what_it_does() -> None:
    told = {f"{one.method} {one.path}": one.facts.get("summary", "") for one in operations()}

    assert {where: text for where, text in told.items() if not re.match(r"[A-Z0-9][^.]{5,110}$", text)} == {}
    assert told["GET /api/orders/"].startswith("Own orders, newest first;")


def test_every_url_is_documented_and_every_documented_url_exists() -> None:
    routes = set(_routes())
    assert routes - PAGES == set(document()["paths"])
    assert routes >= PAGES


def _routes() -> Iterator[str]:
    from django.urls import get_resolver

    for path in _walk(get_resolver().url_patterns, ""):
        if path.startswith("/api/"):
            yield path


def _walk(patterns: Any, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


@pytest.mark.parametrize("promise", PROMISED)
def test_what_the_contract_promises_is_there(promise: str) -> None:
    method, path = promise.split(" ")
    known = {re.sub(r"\{\w+\}", "{}", found): methods for found, methods in document()["paths"].items()}
    assert method.lower() in known[path], f"{path} has {sorted(known[path])}"


def test_payments_are_not_made_by_hand() -> None:
    assert "post" not in document()["paths"]["/api/payments/"]


def test_methods_of_the_document_are_the_views_own() -> None:
    from django.urls import resolve

    for path, methods in document()["paths"].items():
        if path == "/api/schema/":
            continue
        concrete = (
            path.replace("{key}", "a")
            .replace("{reference}", "a")
            .replace("{code}", "a")
            .replace("{provider}", "a")
        )
        view = resolve(re.sub(r"\{\w+\}", "0190a000-0000-7000-8000-00000000000a", concrete)).func.view_class
        own = {name for name in METHODS if hasattr(view, name)}
        assert own == set(methods) & set(METHODS), path


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_refusal_is_a_problem_document(operation: Any) -> None:
    refusals = {status: answer for status, answer in operation.facts["responses"].items() if status >= "400"}
    expected = {"400", "404", "406", "429", "503"}
    expected |= {"401"} if operation.reads_credentials else set()
    expected |= {"403"} if not operation.is_public else set()
    expected |= {"409", "413"} if operation.method != "GET" else set()
    expected |= {"415"} if "requestBody" in operation.facts else set()
    assert expected <= set(refusals)
    for status, answer in refusals.items():
        assert list(answer["content"]) == [PROBLEM], status
        assert answer["content"][PROBLEM]["schema"] == {"$ref": "#/components/schemas/ProblemDocument"}


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_success_has_a_shape(operation: Any) -> None:
    successes = {status: answer for status, answer in operation.facts["responses"].items() if status < "300"}
    assert successes
    for status, answer in successes.items():
        if status == "204":
            assert "content" not in answer
        elif "application/json" not in answer["content"]:
            files = {kind: found["schema"] for kind, found in answer["content"].items()}
            assert files == {kind: {"type": "string", "format": "binary"} for kind in files}
        else:
            schema = answer["content"]["application/json"]["schema"]
            assert "$ref" in schema or schema.get("properties") == {}, f"{status} says only {schema}"


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_operation_is_explained_and_names_its_tenant(operation: Any) -> None:
    headers = {one["name"] for one in operation.facts["parameters"] if one["in"] == "header"}
    assert "X-Tenant" in headers
    assert operation.facts.get("description") or operation.facts.get("summary")


@pytest.mark.parametrize(
    ("query", "kind"), [("", "yaml"), ("?format=json", "json"), ("?format=yaml&lang=es", "yaml")]
)
def test_it_is_served(query: str, kind: str, world: Any) -> None:
    answer = Api(world.tenant).get(f"/api/schema/{query}")
    assert answer.status_code == 200
    assert kind in answer["Content-Type"] or "openapi" in answer["Content-Type"]
    text = answer.content.decode()
    assert "/api/orders/{order_id}/" in text
    assert text.startswith("{") == (kind == "json")


@pytest.mark.parametrize(("query", "status"), [("?lang=xx", 400), ("?colour=red", 400), ("?format=pdf", 404)])
def test_a_document_that_is_not_kept_is_refused(query: str, status: int, world: Any) -> None:
    answer = Api(world.tenant).get(f"/api/schema/{query}")
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_pages_for_people(path: str, world: Any) -> None:
    answer = Api(world.tenant).get(path)
    assert answer.status_code == 200
    assert "text/html" in answer["Content-Type"]
