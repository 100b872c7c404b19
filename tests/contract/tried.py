"""Simulations of a side's promotion: one that has ended, and one that waits."""

from __future__ import annotations

from uuid import UUID

from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing
from nexus.pricing.infrastructure import simulations


def tried(ids: dict[str, str], /) -> None:
    promotion_id, vendor_id = UUID(ids["promotion"]), UUID(ids["vendor"])
    with tenant_scope():
        done = pricing.start_simulation(promotion_id, vendor_id=vendor_id)
        found = pricing.promotion(promotion_id)
        asked = simulations.Asked(
            promotion_id=promotion_id, spec=found.spec if found else {}, orders=1, since=None, until=clock.now(),
            vendor_id=vendor_id,
        )  # fmt: skip
        waiting = simulations.open_simulation(asked, total=1, asked_by="")
    ids |= {"simulation": str(done.id), "open_simulation": str(waiting)}
