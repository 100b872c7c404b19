"""A reservation runs out and nobody has swept yet: documents follow what was told, and never miss the next change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.catalog.marketplace import Market

from nexus.inventory import facade as inventory
from nexus.inventory.facade import StockLine
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope
from nexus.search.interfaces.verification import CHECKS

PRODUCT = "/api/catalog/products/red-mug/"


def test_verify_does_not_call_an_expired_reservation_a_stale_document(market: Market) -> None:
    variant = _with_last_piece_promised(market)

    with _later(minutes=6):
        assert _findings(market) == []
        with tenant_scope(market.tenant.id):
            inventory.release_expired()

    assert market.guest.get(PRODUCT).json()["in_stock"] is True
    assert _findings(market) == []
    with tenant_scope(market.tenant.id):
        assert inventory.announced([variant]) == inventory.available([variant]) == {variant: 1}


def test_a_product_changed_between_the_end_of_a_promise_and_the_next_one_shows_as_sold_out(
    market: Market,
) -> None:
    variant, staff = _with_last_piece_promised(market), market.staff()

    with _later(minutes=6):
        assert staff.patch(PRODUCT, {"description": "New words."}).status_code == 200
        with tenant_scope(market.tenant.id):
            inventory.reserve(new_id(), [_piece(variant)], expires_at=clock.now() + timedelta(minutes=5))
        assert market.guest.get(PRODUCT).json()["in_stock"] is False
        assert _findings(market) == []


def _with_last_piece_promised(market: Market) -> UUID:
    variant = market.product(stock=1).variants[0].id
    with tenant_scope(market.tenant.id):
        inventory.reserve(new_id(), [_piece(variant)], expires_at=clock.now() + timedelta(minutes=5))
    assert market.guest.get(PRODUCT).json()["in_stock"] is False
    return variant


def _piece(variant: UUID) -> StockLine:
    return StockLine(variant_id=variant, quantity=1)


@contextmanager
def _later(*, minutes: int) -> Iterator[None]:
    with clock.use_clock(clock.SystemClock(timedelta(minutes=minutes))):
        yield


def _findings(market: Market) -> list[Any]:
    with tenant_scope(market.tenant.id):
        return [finding for check in CHECKS for finding in check.run()]
