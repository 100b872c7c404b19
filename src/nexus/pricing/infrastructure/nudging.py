"""Waking the worker for a simulation. For latency only: the sweep finds what no nudge woke anybody for."""

from uuid import UUID

import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown

from nexus.platform.tenancy import bound_tenant, in_scope, on_commit

_log = structlog.get_logger(__name__)


def nudge_simulation(simulation_id: UUID, /) -> None:
    """Ask for work on it, after the commit when a transaction is open."""
    tenant_id = bound_tenant()
    if in_scope():
        on_commit(lambda: _send(tenant_id, simulation_id))
    else:
        _send(tenant_id, simulation_id)


def _send(tenant_id: UUID, simulation_id: UUID) -> None:
    if not settings.NEXUS_NUDGE:
        return
    try:
        current_app.send_task("pricing.simulate", args=[str(tenant_id), str(simulation_id)], retry=False)
    except (BrokerDown, OSError) as error:
        _log.warning(
            "simulation_nudge_lost", tenant=str(tenant_id), simulation=str(simulation_id), error=repr(error)
        )
