"""The hosted page as a browser gets it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from nexus.payments.interfaces.pages.sandbox import CSP


@pytest.fixture
def browser(tenant: Any) -> Client:
    return Client(enforce_csrf_checks=True, headers={"X-Tenant": tenant.slug})


@pytest.fixture
def page(open_payment: Any, staff: Any) -> str:
    payment = open_payment("1250", currency="JPY", order_number="2026-<b>7")
    answer = staff.post("/api/payments/initiate/", {"order_id": str(payment.order_id)})
    return answer.json()["checkout_url"].removeprefix("http://testserver")


class _Names(HTMLParser):
    """Every element and attribute name of a document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}


def _token(html: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert found
    return found.group(1)


def test_it_shows_the_amount_and_a_button_for_each_outcome(browser: Client, page: str) -> None:
    answer = browser.get(page)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "1250 JPY" in html
    assert "2026-&lt;b&gt;7" in html
    assert re.findall(r'name="outcome" value="(\w+)"', html) == [
        "approve",
        "decline",
        "hang",
        "late",
        "duplicate",
    ]


def test_it_runs_under_a_policy_without_scripts_or_inline_styles(browser: Client, page: str) -> None:
    answer = browser.get(page)
    found = _Names(answer.content.decode())

    assert answer["Content-Security-Policy"] == CSP
    assert "script" not in found.elements
    assert "style" not in found.elements
    assert not {name for name in found.attributes if name == "style" or name.startswith("on")}
    assert browser.get("/payments/sandbox/style.css")["Content-Type"] == "text/css"


def test_it_is_labelled_for_people_who_hear_it(browser: Client, page: str) -> None:
    html = browser.get(page).content.decode()

    assert '<html lang="en">' in html
    assert html.count("<h1>") == 1
    assert 'aria-labelledby="choose"' in html
    assert 'id="choose"' in html
    assert 'role="status"' in html


def test_a_button_decides_once(browser: Client, page: str) -> None:
    token = _token(browser.get(page).content.decode())
    pressed = browser.post(page, {"outcome": "decline", "csrfmiddlewaretoken": token})
    assert (pressed.status_code, pressed["Location"]) == (302, page)
    shown = browser.get(page).content.decode()
    assert "Declined" in shown
    assert "<button" not in shown
    again = browser.post(page, {"outcome": "approve", "csrfmiddlewaretoken": token})
    assert again.status_code == 409
    assert 'role="alert"' in again.content.decode()


def test_without_the_forms_token_nothing_is_decided(browser: Client, page: str) -> None:
    assert browser.post(page, {"outcome": "approve"}).status_code == 403
    assert "Waiting" in browser.get(page).content.decode()


@pytest.mark.parametrize("outcome", ["", "explode"])
def test_an_unknown_button_is_refused(browser: Client, page: str, outcome: str) -> None:
    token = _token(browser.get(page).content.decode())
    assert browser.post(page, {"outcome": outcome, "csrfmiddlewaretoken": token}).status_code == 400


@pytest.mark.parametrize("reference", ["PAY-NOBODY", "%00"])
def test_an_unknown_reference_is_a_plain_404(browser: Client, reference: str) -> None:
    answer = browser.get(f"/payments/sandbox/{reference}/")

    assert answer.status_code == 404
    assert "Nothing to pay here" in answer.content.decode()
