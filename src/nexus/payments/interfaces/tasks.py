"""Schedules. Each loops over the tenants where something waits: one transaction, one tenant."""

from celery import shared_task

from nexus.payments import wiring
from nexus.payments.infrastructure.gateways.sandbox import books
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.platform.tenancy.sweeping import Waiting

_ANSWERS = Waiting("payments_sandbox_webhook", "w.released_at IS NULL AND w.due_at <= %(at)s")
_ATTEMPTS = Waiting("payments_attempt", "w.look_at <= %(at)s")


def release_sandbox_messages() -> int:
    """Hand the sandbox's late answers to delivery once their time has come; how many."""
    released = 0
    for tenant_id in _ANSWERS.tenants():
        with tenant_scope(tenant_id):
            released += books.release_due()
    return released


def look_up_attempts() -> int:
    """Ask providers about attempts that nobody told us about; how many were looked at."""
    looked_at = 0
    for tenant_id in _ATTEMPTS.tenants():
        with bind_tenant(tenant_id):
            looked_at += wiring.look_up_attempts()()
    return looked_at


@shared_task(name="payments.sandbox_due")
def sandbox_due() -> int:
    return release_sandbox_messages()


@shared_task(name="payments.look_up")
def look_up() -> int:
    return look_up_attempts()
