"""Stock to test with."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from nexus.kernel import clock
from nexus.kernel.ids import new_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def at_noon() -> Iterator[clock.FixedClock]:
    """Time stands still at noon until the test moves it."""
    fixed = clock.FixedClock(NOON)
    with clock.use_clock(fixed):
        yield fixed


@pytest.fixture
def in_half_an_hour() -> datetime:
    """Expiry of promises made at noon."""
    return NOON + timedelta(minutes=30)


@pytest.fixture
def stocked(tenant: Any) -> Callable[..., list[UUID]]:
    """`stocked(5, 0, 3)` -> variants (sorted) with that many on hand, committed to the database."""

    def make(*quantities: int) -> list[UUID]:
        from nexus.inventory import facade
        from nexus.platform.tenancy import tenant_scope

        variants = sorted(new_id() for _ in quantities)
        with tenant_scope(tenant.id):
            facade.set_levels(dict(zip(variants, quantities, strict=True)))
        return variants

    return make
