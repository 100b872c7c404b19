"""Waking the worker for a batch of coupons. For latency only: the sweep finds what no nudge woke anybody for."""

from uuid import UUID

import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown

from nexus.platform.tenancy import bound_tenant, in_scope, on_commit

_log = structlog.get_logger(__name__)


def nudge(batch_id: UUID, /) -> None:
    """Ask for its codes, after the commit when a transaction is open."""
    tenant_id = bound_tenant()
    if in_scope():
        on_commit(lambda: _send(tenant_id, batch_id))
    else:
        _send(tenant_id, batch_id)


def _send(tenant_id: UUID, batch_id: UUID) -> None:
    if not settings.NEXUS_NUDGE:
        return
    try:
        current_app.send_task("pricing.make_coupons", args=[str(tenant_id), str(batch_id)], retry=False)
    except (BrokerDown, OSError) as error:
        _log.warning("coupons_nudge_lost", tenant=str(tenant_id), batch=str(batch_id), error=repr(error))
