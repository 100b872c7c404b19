"""Refusals are pages that help: in the shop's look where there is a shop, in the visitor's language, never a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.factories.shop import stock_shelf
from tests.web.storefront.frame.window import Window, words

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def test_an_unknown_address_offers_a_search_and_what_others_like(window: Window, tenant: Any) -> None:
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope():
        stock_shelf()

    answer = window.get("/no/such/page")

    text = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>We cannot find this page</h1>" in text
    assert 'role="search"' in text
    assert "What others like" in text
    assert text.count("<article") == 1
    assert (answer["Cache-Control"], "default-src 'none'" in answer["Content-Security-Policy"]) == (
        "private, no-store",
        True,
    )


def test_what_a_view_refuses_looks_the_same(window: Window) -> None:
    assert "<h1>We cannot find this page</h1>" in window.get("/info/nothing/").content.decode()


def test_refusals_speak_the_visitors_language(window: Window) -> None:
    answer = window.get("/no/such/page", Accept_Language="es")

    assert '<html lang="es">' in answer.content.decode()
    assert "No encontramos esta página" in words(answer)


def test_a_method_that_does_not_work_names_those_that_do(window: Window) -> None:
    answer = window.ask("DELETE", "/info/about/", Sec_Fetch_Site="same-origin")

    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert "That does not work here" in words(answer)


def test_head_is_a_get_without_its_body(window: Window) -> None:
    answer = window.head("/info/about/")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(("sender", "referer", "leads_to"), [
    ({"Sec-Fetch-Site": "cross-site"}, "https://evil.example/trap", "/language/"),
    ({"Sec-Fetch-Site": "cross-site"}, "http://testserver/info/about/", "/info/about/"),
    ({"Origin": "https://evil.example"}, "http://testserver//evil.example/x", "/language/"),
])  # fmt: skip
def test_a_forged_form_is_refused_and_led_back(
    window: Window, sender: dict[str, str], referer: str, leads_to: str
) -> None:
    answer = window.post("/language/", {"language": "es"}, Referer=referer, **sender)

    assert answer.status_code == 403
    assert "This form is too old" in words(answer)
    assert f'<a class="btn btn-primary" href="{leads_to}">Open the page again</a>' in answer.content.decode()
    assert answer.cookies == {}


def test_a_form_that_is_too_large_says_so(window: Window) -> None:
    answer = window.post("/language/", {"next": "x" * (3 * 1024 * 1024)}, Sec_Fetch_Site="same-origin")

    assert answer.status_code == 413
    assert "That is too much" in words(answer)


def test_a_thousand_fields_are_no_form(window: Window) -> None:
    answer = window.post("/language/", {f"field{n}": "x" for n in range(2000)}, Sec_Fetch_Site="same-origin")

    assert answer.status_code == 400


@pytest.mark.parametrize(("seconds", "language", "said"), [
    (1, "en", "Try again in 1 second."), (40, "en", "Try again in 40 seconds."), (61, "en", "Try again in 2 minutes."),
    (5400, "en", "Try again in 90 minutes."), (7000, "en", "Try again in 2 hours."), (0, "en", ""),
    (1, "es", "Vuelve a intentarlo dentro de 1 segundo."), (120, "es", "Vuelve a intentarlo dentro de 2 minutos."),
])  # fmt: skip
def test_how_long_to_wait_is_said_in_words(seconds: int, language: str, said: str) -> None:
    from django.utils import translation

    from nexus.web.storefront.waiting import in_words

    with translation.override(language):
        assert in_words(seconds) == said


def test_too_many_attempts_wait(window: Window) -> None:
    from django.test import override_settings

    with override_settings(NEXUS_THROTTLING=True, NEXUS_THROTTLES={"auth": ("1/min by ip",)}):
        answers = [
            window.post("/account/login/", {"email": "a@b.example"}, Sec_Fetch_Site="same-origin")
            for _ in range(3)
        ]

    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "A little slower, please There were too many attempts. Nothing is lost. Try again in" in words(
        answers[-1]
    )


@contextmanager
def _every_statement_fails(error: Exception) -> Iterator[None]:
    from django.db import connection

    def fail(*_: Any) -> Any:
        raise error

    with connection.execute_wrapper(fail):
        yield


def test_a_database_that_is_away_is_a_calm_page(window: Window) -> None:
    from django.db import OperationalError

    window.get("/info/about/")
    for path in ("/account/", "/no/such/page", "/cart/"):
        with _every_statement_fails(OperationalError("connection refused")):
            answer = window.get(path, Cookie="sessionid=0123456789abcdef0123456789abcdef")
        if path == "/no/such/page":
            assert (answer.status_code, "We cannot find this page" in words(answer)) == (404, True)
            continue
        assert (path, answer.status_code, answer["Retry-After"]) == (path, 503, "2")
        assert "We are back in a moment" in words(answer)
        assert "connection refused" not in answer.content.decode()


def test_our_own_fault_has_a_number_and_no_trace(window: Window) -> None:
    window.get("/info/about/")
    with _every_statement_fails(RuntimeError("secret of the machinery")):
        answer = window.get("/account/", Cookie="sessionid=0123456789abcdef0123456789abcdef")

    assert answer.status_code == 500
    assert f"name this number: {answer['X-Request-ID']}" in words(answer)
    assert "secret of the machinery" not in answer.content.decode()


def test_what_htmx_replaces_is_one_sentence(window: Window) -> None:
    answer = window.get("/info/nothing/", HX_Request_Type="partial")

    assert answer.status_code == 404
    assert answer.content.decode().startswith('<p class="text-soft" role="alert">')


@pytest.mark.parametrize("path", [
    "/p/%00/", "/c/%00x/", "/info/%00/", "/search/?q=%00", "/products/?sort=%00&page=%00", "/p/%ff%fe/", "/p/%ed%a0%80/",
    "/search/?q=%ff", "/products/?" + "a=b&" * 1200, "/p/" + "x" * 5000 + "/", "/sellers/..%2f..%2fetc%2fpasswd/",
    "/search/?q=" + "%F0%9F%98%80" * 300, "/c/%27%3Bdrop%20table/", "/products/?page=99999999999999999999", "//evil.example/",
    "/search/?q[]=x&q=%25&sort=__import__", "/info/{{7*7}}/", "/p/%2e%2e/", "/cart/?next=//evil.example",
])  # fmt: skip
def test_hostile_addresses_get_a_helpful_answer(window: Window, path: str) -> None:
    answer = window.get(path)

    assert answer.status_code in {200, 301, 302, 308, 400, 404}
    assert "Traceback" not in answer.content.decode()
    assert "evil.example" not in answer.get("Location", "")


@pytest.mark.parametrize("cookie", [
    'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000"', "nexus_language=%00", "nexus_language=xx; sessionid=",
    "nexus_cart=" + "x" * 4000,
    'csrftoken="\\000"', "sessionid=" + "é" * 40,
])  # fmt: skip
def test_hostile_cookies_do_no_harm(window: Window, cookie: str) -> None:
    for path in ("/", "/info/about/", "/cart/", "/account/"):
        assert window.get(path, Cookie=cookie.encode().decode("latin-1")).status_code < 500


def test_an_unknown_shop_is_a_page_for_people_and_a_problem_for_machines(tenant: Any) -> None:
    from django.test import Client

    client = Client(headers={"Host": "nosuch.localhost"})

    page = client.get("/", headers=BROWSER)
    spanish = client.get("/anything/", headers=BROWSER | {"Accept-Language": "es"})
    machine, api = (
        client.get("/", headers={"Accept": "*/*"}),
        client.get("/api/catalog/products/", headers=BROWSER),
    )

    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "There is no shop at this address" in words(page)
    assert "No hay ninguna tienda en esta dirección" in words(spanish)
    assert (machine.json()["code"], api.json()["code"]) == ("tenant_not_found", "tenant_not_found")


def test_a_host_that_is_not_ours_is_a_bad_request(tenant: Any) -> None:
    from django.test import Client, override_settings

    with override_settings(ALLOWED_HOSTS=["shop.example"]):
        answer = Client(headers={"Host": "evil.example"}).get("/", headers=BROWSER)

    assert answer.status_code == 400
    assert "We cannot read this request" in words(answer)


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "503", "no_shop"])
def test_pages_that_stand_alone_need_nothing(name: str) -> None:
    from django.template.loader import render_to_string

    text = render_to_string(f"{name}.html")

    assert "default-src 'none'" in text
    assert "<h1>" in text
    assert "src=" not in text


def test_a_tenants_problem_text_is_shown_in_its_language_only(open_shop: Callable[..., Window]) -> None:
    from django.test import RequestFactory
    from django.utils import translation

    from nexus.platform.http.problems import Problem
    from nexus.platform.tenancy import bind_tenant
    from nexus.web.storefront.refusals import refusal

    shop = open_shop()
    request = RequestFactory().get("/")
    request.tenant = shop.tenant  # type: ignore[attr-defined]
    problem = Problem(status=409, code="taken", title="Taken", detail="Two are left.")
    with bind_tenant(shop.tenant.id):
        english = words(refusal(request, problem))
        with translation.override("es"):
            spanish = words(refusal(request, problem))

    assert "Please look again. Two are left." in english
    assert "Two are left" not in spanish


def test_a_form_that_is_too_large_says_so_before_its_token_is_read(window: Window) -> None:
    window.client.cookies["csrftoken"] = "a" * 32
    answer = window.post("/account/login/", {"next": "x" * (3 * 1024 * 1024)})

    assert answer.status_code == 413
    assert "That is too much" in words(answer)


def test_a_body_that_is_no_form_is_no_server_error(window: Window) -> None:
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain; charset=nonsense",
    ):
        for path in ("/language/", "/account/login/", "/cart/add/"):
            sent = {"X-Tenant": window.tenant.slug, "Sec-Fetch-Site": "same-origin"}
            answer = window.client.generic("POST", path, b"\xff\x00--x\r\n", content_type=kind, headers=sent)
            assert answer.status_code < 500, (kind, path)
