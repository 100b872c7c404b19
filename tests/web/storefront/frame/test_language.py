"""Which language a page is in, how it is chosen, and that choosing leads nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.web.storefront.frame.window import Window

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(("cookie", "header", "own", "language"), [
    ("es", "en", "en", "es"), ("en", "es", "es", "en"), ("", "es", "en", "es"),
    ("xx", "es", "en", "es"), ("xx", "", "es", "es"),
    ("", "fr", "es", "es"), ("", "fr, es;q=0.3", "en", "es"), ("", "fr", "de", "en"), ("", "", "en", "en"),
    ("", "", "es-MX", "es"),
    ("", "*", "es", "es"), ("", "es-419", "en", "es"), ("", "en;q=0, es", "en", "es"), ("", "x" * 5000, "en", "en"),
    ("", ";;;,,,q=", "es", "es"), ("", "español", "en", "en"), ("EN", "es", "en", "es"), ("es ", "en", "en", "es"),
])  # fmt: skip
def test_choice_then_browser_then_shop(
    open_shop: Callable[..., Window], cookie: str, header: str, own: str, language: str
) -> None:
    shop = open_shop(locale=own)
    sent = {"Cookie": f"nexus_language={cookie}"} if cookie else {}

    answer = shop.get("/info/about/", Accept_Language=header, **sent)

    assert answer.status_code == 200
    assert re.findall(r'<html lang="(\w+)"', answer.content.decode()) == [language]


def test_the_choice_is_remembered_for_a_year(window: Window) -> None:
    answer = window.post("/language/", {"language": "es", "next": "/info/about/"}, **FROM_HERE)

    kept = answer.cookies["nexus_language"]
    assert (answer.status_code, answer["Location"]) == (302, "/info/about/")
    assert (kept.value, kept["max-age"], kept["samesite"], kept["httponly"]) == ("es", 31536000, "Lax", True)
    assert '<html lang="es">' in window.get("/info/about/", Accept_Language="en").content.decode()


@pytest.mark.parametrize("language", ["", "xx", "en; Path=/", "es\r\nSet-Cookie: a=b", "EN", "de", "\0"])
def test_an_unknown_one_changes_nothing(window: Window, language: str) -> None:
    answer = window.post("/language/", {"language": language, "next": "/"}, **FROM_HERE)

    assert answer.status_code in {302, 400}
    assert answer.cookies == {}


@pytest.mark.parametrize(("wished", "led"), [
    ("/info/about/", "/info/about/"), ("/search/?q=a%20b&sort=price", "/search/?q=a%20b&sort=price"), ("/#top", "/#top"),
    ("http://testserver/cart/", "http://testserver/cart/"), ("", "/"), ("//evil.example", "/"), ("///evil.example", "/"),
    ("https://evil.example", "/"), ("http://testserver.evil.example/", "/"), ("http://testserver@evil.example/", "/"),
    ("\\\\evil.example", "/"), ("/\\evil.example", "/"), ("javascript:alert(1)", "/"),
    ("data:text/html,x", "/"), ("\t//evil.example", "/"),
    (" //evil.example", "/"), ("http:///evil.example", "/"), ("https:evil.example", "/"),
    ("/x\r\nSet-Cookie: a=b", "/x%0D%0ASet-Cookie:%20a=b"),
    ("ftp://testserver/", "/"), ("http://[::1", "/"), ("\x00//evil.example", "/"), ("/" + "x" * 9000, "/"),
])  # fmt: skip
def test_a_form_leads_back_to_this_shop_only(window: Window, wished: str, led: str) -> None:
    answer = window.post("/language/", {"language": "es", "next": wished}, **FROM_HERE)

    assert (answer.status_code, answer["Location"]) == (302, led)


def test_over_https_it_does_not_lead_back_to_http() -> None:
    from django.test import RequestFactory

    from nexus.web.storefront.returning import back_to

    request = RequestFactory().get("/", secure=True)

    assert back_to(request, "http://testserver/cart/") == "/"
    assert back_to(request, "https://testserver/cart/") == "https://testserver/cart/"
    assert back_to(request, "//evil.example", default="/account/") == "/account/"
