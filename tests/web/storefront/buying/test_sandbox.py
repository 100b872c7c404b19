"""The hosted page as a client gets it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def client(tenant: Any) -> Client:
    return Client(enforce_csrf_checks=True, headers={"X-Tenant": tenant.slug, "Accept-Language": "en"})


@pytest.fixture
def page(tenant: Any) -> str:
    """The bank's page for an order of 1250 JPY that somebody else placed."""
    from nexus.kernel.ids import new_id
    from nexus.kernel.money import Money
    from nexus.payments import facade as payments
    from nexus.platform.tenancy import tenant_scope

    order_id, user_id = new_id(), new_id()
    with tenant_scope(tenant.id):
        payments.open_payment(
            order_id, Money.of("1250", "JPY"), provider="sandbox", expires_at=None, order_number="2026-<b>7",
            email="ada@example.com", user_id=user_id,
        )  # fmt: skip
    return str(payments.initiate(order_id, user_id=user_id).payment.checkout_url)


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


def test_it_shows_the_amount_and_a_button_for_each_outcome(client: Client, page: str) -> None:
    answer = client.get(page)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert "¥1,250" in html
    assert "2026-&lt;b&gt;7" in html
    assert re.findall(r'name="outcome" value="(\w+)"', html) == [
        "approve",
        "decline",
        "hang",
        "late",
        "duplicate",
    ]


def test_it_runs_without_inline_scripts_or_styles(client: Client, page: str) -> None:
    answer = client.get(page)
    found = _Names(answer.content.decode())

    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert "style" not in found.elements
    assert not {name for name in found.attributes if name == "style" or name.startswith("on")}


def test_it_is_labelled_for_people_who_hear_it(client: Client, page: str) -> None:
    html = client.get(page).content.decode()

    assert '<html lang="en">' in html
    assert html.count("<h1") == 1
    assert 'aria-labelledby="choose"' in html
    assert 'id="choose"' in html
    assert 'role="status"' in html


def test_a_button_decides_once(client: Client, page: str) -> None:
    token = _token(client.get(page).content.decode())
    pressed = client.post(page, {"outcome": "decline", "csrfmiddlewaretoken": token})
    assert (pressed.status_code, pressed["Location"]) == (302, page)
    shown = client.get(page).content.decode()
    assert "Declined" in shown
    assert 'name="outcome"' not in shown
    again = client.post(page, {"outcome": "approve", "csrfmiddlewaretoken": token})
    assert again.status_code == 409
    assert 'role="alert"' in again.content.decode()


def test_without_the_forms_token_nothing_is_decided(client: Client, page: str) -> None:
    assert client.post(page, {"outcome": "approve"}).status_code == 403
    assert "Waiting" in client.get(page).content.decode()


@pytest.mark.parametrize("outcome", ["", "explode"])
def test_an_unknown_button_is_refused(client: Client, page: str, outcome: str) -> None:
    token = _token(client.get(page).content.decode())
    assert client.post(page, {"outcome": outcome, "csrfmiddlewaretoken": token}).status_code == 400


@pytest.mark.parametrize(("reference", "status"), [("PAY-NOBODY", 404), ("%00", 400)])
def test_an_unknown_reference_has_no_page(client: Client, reference: str, status: int) -> None:
    answer = client.get(f"/payments/sandbox/{reference}/")

    assert answer.status_code == status
    assert "<h1" in answer.content.decode()
