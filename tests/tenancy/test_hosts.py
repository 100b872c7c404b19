"""Whose request it is, told by the host's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings


@pytest.mark.parametrize(
    "host",
    [
        "{slug}.localhost",
        "{slug}.localhost:8000",
        "{slug}.localhost.",
        "{slug}.localhost.:8000",
        "shop.{slug}.test.",
    ],
)
def test_every_spelling_of_a_shops_name_is_that_shop(make_tenant: Any, tenant: Any, host: str) -> None:
    """A name with the dot at its end is the same name; it must not open the installation's default shop."""
    own = make_tenant(currency="JPY")
    named = make_tenant(currency="KWD", domains=[f"shop.{own.slug}.test"])
    expected = named if host.startswith("shop.") else own
    with override_settings(ALLOWED_HOSTS=["*"], NEXUS_DEFAULT_TENANT=tenant.slug):
        answer = Client().get("/api/cart/cart/", headers={"Host": host.format(slug=own.slug)})
    assert (answer.status_code, answer.json()["currency"]) == (200, expected.currency)


def test_the_name_wins_over_the_header(make_tenant: Any, tenant: Any) -> None:
    own = make_tenant(currency="JPY")
    sent = {"Host": f"{own.slug}.localhost.", "X-Tenant": tenant.slug}
    with override_settings(ALLOWED_HOSTS=["*"]):
        assert Client().get("/api/cart/cart/", headers=sent).json()["currency"] == "JPY"


def test_who_is_known_stays_known_while_the_database_is_away(
    tenant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError, connection

    from nexus.tenancy import facade, queries

    def refuse(*_: Any) -> Any:
        raise OperationalError("connection refused")

    facade.resolve("127.0.0.1", tenant.slug)
    monkeypatch.setattr(queries, "_cache", {key: (0.0, found) for key, (_, found) in queries._cache.items()})
    with connection.execute_wrapper(refuse):
        assert facade.resolve("127.0.0.1", tenant.slug) == tenant
        with pytest.raises(OperationalError):
            facade.resolve("127.0.0.1", "never-seen")
    queries.forget()
    assert facade.resolve("127.0.0.1", tenant.slug) == tenant
