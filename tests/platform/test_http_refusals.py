"""Every refusal is a problem document with the right status, and never a 5xx for bad input."""

import json
from typing import Any

import pytest


def problem_of(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:nexus:problem:{code}")
    assert body["title"]
    assert body["detail"]
    return body


def test_a_plain_answer(sample: Any, tenant: Any) -> None:
    response = sample.get("/api/whoami/")
    assert response.json() == {"kind": "guest", "tenant": str(tenant.id)}
    assert response["Content-Type"] == "application/json"
    assert response["X-Request-ID"]


def test_facts_of_an_error_become_members(sample: Any) -> None:
    body = problem_of(sample.get("/api/trouble/sold-out/"), 409, "out_of_stock")
    assert body["lines"] == [
        {"variant_id": "0190f0f0-0000-7000-8000-000000000002", "asked": 3, "available": 1}
    ]


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("gone", 410, "gone"),
        ("duplicate", 409, "conflict"),
        ("not-null", 500, "internal_error"),
        ("too-big", 400, "invalid"),
        ("nul", 400, "invalid"),
        ("overflow", 400, "invalid"),
        ("bug", 500, "internal_error"),
        ("returned", 409, "out_of_stock"),
    ],
)
def test_what_a_handler_raises(sample: Any, kind: str, status: int, code: str) -> None:
    problem_of(sample.get(f"/api/trouble/{kind}/"), status, code)


def test_an_unforeseen_error_tells_nothing(sample: Any) -> None:
    response = sample.with_headers(X_Request_ID="request-of-mine-1").get("/api/trouble/bug/")
    assert "secret-of-the-house" not in response.content.decode()
    assert response["X-Request-ID"] == "request-of-mine-1"
    assert response.json()["request_id"] == "request-of-mine-1"


def test_an_unknown_query_parameter_is_named(sample: Any) -> None:
    body = problem_of(sample.get("/api/whoami/?colour=red&size=1"), 400, "invalid")
    assert sorted(body["errors"]) == ["colour", "size"]


def test_a_declared_family_of_parameters_is_accepted(sample: Any) -> None:
    assert sample.get("/api/attributes/?attr.colour=red&sort=x").json() == {"attr.colour": "red", "sort": "x"}
    problem_of(sample.get("/api/attributes/?attribute=1"), 400, "invalid")


def test_other_methods_are_refused_with_the_allowed_ones(sample: Any) -> None:
    response = sample.request("DELETE", "/api/whoami/")
    problem_of(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, OPTIONS"
    problem_of(sample.request("TRACE", "/api/whoami/"), 405, "method_not_allowed")
    assert sample.request("OPTIONS", "/api/whoami/").status_code == 204


@pytest.mark.parametrize(
    "path", ["/api/nowhere/", "/api/guarded/not-a-uuid/", "/api/trouble/%00/", "/api/%ff/"]
)
def test_unknown_paths(sample: Any, path: str) -> None:
    problem_of(sample.get(path), 404, "not_found")


@pytest.mark.parametrize("accept", ["text/html", "image/png"])
def test_only_json_is_served(sample: Any, accept: str) -> None:
    problem_of(sample.get("/api/whoami/", Accept=accept), 406, "not_acceptable")


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8", "application/*"]
)
def test_what_clients_usually_accept(sample: Any, accept: str) -> None:
    assert sample.get("/api/whoami/", Accept=accept).status_code == 200


BAD_BODIES = [
    b"{",
    b"nonsense",
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"a": "\xff\xfe"}',
    b'{"a": "\\ud800"}',
    b'{"a": "\\u0000"}',
    b'{"deep": {"\\u0000": 1}}',
    b"[" * 100_000,
    b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b"[]",
    b'"text"',
    b"17",
    b"null",
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_body_that_is_no_json_object(sample: Any, body: bytes) -> None:
    response = sample.client.post(
        "/api/basket/", data=body, content_type="application/json", headers={"X-Tenant": sample.tenant.slug}
    )
    problem_of(response, 400, "malformed")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_other_media_types(sample: Any, kind: str) -> None:
    response = sample.client.generic(
        "POST", "/api/basket/", b'{"a": 1}', content_type=kind, headers={"X-Tenant": sample.tenant.slug}
    )
    problem_of(response, 415, "unsupported_media_type")


def test_too_large_a_body(sample: Any) -> None:
    from django.test import override_settings

    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        problem_of(sample.post("/api/basket/", {"text": "x" * 2000}), 413, "too_large")


def test_an_absurd_content_length(sample: Any) -> None:
    response = sample.client.generic(
        "POST", "/api/basket/", b"{}", content_type="application/json", headers={"X-Tenant": sample.tenant.slug},
        CONTENT_LENGTH="many",
    )  # fmt: skip
    problem_of(response, 413, "too_large")


def test_an_unknown_host_is_a_problem_too(sample: Any) -> None:
    from django.test import override_settings

    with override_settings(ALLOWED_HOSTS=["shop.test"]):
        problem_of(sample.client.get("/api/whoami/", headers={"Host": "evil.test"}), 400, "malformed")


def test_nul_in_a_query(sample: Any) -> None:
    problem_of(sample.get("/api/attributes/?sort=a%00b"), 400, "malformed")


def test_bad_utf8_in_a_query_is_no_server_error(sample: Any) -> None:
    assert sample.get("/api/attributes/?sort=%ff%fe").status_code == 200


def test_a_statement_that_takes_too_long_is_503(sample: Any) -> None:
    response = sample.get("/api/trouble/timeout/")
    problem_of(response, 503, "unavailable")
    assert response["Retry-After"]


def test_a_lock_that_is_held_is_busy(sample: Any, tenant: Any) -> None:
    from django.db import connection
    from tests.fixtures import run_in_threads

    from nexus.platform.tenancy import tenant_scope

    sample.post("/api/till/", {"amount": 1}, Idempotency_Key="held")
    with tenant_scope(tenant.id), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM idempotency_key WHERE tenant_id = %s FOR NO KEY UPDATE", [tenant.id])
        (response,) = run_in_threads(1, lambda _: sample.post("/api/locked/"))
    problem_of(response, 409, "busy")
    assert response["Retry-After"] == "1"


def test_a_view_without_a_declaration_does_not_import() -> None:
    from nexus.platform.http import ApiView

    with pytest.raises(TypeError, match="no @endpoint"):
        type("Open", (ApiView,), {"get": lambda self, request: None})


def test_a_declaration_with_a_typo_does_not_import() -> None:
    from nexus.platform.http import endpoint

    with pytest.raises(ValueError, match="pubic"):
        endpoint(auth="pubic")  # type: ignore[arg-type]


def test_an_upload(sample: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    image = SimpleUploadedFile("a.png", b"12345", content_type="image/png")
    response = sample.client.post(
        "/api/upload/", {"title": "One", "image": image}, headers={"X-Tenant": sample.tenant.slug}
    )
    assert response.json() == {"title": "One", "size": 5}
    problem_of(sample.post("/api/upload/", {"title": 3}), 415, "unsupported_media_type")


def test_a_database_that_is_away_is_503_wherever_it_is_noticed(sample: Any, monkeypatch: Any) -> None:
    from django.db import OperationalError

    from nexus.platform.http import view
    from nexus.tenancy.interfaces import middleware

    def away(*_: Any, **_options: Any) -> Any:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patched:
        patched.setattr(view, "tenant_scope", away)
        problem_of(sample.get("/api/whoami/"), 503, "unavailable")
    monkeypatch.setattr(middleware, "resolve", away)
    response = sample.get("/api/whoami/")
    problem_of(response, 503, "unavailable")
    assert response["Retry-After"] == "2"


def test_csrf_is_demanded_where_the_browser_sends_the_session_by_itself() -> None:
    from django.middleware.csrf import get_token
    from django.test import RequestFactory

    from nexus.platform.http import CsrfFailed, enforce_csrf

    with pytest.raises(CsrfFailed):
        enforce_csrf(RequestFactory().post("/api/x/"))
    first = RequestFactory().get("/")
    token = get_token(first)
    good = RequestFactory().post("/api/x/", headers={"X-CSRFToken": token})
    good.COOKIES["csrftoken"] = first.META["CSRF_COOKIE"]
    enforce_csrf(good)
    foreign = RequestFactory().post("/api/x/", headers={"X-CSRFToken": token, "Origin": "https://evil.test"})
    foreign.COOKIES["csrftoken"] = first.META["CSRF_COOKIE"]
    with pytest.raises(CsrfFailed):
        enforce_csrf(foreign)


def test_views_of_other_packages_refuse_in_the_same_form(sample: Any) -> None:
    problem_of(sample.request("DELETE", "/api/schema/"), 405, "method_not_allowed")
