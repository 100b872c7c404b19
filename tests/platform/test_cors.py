"""Pages on other origins: those that are named may call the API, without cookies; all others may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from nexus.config.settings.cors import _origin

SHOP, STRANGER = "https://shop.example", "https://stranger.example"
PRODUCTS = "/api/catalog/products/"


@pytest.fixture
def browser(tenant: Any) -> Iterator[Client]:
    """A client of a product that lets SHOP in."""
    middleware = ["corsheaders.middleware.CorsMiddleware", *settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=middleware, CORS_ALLOWED_ORIGINS=[SHOP]):
        yield Client(headers={"X-Tenant": tenant.slug}, raise_request_exception=False)


def _preflight(browser: Client, origin: str) -> Any:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "idempotency-key"}
    return browser.options("/api/orders/", headers={"Origin": origin, **asked})


def test_a_named_origin_is_told_what_it_may_send(browser: Client) -> None:
    answer = _preflight(browser, SHOP)

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == SHOP
    assert "POST" in answer["Access-Control-Allow-Methods"]
    allowed = set(answer["Access-Control-Allow-Headers"].split(", "))
    assert {"authorization", "idempotency-key", "x-tenant", "x-cart-token", "x-order-token"} <= allowed
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_stranger_is_told_nothing(browser: Client) -> None:
    assert "Access-Control-Allow-Origin" not in _preflight(browser, STRANGER)
    assert "Access-Control-Allow-Origin" not in browser.get(PRODUCTS, headers={"Origin": STRANGER})


def test_kept_answers_and_refusals_can_be_read_too(browser: Client) -> None:
    answers = [browser.get(path, headers={"Origin": SHOP}) for path in (PRODUCTS, PRODUCTS, "/api/orders/")]

    assert [answer.status_code for answer in answers] == [200, 200, 401]
    assert answers[1]["X-Cache"] == "hit"
    assert {answer["Access-Control-Allow-Origin"] for answer in answers} == {SHOP}
    assert all("origin" in answer["Vary"].lower() for answer in answers)
    assert "etag" in answers[1]["Access-Control-Expose-Headers"]


def test_a_kept_answer_does_not_carry_one_origin_to_another(browser: Client) -> None:
    browser.get(PRODUCTS, headers={"Origin": SHOP})
    answer = browser.get(PRODUCTS, headers={"Origin": STRANGER})

    assert answer["X-Cache"] == "hit"
    assert "Access-Control-Allow-Origin" not in answer


def test_nobody_is_named_by_default(tenant: Any) -> None:
    assert settings.CORS_ALLOWED_ORIGINS == []
    answer = Client(headers={"X-Tenant": tenant.slug}).get(PRODUCTS, headers={"Origin": SHOP})

    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("text", ["shop.example", "https://shop.example/", "*", "ftp://shop.example"])
def test_what_is_no_origin_stops_the_start(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CORS_ALLOWED_ORIGINS"):
        _origin(text)
