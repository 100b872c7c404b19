"""Promotions tried on past orders before anybody buys with them."""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
import structlog

from nexus.kernel import clock
from nexus.platform.tenancy import bound_tenant, in_scope
from nexus.pricing.application.try_promotion import TrialStopped, TriedPage, TryPromotion
from nexus.pricing.contracts.trials import (
    InvalidTrial,
    SimulationInfo,
    SimulationOver,
    SimulationsBusy,
    UnknownSimulation,
)
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.trials import as_draft
from nexus.pricing.facade.trying import tried
from nexus.pricing.infrastructure import order_counts, past_orders, simulations, trial_crew
from nexus.pricing.infrastructure.drafts import drafted
from nexus.pricing.infrastructure.nudging import nudge_simulation
from nexus.pricing.infrastructure.order_counts import OrderCounts
from nexus.pricing.infrastructure.transactions import short_scope
from nexus.pricing.queries import simulations as queries

AT_ONCE: Final = 1_000
"""So many orders are tried while the caller waits; more of them in the background."""
MOST_ORDERS: Final = 100_000
MOST_OPEN: Final = 5
CREW_FROM: Final = 6
"""Thousands of orders from which on several processes try them: each takes a second to start."""
_log = structlog.get_logger(__name__)


def start_simulation(
    promotion_id: UUID,
    /,
    *,
    orders: int = AT_ONCE,
    since: datetime | None = None,
    until: datetime | None = None,
    spec: Mapping[str, Any] | None = None,
    vendor_id: UUID | None = None,
    asked_by: str = "",
    nudges: bool = True,
    at_once: int | None = None,
) -> SimulationInfo:
    """Try a promotion (as `spec` says, if it is given and not stored yet) on the newest `orders` that were placed from `since`
    until just before `until` (now).

    Up to AT_ONCE (or `at_once`) are tried before it returns; otherwise the state is `waiting` and a worker begins after the
    commit (not with `nudges` False: then call `run_simulation`). `vendor_id`: only what this seller sees is told. Raises
    UnknownPromotion, InvalidPromotion, InvalidTrial, SimulationsBusy.
    """
    end = until or clock.now()
    _check(orders, since, end)
    if simulations.open_ones() >= MOST_OPEN:
        raise SimulationsBusy(retry_after=30)
    draft = drafted(spec, promotion_id=promotion_id)
    span = past_orders.Span(most=orders, since=since, until=end)
    asked = simulations.Asked(
        promotion_id=promotion_id,
        spec=msgspec.to_builtins(draft.spec),
        orders=orders,
        since=since,
        until=end,
        vendor_id=vendor_id,
    )
    total = past_orders.count(span)
    made = simulations.open_simulation(asked, total=total, asked_by=asked_by)
    if total <= (AT_ONCE if at_once is None else at_once):
        return run_simulation(made)
    if nudges:
        nudge_simulation(made)
    return _known(made)


def _check(orders: int, since: datetime | None, until: datetime) -> None:
    if not 1 <= orders <= MOST_ORDERS:
        raise InvalidTrial(errors={"orders": [f"Must be between 1 and {MOST_ORDERS}."]})
    if since is not None and since >= until:
        raise InvalidTrial(errors={"until": ["Must be after the beginning."]})


def run_simulation(
    simulation_id: UUID, /, *, report: Callable[[int], None] = lambda done: None
) -> SimulationInfo:
    """Work on it to the end, if nobody else does. What fails is told in its row. Outside a transaction every page of orders has
    one of its own, and `report` hears how many are done. Raises UnknownSimulation."""
    with short_scope():
        claimed = simulations.claim(simulation_id)
    if claimed:
        _work(claimed, report)
    with short_scope():
        return _known(simulation_id)


def _work(claimed: simulations.Claimed, report: Callable[[int], None]) -> None:
    def went_on(done: int) -> bool:
        report(done)
        with short_scope():
            return simulations.tell_progress(claimed, done)

    try:
        with short_scope():
            draft = as_draft(drafted(claimed.asked.spec, promotion_id=claimed.asked.promotion_id))
        result = TryPromotion(went_on=went_on)(draft, _tried(claimed.asked, draft))
    except TrialStopped:
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, whoever waits for the result has to hear of it
        _log.exception("simulation_failed", simulation=str(claimed.id))
        with short_scope():
            simulations.finish(claimed, error=f"{type(error).__name__}: {error}")
        return
    with short_scope():
        simulations.finish(claimed, result=result)


def _tried(asked: simulations.Asked, draft: Promotion) -> Iterator[TriedPage]:
    """Many orders by several processes, which no transaction may wait for."""
    span = past_orders.Span(most=asked.orders, since=asked.since, until=asked.until)
    stretches = past_orders.stretches(span)
    if in_scope() or len(stretches) < CREW_FROM:
        return tried(draft, asked.vendor_id, stretches)
    spec = msgspec.to_builtins(draft.spec)
    task = trial_crew.Task(bound_tenant(), draft.id, draft.version, spec, asked.vendor_id)
    return trial_crew.pages_by_crew(task, stretches, size=min(2, os.cpu_count() or 1))


def simulation(simulation_id: UUID, /) -> SimulationInfo | None:
    """How it stands; None for an unknown one. One statement."""
    return queries.simulation(simulation_id)


def simulations_of(promotion_id: UUID, /) -> tuple[SimulationInfo, ...]:
    """The latest twenty, newest first. One statement."""
    return queries.latest(promotion_id)


def cancel_simulation(simulation_id: UUID, /) -> SimulationInfo:
    """Nobody wants its result any more. Raises UnknownSimulation, SimulationOver."""
    before = _known(simulation_id)
    if before.state != "cancelled" and not simulations.cancel(simulation_id):
        raise SimulationOver(f"The simulation is {_known(simulation_id).state}.", state=before.state)
    return _known(simulation_id)


def resume_simulations() -> int:
    """Fail those with which everybody died who tried, and ask for work on those that nobody works on; how many of these."""
    simulations.give_up_dead()
    due = simulations.due()
    for simulation_id in due:
        nudge_simulation(simulation_id)
    return len(due)


def _known(simulation_id: UUID) -> SimulationInfo:
    found = queries.simulation(simulation_id)
    if found is None:
        raise UnknownSimulation(simulation=str(simulation_id))
    return found


def register_order_counts(source: OrderCounts, /) -> None:
    """Who knows how many orders a buyer had placed before each of these orders, not counting cancelled ones."""
    order_counts.register_order_counts(source)
