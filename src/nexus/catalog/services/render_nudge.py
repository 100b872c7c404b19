"""Wake the worker for pictures. For speed only: when a nudge is lost, the sweep finds what is due.

One chain of tasks for each tenant: every task makes one picture and sends the next, so that pictures never keep letters and
orders waiting. A mark in Valkey says that the chain lives; it fades by itself should the chain break.
"""

from typing import Final

import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

from nexus.platform.events.nudge import valkey
from nexus.platform.tenancy import bound_tenant

_FADES_AFTER: Final = 60  # seconds; a picture takes a few
_log = structlog.get_logger(__name__)


def nudge() -> None:
    """Begin a chain for the bound tenant, unless one lives."""
    _send(anew=True)


def go_on() -> None:
    """The next task of the chain."""
    _send(anew=False)


def rest() -> None:
    """Nothing is left to do; the next nudge begins anew."""
    try:
        valkey().delete(_mark())
    except RedisError as error:
        _log.warning("pictures_not_resting", error=repr(error))


def _send(*, anew: bool) -> None:
    if not settings.NEXUS_NUDGE:
        return
    try:
        if valkey().set(_mark(), 1, nx=anew, ex=_FADES_AFTER):
            current_app.send_task(
                "catalog.render", args=[str(bound_tenant())], ignore_result=True, retry=False
            )
    except (RedisError, BrokerDown, OSError) as error:
        _log.warning("pictures_nudge_lost", error=repr(error))


def _mark() -> str:
    return f"nexus:pictures:{bound_tenant()}"
