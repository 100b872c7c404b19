"""Public pages come from the cache, the same for everybody, and say the same about themselves whether they do or not."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.factories.shop import stock_shelf
from tests.web.storefront.frame.window import Window

PATH = "/info/about/"
PUBLIC = ("/", "/products/", "/info/about/", "/sellers/", "/search/?q=thing")
_PER_ANSWER = {"X-Cache", "X-Request-ID"}


@pytest.fixture
def buyer(tenant: Any) -> Window:
    """Somebody who is logged in, with a name that must not be seen."""
    from nexus.accounts import facade as accounts
    from nexus.accounts.models import User
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope():
        made = accounts.create_user("hidden-name@example.com", "a-good-pass-phrase-1", verified=True)
        user = User.objects.get(pk=made.id)
    window = Window(tenant)
    window.client.force_login(user)
    return window


def _facts(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in _PER_ANSWER}


@pytest.mark.parametrize("encoding", ["gzip", "identity", "br, gzip;q=0.8, *;q=0.1"])
def test_a_hit_says_what_the_miss_said(window: Window, encoding: str) -> None:
    miss, hit = (window.get(PATH, Accept_Encoding=encoding) for _ in range(2))

    assert (miss["X-Cache"], hit["X-Cache"]) == ("miss", "hit")
    assert _facts(miss) == _facts(hit)
    assert miss.content == hit.content
    assert hit["Cache-Control"] == "no-cache"
    assert hit["Vary"] == "Accept-Encoding, Accept-Language, Cookie, HX-Request-Type, X-Tenant"
    assert hit["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert (hit["X-Content-Type-Options"], hit["X-Frame-Options"], hit["Referrer-Policy"]) == (
        "nosniff",
        "DENY",
        "same-origin",
    )
    assert int(hit["Content-Length"]) == len(hit.content)


def test_a_hit_costs_no_statement(window: Window, sql_log: Callable[[], Any]) -> None:
    window.get(PATH)
    with sql_log() as statements:
        assert window.get(PATH)["X-Cache"] == "hit"
    assert statements == []


@pytest.mark.parametrize(("said", "packed"), [
    ("gzip", True), ("deflate, gzip;q=1.0, *;q=0.5", True), ("gzip;q=0.5", True), ("GZIP", False), ("gzip;q=0", False),
    ("gzip; q=0.0, br", False),
    ("identity", False), ("", False), ("br", False),
])  # fmt: skip
def test_it_is_compressed_for_those_who_say_they_can_read_it(window: Window, said: str, packed: bool) -> None:
    plain = window.get(PATH)

    for _ in range(2):
        answer = window.get(PATH, Accept_Encoding=said)
        assert answer.get("Content-Encoding", "") == ("gzip" if packed else "")
        assert (gzip.decompress(answer.content) if packed else answer.content) == plain.content
    assert (answer["ETag"] != plain["ETag"]) == packed


def test_every_language_has_its_own(window: Window) -> None:
    languages = ("en", "es", "fr", "es-AR,es;q=0.9", "de,en;q=0.5")

    first = [(window.get(PATH, Accept_Language=one)["X-Cache"], one) for one in languages]
    again = [window.get(PATH, Accept_Language=one) for one in languages]

    assert first == [
        ("miss", "en"),
        ("miss", "es"),
        ("hit", "fr"),
        ("hit", "es-AR,es;q=0.9"),
        ("hit", "de,en;q=0.5"),
    ]
    assert [_language(one) for one in again] == ["en", "es", "en", "es", "en"]


def _language(answer: Any) -> str:
    found = re.search(r'<html lang="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def test_a_part_is_kept_apart_from_the_page(window: Window) -> None:
    whole = window.get(PATH)
    part = window.get(PATH, HX_Request_Type="partial")

    assert (whole["X-Cache"], part["X-Cache"]) == ("miss", "miss")
    assert window.get(PATH, HX_Request_Type="partial")["X-Cache"] == "hit"
    assert window.get(PATH, HX_Request_Type="full")["X-Cache"] == "hit"


def test_what_one_has_already_is_not_sent_again(window: Window) -> None:
    for encoding in ("gzip", "identity"):
        tag = window.get(PATH, Accept_Encoding=encoding)["ETag"]

        answer = window.get(PATH, Accept_Encoding=encoding, If_None_Match=tag)

        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert "Content-Type" not in answer
        assert answer["Vary"].startswith("Accept-Encoding")
        assert window.get(PATH, Accept_Encoding=encoding, If_None_Match='"other"').status_code == 200


def test_a_write_voids_every_variant(window: Window, tenant: Any) -> None:
    from nexus.platform.tenancy import tenant_scope

    variants: list[dict[str, str]] = [
        {},
        {"Accept_Encoding": "gzip"},
        {"Accept_Language": "es"},
        {"HX_Request_Type": "partial"},
    ]
    for one in variants:
        window.get("/", **one)
    with tenant_scope():
        stock_shelf()

    assert [window.get("/", **one)["X-Cache"] for one in variants] == ["miss"] * 4


@pytest.mark.parametrize("path", PUBLIC)
def test_people_and_guests_see_the_same_bytes(window: Window, buyer: Window, tenant: Any, path: str) -> None:
    from nexus.platform.cache import bump_generation

    guest = window.get(path)
    shared = buyer.get(path)
    bump_generation(tenant.id)
    drawn_for_buyer = buyer.get(path, Cookie="nexus_cart_count=7")

    assert (shared["X-Cache"], drawn_for_buyer["X-Cache"]) == ("hit", "miss")
    assert guest.content == shared.content == drawn_for_buyer.content
    assert b"hidden-name" not in guest.content
    assert b"csrfmiddlewaretoken" not in guest.content
    assert {**guest.cookies, **shared.cookies, **drawn_for_buyer.cookies} == {}


def test_a_message_waits_for_a_page_of_ones_own(window: Window) -> None:
    from django.contrib.messages.storage.cookie import CookieStorage
    from django.http import HttpResponse
    from django.test import RequestFactory

    storage = CookieStorage(RequestFactory().get("/"))
    storage.add(20, "a message for one visitor")
    answer = HttpResponse()
    storage.update(answer)
    window.client.cookies["messages"] = answer.cookies["messages"].value

    public = [window.get(PATH) for _ in range(2)]
    personal = window.get("/cart/")

    assert all(b"a message for one visitor" not in one.content for one in public)
    assert b"a message for one visitor" in personal.content


def test_tenants_do_not_share(open_shop: Callable[..., Window]) -> None:
    one, other = open_shop(name="One"), open_shop(name="Other")

    assert (one.get(PATH)["X-Cache"], other.get(PATH)["X-Cache"]) == ("miss", "miss")
    assert b"Other" not in one.get(PATH).content


def test_refusals_and_personal_pages_are_not_kept(window: Window) -> None:
    for path in ("/info/nothing/", "/cart/", "/account/", "/no/such/page"):
        for _ in range(2):
            answer = window.get(path)
            assert "X-Cache" not in answer, path
            assert answer["Cache-Control"] == "private, no-store"


def test_who_sends_credentials_passes_by(window: Window) -> None:
    window.get(PATH)

    assert "X-Cache" not in window.get(PATH, Authorization="Bearer x")


def test_a_public_page_that_was_not_named_is_never_kept(window: Window) -> None:
    from django.test import override_settings

    with override_settings(NEXUS_CACHED_PAGES=r"/nothing$"):
        stranger = Window(window.tenant)
        answers = [stranger.get(PATH, Accept_Language=one) for one in ("en", "es")]

    assert ["X-Cache" in one for one in answers] == [False, False]
    assert [_language(one) for one in answers] == ["en", "es"]
