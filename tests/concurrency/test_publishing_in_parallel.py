"""Several sweeps at once publish each product once; without skipping what is locked they would tell of it twice."""

from collections import Counter
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from tests.catalog.marketplace import Market
from tests.fixtures import run_in_threads

from nexus.catalog.services import lifecycle
from nexus.kernel import clock
from nexus.kernel.clock import FixedClock, use_clock
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

SWEEPS = 3


def _told(tenant_id: UUID) -> Counter[str]:
    with tenant_scope(tenant_id):
        found = db.rows(
            "SELECT payload FROM events_log WHERE tenant_id = %s AND type = 'catalog.products_published.v1'",
            [tenant_id],
        )
    return Counter(one for entry in found for one in entry.payload["product_ids"])


def _publish_until_nothing_is_due(tenant_id: UUID) -> int:
    done = 0
    while True:
        with tenant_scope(tenant_id):
            now = lifecycle.publish_due(limit=2)
        if not now:
            return done
        done += now


@pytest.mark.parametrize("locked", [True, False])
def test_each_product_is_published_once(tenant: Any, monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    market, hour = Market(tenant), clock.now() + timedelta(minutes=1)
    ids = [str(market.product(f"Mug {n}", status="scheduled", publish_at=hour).id) for n in range(6)]
    if not locked:
        _meet_between_reading_and_writing(monkeypatch)

    with use_clock(FixedClock(hour)):
        outcome = run_in_threads(
            SWEEPS, lambda _: _publish_until_nothing_is_due(tenant.id), tenant_id=tenant.id
        )

    if locked:
        assert sum(outcome) == 6
        assert _told(tenant.id) == Counter(ids)
    else:
        assert sum(outcome) > 6
        assert max(_told(tenant.id).values()) == SWEEPS


def _meet_between_reading_and_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: the same sweep without the lock, all of them between the look and the change."""
    meeting, look = Barrier(SWEEPS), db.rows

    def rows(sql: str, params: Any = ()) -> list[Any]:
        found = look(sql, params)
        meeting.wait(timeout=10)
        return found

    monkeypatch.setattr(lifecycle, "_DUE", lifecycle._DUE.replace("FOR NO KEY UPDATE SKIP LOCKED", ""))
    monkeypatch.setattr(lifecycle, "db", SimpleNamespace(rows=rows, execute=db.execute))
