"""Bodies whose sender does not state their length are read like any other."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory


def _send(tenant: Any, body: bytes, **headers: str) -> tuple[str, dict[str, Any]]:
    """What the server's application answers to a POST without a Content-Length."""
    from nexus.config.wsgi import application

    path, kind = "/api/cart/cart/items/", "application/json"
    environ = RequestFactory().generic("POST", path, body, kind, HTTP_X_TENANT=tenant.slug, **headers).environ
    del environ["CONTENT_LENGTH"]
    environ["wsgi.input"] = BytesIO(body)
    told: list[str] = []
    answer = b"".join(application(environ, lambda status, _headers: told.append(status)))
    return told[0], json.loads(answer)


def test_a_chunked_body_is_read(tenant: Any) -> None:
    body = json.dumps({"product_id": "nonsense", "quantity": 1}).encode()
    status, answer = _send(tenant, body, HTTP_TRANSFER_ENCODING="chunked")
    assert (status, answer["errors"]) == ("400 Bad Request", {"product_id": ["Must be a valid UUID."]})


@pytest.mark.parametrize("size", [11, 30])
def test_a_chunked_body_has_the_same_limit(tenant: Any, size: int) -> None:
    status, answer = _send(tenant, b" " * size * 1024 * 1024, HTTP_TRANSFER_ENCODING="chunked")
    assert (status.split(" ")[0], answer["code"]) == ("413", "too_large")
