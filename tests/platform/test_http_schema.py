"""The OpenAPI document says what the dispatcher does, because both read the same declarations."""

from typing import Any

import pytest


@pytest.fixture
def schema(sample: Any) -> dict[str, Any]:
    from drf_spectacular.generators import SchemaGenerator
    from tests.platform.sample_views import urlpatterns

    return SchemaGenerator(patterns=urlpatterns).get_schema(public=True)


def operation(schema: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    return schema["paths"][path][method]


def parameters(found: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(p["in"], p["name"]): p for p in found.get("parameters", ())}


def test_it_is_valid_openapi_without_a_warning(sample: Any, capsys: Any) -> None:
    from drf_spectacular.generators import SchemaGenerator
    from drf_spectacular.validation import validate_schema
    from tests.platform.sample_views import urlpatterns

    schema = SchemaGenerator(patterns=urlpatterns).get_schema(public=True)
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)
    assert capsys.readouterr().err == ""


def test_operation_ids_come_from_the_path(schema: dict[str, Any]) -> None:
    assert (
        operation(schema, "delete", "/api/guarded/{thing_id}/")["operationId"] == "delete_guarded_by_thing_id"
    )
    assert operation(schema, "post", "/api/slow-till/")["operationId"] == "post_slow_till"


def test_security_follows_the_declaration(schema: dict[str, Any]) -> None:
    schemes = [{"Bearer": []}, {"ApiKey": []}, {"Session": []}]
    assert operation(schema, "get", "/api/guarded/")["security"] == schemes
    assert operation(schema, "get", "/api/whoami/")["security"] == [{}, *schemes]
    assert operation(schema, "put", "/api/basket/").get("security", [{}]) == [{}]
    assert set(schema["components"]["securitySchemes"]) == {"Bearer", "ApiKey", "Session"}


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("get", "/api/whoami/", "200 400 401 404 406 429 503"),
        ("get", "/api/guarded/", "200 400 401 403 404 406 429 503"),
        ("delete", "/api/guarded/", "204 400 401 403 404 406 409 413 429 503"),
        ("put", "/api/basket/", "200 400 403 404 406 409 413 415 429 503"),
        ("post", "/api/till/", "201 400 401 403 404 406 409 413 415 422 428 429 503"),
        ("put", "/api/till/", "201 400 401 403 404 406 409 413 415 422 429 503"),
        ("get", "/api/trouble/{kind}/", "200 400 401 404 406 409 410 429 503"),
        ("get", "/api/catalog/products/window/", "200 304 400 401 404 406 429 503"),
    ],
)
def test_every_status_is_documented(schema: dict[str, Any], method: str, path: str, statuses: str) -> None:
    assert " ".join(sorted(operation(schema, method, path)["responses"])) == statuses


def test_refusals_are_problem_documents(schema: dict[str, Any]) -> None:
    refusal = operation(schema, "post", "/api/till/")["responses"]["409"]
    assert refusal["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    }


def test_parameters(schema: dict[str, Any]) -> None:
    listing = parameters(operation(schema, "get", "/api/listing/"))
    assert listing["query", "page_size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    assert {name for kind, name in listing if kind == "query"} == {"order", "cursor", "page_size", "count"}
    search = parameters(operation(schema, "get", "/api/search/"))
    assert search["query", "in_stock"]["schema"]["type"] == "boolean"
    assert search["query", "price_min"]["schema"]["type"] == ["string", "number"]
    guarded = parameters(operation(schema, "get", "/api/guarded/{thing_id}/"))
    assert guarded["path", "thing_id"]["schema"] == {"type": "string", "format": "uuid"}


def test_headers(schema: dict[str, Any]) -> None:
    till = parameters(operation(schema, "post", "/api/till/"))
    assert ("header", "X-Tenant") in till
    assert till["header", "Idempotency-Key"].get("required", False) is False
    assert (
        parameters(operation(schema, "post", "/api/slow-till/"))["header", "Idempotency-Key"]["required"]
        is True
    )
    assert ("header", "Idempotency-Key") not in parameters(operation(schema, "get", "/api/whoami/"))


def test_bodies(schema: dict[str, Any]) -> None:
    content = operation(schema, "post", "/api/basket/")["requestBody"]["content"]
    assert list(content) == ["application/json"]
    form = schema["components"]["schemas"]["BasketFormRequest"]["properties"]
    assert form["tip"]["pattern"] == r"^\d{1,13}(\.\d{1,3})?$"
    assert list(operation(schema, "post", "/api/upload/").get("requestBody", {"content": {}})["content"]) in (
        [],
        ["multipart/form-data"],
    )


def test_served_by_http(sample: Any) -> None:
    response = sample.get("/api/schema/?format=json")
    assert response.status_code == 200
    assert "/api/whoami/" in response.json()["paths"]
