"""A worker that dies in the middle, one that takes long, and a wake-up call that died with its worker."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from tests.fixtures import run_in_threads

from nexus.kernel import clock
from nexus.kernel.events import DomainEvent, event
from nexus.kernel.ids import new_id
from nexus.platform.events import EventContext, append, delivery, external, nudge, operations, subscribe
from nexus.platform.events.delivery import drain
from nexus.platform.tenancy import sweeping, tenant_scope

RECOVERY = timedelta(seconds=30)


@event("faults.parcel_handed_over.v1")
class ParcelHandedOver(DomainEvent):
    parcel_id: UUID


class Killed(BaseException):
    """What a SIGKILL looks like from inside: nothing after it runs, no failure is recorded."""


class Carrier:
    """An outside party; `calls` are the keys that it was given."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.dies, self.seconds = False, 0.0

    def __call__(self, fact: ParcelHandedOver, context: EventContext) -> None:
        self.calls.append(context.idempotency_key)
        time.sleep(self.seconds)
        if self.dies:
            raise Killed


_carrier = Carrier()


def _hand_over(fact: ParcelHandedOver, context: EventContext) -> None:
    _carrier(fact, context)


subscribe({ParcelHandedOver: (external(_hand_over, name="faults.hand_over"),)})


@pytest.fixture
def carrier() -> Carrier:
    _carrier.__init__()  # type: ignore[misc]
    return _carrier


def _handed_over(tenant: Any) -> None:
    with tenant_scope(tenant.id):
        append("faults.parcel", parcel := new_id(), [ParcelHandedOver(parcel_id=parcel)], expected_version=0)


def test_what_a_killed_worker_had_begun_is_done_within_half_a_minute(tenant: Any, carrier: Carrier) -> None:
    _handed_over(tenant)
    carrier.dies = True
    with pytest.raises(Killed):
        drain(tenant.id)
    carrier.dies = False

    assert drain(tenant.id) == 0, "it may still be at it"
    with clock.use_clock(clock.SystemClock(RECOVERY + timedelta(seconds=1))):
        assert drain(tenant.id) == 1

    first, second = carrier.calls
    assert first == second, "the other party can tell that it is the same parcel"


def test_a_handler_that_takes_longer_than_its_lease_is_not_started_twice(
    tenant: Any, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LEASE", timedelta(seconds=1.5))
    carrier.seconds = 4.0
    _handed_over(tenant)

    def work(index: int) -> int:
        attempted, until = 0, time.monotonic() + 3.6
        while time.monotonic() < until and not attempted:
            attempted = drain(tenant.id)
            time.sleep(0.05)
        return attempted

    assert sorted(run_in_threads(3, work, tenant_id=tenant.id)) == [0, 0, 1]
    assert len(carrier.calls) == 1


def test_a_wake_up_call_that_died_with_its_worker_does_not_mute_the_next_ones(
    tenant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(settings, "NEXUS_NUDGE", True)
    monkeypatch.setattr(nudge.current_app, "send_task", lambda name, **_: sent.append(name))
    monkeypatch.setattr(sweeping, "active_tenants", lambda: (tenant.id,))
    _handed_over(tenant)
    nudge.nudge(tenant.id)
    assert sent == ["events.drain"], "merged, as one is on its way; its worker is killed now"

    operations.sweep()
    nudge.nudge(tenant.id)

    assert sent == ["events.drain"] * 2
