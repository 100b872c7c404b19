"""What is told about the shop: true for a fresh one, in the tenant's words where it has some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.factories.terms import ship_by
from tests.web.storefront.frame.window import Window, words

from nexus.platform.tenancy import tenant_scope

TOPICS = {
    "about": "About us", "contact": "Contact", "shipping": "Shipping and returns", "privacy": "Privacy",
    "terms": "Terms", "accessibility": "Accessibility",
}  # fmt: skip


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_its_page(window: Window, topic: str) -> None:
    answer = window.get(f"/info/{topic}/")

    assert answer.status_code == 200
    assert f"<h1>{TOPICS[topic]}</h1>" in answer.content.decode()
    assert f'href="/info/{topic}/" aria-current="page"' in answer.content.decode()


@pytest.mark.parametrize("topic", ["nothing", "frame", "About", "about.html", "..%2Fbase"])
def test_others_are_not_found(window: Window, topic: str) -> None:
    assert window.get(f"/info/{topic}/").status_code == 404


def test_shipping_costs_what_the_quote_will_say(open_shop: Callable[..., Window]) -> None:
    shop = open_shop()
    with tenant_scope(shop.tenant.id):
        ship_by("post", "Post", "4.90", free_from="50.00", position=1)
        ship_by("pickup", "Pick up", "0", position=2)

    said = words(shop.get("/info/shipping/"))

    assert "Post free from €50.00 of goods €4.90 Pick up free One order, one charge" in said


def test_a_fresh_shop_ships_for_nothing_and_promises_no_days(window: Window) -> None:
    said = words(window.get("/info/shipping/"))

    assert "What shipping costs Standard free On its way" in said
    assert "The rights that the law gives you are yours in any case." in said


@pytest.mark.parametrize(("days", "promised"), [
    (30, "you have 30 days to send"), (1, "you have 1 day to send"),
    (0, "The rights that the law"), (-3, "The rights that the law"), ("30", "The rights that the law"),
    (True, "The rights that the law"), (9000, "The rights that the law"),
])  # fmt: skip
def test_the_days_to_send_back_are_the_shops(
    open_shop: Callable[..., Window], days: Any, promised: str
) -> None:
    shop = open_shop(settings={"branding": {"return_days": days}})

    assert promised in words(shop.get("/info/shipping/"))


def test_its_address_is_on_the_contact_page(open_shop: Callable[..., Window]) -> None:
    shop = open_shop(settings={"branding": {"contact_email": "hello@atelier.example"}})

    assert 'href="mailto:hello@atelier.example"' in shop.get("/info/contact/").content.decode()


def test_a_marketplace_and_a_shop_speak_of_different_sellers(open_shop: Callable[..., Window]) -> None:
    market, atelier = open_shop(name="Bazaar"), open_shop(name="Atelier", mode="shop")

    assert "Bazaar is a marketplace" in words(market.get("/info/about/"))
    assert "Atelier sells what it shows here" in words(atelier.get("/info/about/"))
    assert "You buy from Atelier." in words(atelier.get("/info/terms/"))


def test_a_tenants_own_words_replace_ours_and_are_text(open_shop: Callable[..., Window]) -> None:
    own = {
        "terms": "First <b>things</b>.\nStill first.\n\n  \n\nThen & last.",
        "about": {"es": "Hola", "en": "Hello"},
    }
    shop = open_shop(settings={"branding": {"pages": own}})

    terms = shop.get("/info/terms/").content.decode()

    assert "<p>First &lt;b&gt;things&lt;/b&gt;.<br>Still first.</p><p>Then &amp; last.</p>" in terms
    assert "in plain words" not in terms
    assert "Hello" in words(shop.get("/info/about/"))
    assert "Hola" in words(shop.get("/info/about/", Accept_Language="es"))
    assert "no tracking" in words(shop.get("/info/privacy/"))


@pytest.mark.parametrize(
    "pages", [None, "text", ["about"], {"about": None}, {"about": ["x"]}, {"about": " \n\n "}, 7]
)
def test_unusable_words_leave_ours(open_shop: Callable[..., Window], pages: Any) -> None:
    shop = open_shop(settings={"branding": {"pages": pages}})

    assert "How we do things" in words(shop.get("/info/about/"))


def test_every_cookie_of_ours_is_named(window: Window) -> None:
    from django.conf import settings

    from nexus.web.storefront.language import COOKIE
    from nexus.web.storefront.rendering import COUNT_COOKIE

    said = words(window.get("/info/privacy/"))

    for name in (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        COOKIE,
        COUNT_COOKIE,
        "nexus_cart",
        "nexus_orders",
    ):
        assert name in said


def test_they_speak_spanish(window: Window) -> None:
    said = words(window.get("/info/shipping/", Accept_Language="es-MX,es;q=0.9"))

    assert "Cuánto cuesta el envío Standard gratis En camino" in said
