"""A path without its last slash leads to the same request again, never to another one."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_method_and_body_are_kept(api: Any, method: str) -> None:
    path = "/api/cart/cart/clear" if method == "DELETE" else "/api/orders"
    answer = api.request(method, path, None if method == "GET" else {})
    assert (answer.status_code, answer["Location"]) == (308, f"{path}/")


def test_what_does_not_exist_with_a_slash_either_is_not_found(api: Any) -> None:
    assert api.get("/api/nowhere").status_code == 404
