"""A closed shop: 503 with words, nothing kept, everything beside the shop goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.web.storefront.frame.window import Window, words


def _set(tenant: Any, settings: dict[str, Any]) -> None:
    """As an operator does; processes see it within seconds, this one at once."""
    import orjson
    from django.db import connections

    from nexus.tenancy import queries

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE tenancy_tenant SET settings = %s::jsonb WHERE id = %s",
            [orjson.dumps(settings).decode(), tenant.id],
        )
    queries.forget()


@pytest.mark.parametrize(
    "path", ["/", "/info/about/", "/products/", "/search/?q=x", "/cart/", "/account/", "/p/thing/"]
)
def test_every_page_says_so(open_shop: Callable[..., Window], path: str) -> None:
    answer = open_shop(settings={"maintenance": True}).get(path)

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "600", "no-store")
    assert "We are back soon The shop is closed for a little while." in words(answer)
    assert "X-Cache" not in answer


def test_pages_that_were_kept_are_not_shown_meanwhile(open_shop: Callable[..., Window]) -> None:
    shop = open_shop()
    assert [shop.get("/info/about/")["X-Cache"] for _ in range(2)] == ["miss", "hit"]

    _set(shop.tenant, {"maintenance": True})
    assert shop.get("/info/about/").status_code == 503
    _set(shop.tenant, {})

    assert shop.get("/info/about/").status_code == 200


def test_the_rest_goes_on(open_shop: Callable[..., Window]) -> None:
    shop = open_shop(settings={"maintenance": True})

    assert shop.get("/api/catalog/products/").status_code == 200
    assert shop.get("/admin/login/").status_code == 200
    assert shop.get("/healthz").status_code == 200
    assert shop.get("/brand.css").status_code == 200


def test_it_says_until_when_and_in_which_words(open_shop: Callable[..., Window]) -> None:
    from nexus.kernel import clock

    until = clock.now() + timedelta(hours=2)
    said = {"until": until.isoformat(), "text": {"en": "We move <b>shelves</b>.", "es": "Movemos estantes."}}
    shop = open_shop(settings={"maintenance": said})

    english, spanish = shop.get("/"), shop.get("/", Accept_Language="es")

    assert 7190 <= int(english["Retry-After"]) <= 7200
    assert "We move <b>shelves</b>. We expect to be back on" in words(english)
    assert "<b>" not in english.content.decode()
    assert "Movemos estantes. Esperamos volver el" in words(spanish)


def test_the_time_is_the_shops(open_shop: Callable[..., Window]) -> None:
    said = {"until": "2099-11-27T08:00:00+01:00"}
    shop = open_shop(time_zone="Europe/Madrid", settings={"maintenance": said})

    assert "We expect to be back on Nov 27, 2099, 8:00 AM." in words(shop.get("/"))
    assert "Esperamos volver el 27 nov 2099, 8:00." in words(shop.get("/", Accept_Language="es"))


@pytest.mark.parametrize("until", ["yesterday", 7, None, "2020-01-01T00:00:00Z", "2020-01-01", {}])
def test_a_time_that_tells_nothing_is_not_told(open_shop: Callable[..., Window], until: Any) -> None:
    answer = open_shop(settings={"maintenance": {"until": until}}).get("/")

    assert (answer.status_code, int(answer["Retry-After"]) >= 60) == (503, True)
    assert "We expect" not in words(answer)


@pytest.mark.parametrize("off", [False, None, "", 0, {}, [], "on", 1])
def test_only_true_or_a_description_closes(open_shop: Callable[..., Window], off: Any) -> None:
    assert open_shop(settings={"maintenance": off}).get("/info/about/").status_code == 200


def test_staff_look_at_the_shop_before_it_opens(open_shop: Callable[..., Window]) -> None:
    from tests.backoffice.desk import open_shop as open_desks

    shop = open_shop(settings={"maintenance": True})
    desks = open_desks(shop.tenant)
    owner = Window(shop.tenant)
    owner.client = desks.desk("owner").client
    buyer = Window(shop.tenant, Cookie="sessionid=0123456789abcdef0123456789abcdef")

    seen = owner.get("/info/about/")

    assert (seen.status_code, "X-Cache" in seen) == (200, False)
    assert buyer.get("/info/about/").status_code == 503


def test_it_needs_no_database(open_shop: Callable[..., Window]) -> None:
    from django.db import OperationalError, connection

    def refuse(*_: Any) -> Any:
        raise OperationalError("connection refused")

    shop = open_shop(settings={"maintenance": {"text": "A new database."}})
    shop.get("/")
    with connection.execute_wrapper(refuse):
        guest, known = shop.get("/"), shop.get("/", Cookie="sessionid=0123456789abcdef0123456789abcdef")

    assert [one.status_code for one in (guest, known)] == [503, 503]
    assert "A new database." in words(guest)
    assert "A new database." in words(known)
