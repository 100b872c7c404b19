"""Pages beside the shop: documentation, icon, refusals that need nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

_ADDRESS = re.compile(r"""(?:src|href)=["']([^"']+)""")


@pytest.mark.parametrize("path", ["/api/docs/", "/api/redoc/"])
def test_pages_ask_no_other_host_and_run_no_inline_script(api: Any, path: str) -> None:
    answer = api.get(path)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert [
        found for found in _ADDRESS.findall(text) if not found.startswith(("/", "http://testserver/", "#"))
    ] == []
    assert re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/))", text) == []
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_swagger_gets_its_script_by_a_request_of_its_own(api: Any) -> None:
    [address] = [
        found for found in _ADDRESS.findall(api.get("/api/docs/").content.decode()) if "?script" in found
    ]

    answer = api.get(address)

    assert answer["Content-Type"] == "application/javascript"
    assert "/api/schema/" in answer.content.decode()


def test_the_icon_that_browsers_ask_for_is_there(api: Any) -> None:
    answer = api.get("/favicon.ico")

    assert (answer.status_code, answer["Location"].rpartition("/")[2][:4]) == (302, "icon")


def test_an_address_without_a_page_says_so_in_words(api: Any) -> None:
    answer = api.get("/no/such/page")

    assert answer.status_code == 404
    assert "We cannot find this page" in answer.content.decode()
    assert api.get("/api/no/such/").json()["code"] == "not_found"


def test_a_page_that_breaks_says_so_in_words() -> None:
    from django.test import RequestFactory
    from django.views.defaults import server_error

    answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(tenant: Any) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"X-Tenant": tenant.slug})

    answer = strict.post("/admin/login/", {"username": "a@example.com", "password": "x"})

    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()
