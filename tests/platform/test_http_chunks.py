"""Bodies without a length are read like the others, and refused like the others when they are too long."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory

from nexus.config.wsgi import application
from nexus.platform.http.chunks import with_length

LIMIT = 2 * 1024 * 1024


def send(tenant: Any, body: bytes, **environ: Any) -> tuple[int, dict[str, Any]]:
    """POST to registration by WSGI, as the server hands a chunked request over: without CONTENT_LENGTH."""
    request = RequestFactory(headers={"X-Tenant": tenant.slug}).post(
        "/api/auth/users/", content_type="application/json"
    )
    asked = {**request.environ, "wsgi.input": BytesIO(body), "HTTP_TRANSFER_ENCODING": "chunked", **environ}
    if not environ:
        del asked["CONTENT_LENGTH"]
    statuses: list[str] = []
    answered = application(asked, lambda status, headers: statuses.append(status))
    return int(statuses[0].split()[0]), json.loads(b"".join(answered))


@pytest.mark.parametrize("environ", [{}, {"CONTENT_LENGTH": "3"}])
def test_a_chunked_body_is_read_to_its_end(tenant: Any, environ: dict[str, str]) -> None:
    body = b'{"email": "ada@example.com", "password": "a-long-enough-pass-phrase-7"}'
    status, made = send(tenant, body, **environ)
    assert (status, made["email"]) == (201, "ada@example.com")


def test_a_chunked_body_over_the_limit_is_refused(tenant: Any) -> None:
    status, problem = send(tenant, b" " * (LIMIT + 1))
    assert (status, problem["code"]) == (413, "too_large")


def test_no_more_is_read_than_one_byte_over_what_is_ever_accepted() -> None:
    stream = BytesIO(b"x" * 100)
    seen: dict[str, Any] = {}
    serve = with_length(lambda environ, start: seen.update(environ) or [], limit=10)
    serve({"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": stream}, None)
    assert (seen["CONTENT_LENGTH"], seen["wsgi.input"].read(), stream.tell()) == ("11", b"x" * 11, 11)


def test_a_body_with_a_length_is_left_alone() -> None:
    stream = BytesIO(b"x")
    seen: dict[str, Any] = {}
    with_length(lambda environ, start: seen.update(environ) or [])(
        {"CONTENT_LENGTH": "1", "wsgi.input": stream}, None
    )
    assert (seen["wsgi.input"], stream.tell()) == (stream, 0)
