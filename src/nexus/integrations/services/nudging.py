"""Waking the worker for an import. For latency only: the sweep finds what no nudge woke anybody for."""

from uuid import UUID

import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown

from nexus.platform.tenancy import bound_tenant, in_scope, on_commit

_log = structlog.get_logger(__name__)


def nudge_import(import_id: UUID, /) -> None:
    """Ask for work on the import, after the commit when a transaction is open."""
    tenant_id = bound_tenant()
    if in_scope():
        on_commit(lambda: _send(tenant_id, import_id))
    else:
        _send(tenant_id, import_id)


def nudge_pictures(import_id: UUID, /) -> None:
    """Ask for the pictures that are left."""
    _send(bound_tenant(), import_id, task="integrations.fetch_pictures")


def _send(tenant_id: UUID, import_id: UUID, *, task: str = "integrations.work_off") -> None:
    if not settings.NEXUS_NUDGE:
        return
    try:
        current_app.send_task(task, args=[str(tenant_id), str(import_id)], retry=False)
    except (BrokerDown, OSError) as error:
        _log.warning("import_nudge_lost", tenant=str(tenant_id), import_id=str(import_id), error=repr(error))
