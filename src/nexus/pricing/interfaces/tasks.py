"""Celery entry points."""

from uuid import UUID

from celery import shared_task

from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.platform.tenancy.directory import active_tenants
from nexus.pricing import facade
from nexus.pricing.interfaces.sweeping import resume_all


@shared_task(name="pricing.forget_old_prices")
def forget_old_prices() -> int:
    """Past prices that ended more than 400 days ago, of every shop; how many."""
    return sum(_forget(tenant_id) for tenant_id in active_tenants())


@shared_task(name="pricing.expire_gift_cards")
def expire_gift_cards() -> int:
    """What is left on gift cards whose time is over, of every shop, is gone; how many cards."""
    return sum(_expire(tenant_id) for tenant_id in active_tenants())


def _expire(tenant_id: UUID) -> int:
    expired = 0
    while True:
        with tenant_scope(tenant_id):
            now = facade.expire_gift_cards()
        expired += now
        if not now:
            return expired


def _forget(tenant_id: UUID) -> int:
    forgotten = 0
    while True:
        with tenant_scope(tenant_id):
            now = facade.forget_old_prices()
        forgotten += now
        if not now:
            return forgotten


@shared_task(name="pricing.simulate")
def simulate(tenant_id: str, simulation_id: str) -> str:
    """Try a promotion on past orders, to the end; the state that it came to."""
    with bind_tenant(UUID(tenant_id)):
        return facade.run_simulation(UUID(simulation_id)).state


@shared_task(name="pricing.resume_simulations")
def resume_simulations() -> int:
    """Go on with simulations whose worker died, or that no nudge woke anybody for; fail those that kill every worker."""
    return resume_all()
