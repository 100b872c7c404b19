"""`nexus verify` finds each lie by name and with ids: broken chains, and contexts that tell different stories."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from nexus.audit.facade import verify
from nexus.config.verification import all_checks, all_tenants
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events.chain import GENESIS, link
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.facade import create_tenant
from tests.factories.buying import buy
from tests.factories.shop import stock_shelf


def lies(tenant: Any) -> dict[str, str]:
    """The checks that fail, each with its first finding."""
    failed = verify([tenant], all_checks(), report=lambda _outcome: None)
    return {outcome.check.name: str(outcome.findings[0]) for outcome in failed}


@pytest.fixture
def order(tenant: Any, api: Any) -> dict[str, Any]:
    """An order that waits for its payment, in a shop about which all is true."""
    with tenant_scope():
        shelf = stock_shelf(prices=("10.00",))
    placed = buy(api, list(shelf.variant_ids))
    assert lies(tenant) == {}
    return placed


@pytest.mark.parametrize(
    ("sabotage", "check", "told"),
    [
        (
            "DELETE FROM payments_payment WHERE tenant_id = %(tenant)s AND order_id = %(order)s",
            "no order without its payment record",
            "order without its payment record (order {id}, number {number})",
        ),
        (
            "DELETE FROM checkout_process WHERE tenant_id = %(tenant)s AND order_id = %(order)s",
            "no order without its place-order process",
            "order without its place-order process (order {id}, number {number})",
        ),
        (
            "UPDATE checkout_process SET state = 'confirmed' WHERE tenant_id = %(tenant)s AND order_id = %(order)s",
            "processes agree with orders",
            "process and order disagree (order {id}, number {number}): process confirmed, order pending",
        ),
        (
            "UPDATE checkout_process SET deadline = '2026-01-02T03:04:05Z' "
            "WHERE tenant_id = %(tenant)s AND order_id = %(order)s",
            "no process past its deadline",
            "process past its deadline (order {id}, number {number}): "
            "deadline 2026-01-02T03:04:05Z, failed attempts: 0",
        ),
    ],
)
def test_contexts_that_tell_different_stories(
    tenant: Any, order: dict[str, Any], sabotage: str, check: str, told: str
) -> None:
    with tenant_scope():
        assert db.execute(sabotage, {"tenant": tenant.id, "order": order["id"]}) == 1

    assert lies(tenant)[check] == told.format(**order)


def test_reserved_pieces_that_nobody_reserved(tenant: Any, order: dict[str, Any]) -> None:
    with tenant_scope():
        db.execute("UPDATE inventory_level SET reserved = reserved + 1 WHERE tenant_id = %s", [tenant.id])

    (told,) = lies(tenant).values()
    assert told.endswith("counter says 2, open reservations add up to 1")
    assert order["lines"][0]["variant_id"] in told


def forge(tenant: Any, stream_id: UUID, version: int, previous: bytes, *, later: str = "true") -> bytes:
    """An event with a good hash, whose payload was changed to `later` afterwards."""
    facts = {
        "id": new_id(), "tenant_id": tenant.id, "stream": "tests.forged", "stream_id": stream_id, "version": version,
        "type": "tests.forged.v1", "payload": {"said": "true"}, "metadata": {}, "occurred_at": clock.now(),
    }  # fmt: skip
    hashed = link(previous, **facts)
    written = facts | {
        "payload": f'{{"said": "{later}"}}',
        "metadata": "{}",
        "previous": previous,
        "hash": hashed,
    }
    with tenant_scope():
        db.execute(
            "INSERT INTO events_log (id, tenant_id, stream, stream_id, version, type, payload, metadata, occurred_at, "
            "previous_hash, hash) VALUES (%(id)s, %(tenant_id)s, %(stream)s, %(stream_id)s, %(version)s, %(type)s, "
            "%(payload)s, %(metadata)s, %(occurred_at)s, %(previous)s, %(hash)s)",
            written,
        )
    return hashed


def test_a_whole_chain_holds(tenant: Any) -> None:
    stream_id = new_id()
    forge(tenant, stream_id, 2, forge(tenant, stream_id, 1, GENESIS))

    assert lies(tenant) == {}


def test_a_changed_event_is_found(tenant: Any) -> None:
    stream_id = new_id()
    forge(tenant, stream_id, 2, forge(tenant, stream_id, 1, GENESIS), later="lie")

    told = lies(tenant)["every hash chain holds"]
    assert told.startswith(f"broken hash chain (stream tests.forged:{stream_id}, event ")
    assert told.endswith("version 2): what it says is not what its hash covers")


def test_a_missing_event_is_found(tenant: Any) -> None:
    stream_id = new_id()
    forge(tenant, stream_id, 3, forge(tenant, stream_id, 1, GENESIS))

    assert lies(tenant)["every hash chain holds"].endswith("version 3): version 2 is missing")


def test_an_event_that_replaced_another_is_found(tenant: Any) -> None:
    stream_id = new_id()
    forge(tenant, stream_id, 1, GENESIS)
    forge(tenant, stream_id, 2, GENESIS)

    told = lies(tenant)["every hash chain holds"]
    assert told.endswith("version 2): does not follow the event before it")


def test_the_installation_itself_is_looked_at_too(tenant: Any) -> None:
    own = create_tenant("nexus", name="Installation", mode="system")

    looked_at = [found.id for found in all_tenants()]

    assert looked_at[0] == own.id
    assert tenant.id in looked_at
