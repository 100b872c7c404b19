"""Where a form comes from: what browsers say, what it is worth, and what holds for those who say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.storefront.frame.window import Window

OWN, FOREIGN = "http://testserver", "https://evil.example"
# (Sec-Fetch-Site, Origin) -> from here, from elsewhere, or nobody knows.
SENDERS = {
    ("same-origin", OWN): True, ("same-origin", None): True, ("same-origin", FOREIGN): True, ("same-origin", "null"): True,
    ("same-site", OWN): False, ("same-site", None): False, ("cross-site", OWN): False, ("cross-site", None): False,
    ("cross-site", FOREIGN): False, ("none", None): False, ("none", OWN): False, ("unheard-of", OWN): False,
    (None, OWN): True, (None, FOREIGN): False, (None, "null"): False, (None, "http://testserver:81"): False,
    (None, "http://testserver.evil.example"): False, (None, "http://evil@testserver"): False, (None, "testserver"): False,
    ("", OWN): True, ("", None): None, (None, None): None,
}  # fmt: skip


def _headers(site: str | None, origin: str | None) -> dict[str, str]:
    said = {"Sec-Fetch-Site": site, "Origin": origin}
    return {name: value for name, value in said.items() if value is not None}


@pytest.mark.parametrize("has_token", [True, False])
@pytest.mark.parametrize(("path", "is_harmless"), [("/language/", True), ("/account/login/", False)])
@pytest.mark.parametrize(("site", "origin"), SENDERS)
def test_who_may_send_a_form(
    window: Window, site: str | None, origin: str | None, path: str, is_harmless: bool, has_token: bool
) -> None:
    own = SENDERS[site, origin]
    allowed = own is True or (own is None and (is_harmless or has_token))
    form = {"csrfmiddlewaretoken": _token(window)} if has_token else {}

    answer = window.post(path, form, **_headers(site, origin))

    assert (answer.status_code == 403) == (not allowed), answer.status_code
    assert answer.status_code < 500


def _token(window: Window) -> str:
    """A token with its cookie, as any personal page hands them out."""
    from django.middleware.csrf import _get_new_csrf_string

    secret = _get_new_csrf_string()
    window.client.cookies["csrftoken"] = secret
    return secret


@pytest.mark.parametrize(
    ("origin", "from_here"), [("https://testserver", True), ("http://testserver", False)]
)
def test_a_page_over_http_does_not_speak_for_the_one_over_https(origin: str, from_here: bool) -> None:
    from django.test import RequestFactory

    from nexus.platform.http.same_origin import is_from_here

    request = RequestFactory().post("/", secure=True, headers={"Origin": origin})

    assert is_from_here(request) is from_here


def test_looking_needs_no_proof(window: Window) -> None:
    assert window.get("/cart/", Sec_Fetch_Site="cross-site", Origin=FOREIGN).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/language/"])
def test_the_back_office_keeps_djangos_rule(window: Window, path: str) -> None:
    """A browser that says it comes from here still needs the token there."""
    answer = window.post(path, {}, Sec_Fetch_Site="same-origin", Origin=OWN)

    assert (answer.status_code == 403) == (path == "/admin/login/")


def test_every_form_of_a_public_page_posts_to_a_harmless_view(window: Window) -> None:
    """Anything else would be refused for those whose browser says nothing."""
    import re

    from django.urls import resolve

    for path in ("/", "/products/", "/info/about/"):
        text = window.get(path).content.decode()
        for action in re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', text):
            view: Any = resolve(action).func
            assert view.harmless, (path, action)
