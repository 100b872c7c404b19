"""A rebuild while the shop is open: what is read stays whole, what is written meanwhile is not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.platform.tenancy import bind_tenant

PRODUCTS = "/api/catalog/products/"


@pytest.fixture(params=["postgres", "tantivy"])
def shop(
    request: Any,
    market: Market,
    use_engine: Callable[..., None],
    build: Callable[[Market], int],
    monkeypatch: Any,
) -> Market:
    """Six mugs, in pages of two."""
    use_engine(request.param)
    for module in ("rebuilding.PAGE", "feeding.BATCH"):
        monkeypatch.setattr(f"nexus.search.services.{module}", 2)
    for number in range(6):
        market.product(f"Mug {number}")
    build(market)
    return market


def _titles(market: Market) -> list[str]:
    return sorted(item["title"] for item in market.guest.get(f"{PRODUCTS}?q=mug").json()["results"])


def _steps(market: Market) -> Iterator[int]:
    from django.conf import settings

    from nexus.search import facade

    with bind_tenant(market.tenant.id):
        yield from facade.rebuild() if settings.NEXUS_SEARCH_BACKEND == "postgres" else facade.rebuild_index()


def test_readers_and_writers_go_on(shop: Market, carry: Callable[[Market], int]) -> None:
    staff, seen = shop.staff(), []
    for done in _steps(shop):
        if done == 2:  # the first page is written already, the last one is not
            staff.patch(f"{PRODUCTS}mug-0/", {"title": "Mug first"})
            staff.delete(f"{PRODUCTS}mug-5/")
            shop.product("Mug new")
            carry(shop)
        seen.append(_titles(shop))

    changed = ["Mug 1", "Mug 2", "Mug 3", "Mug 4", "Mug first", "Mug new"]
    assert all(found == changed for found in seen)
    assert _titles(shop) == changed


def test_an_engine_that_was_never_filled_is_stood_in_for(
    market: Market, use_engine: Callable[..., None], carry: Callable[[Market], int]
) -> None:
    use_engine("tantivy")
    market.product("Mug")
    assert _titles(market) == ["Mug"]

    from django.core.management import call_command

    told = StringIO()
    call_command("search", "rebuild", "--tenant", market.tenant.slug, stdout=told)
    lines = told.getvalue().splitlines()
    assert [line.split(" done in")[0] for line in lines if " done in" in line] == [
        f"{market.tenant.slug}: documents: 1", f"{market.tenant.slug}: index: 1",
    ]  # fmt: skip
    assert "[####################] 1 of 1" in lines[0]
    assert _titles(market) == ["Mug"]
