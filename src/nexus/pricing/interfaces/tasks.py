"""Celery entry points."""

from uuid import UUID

from celery import shared_task

from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.platform.tenancy.directory import active_tenants
from nexus.platform.tenancy.sweeping import Waiting
from nexus.pricing import facade
from nexus.pricing.infrastructure.coupon_nudges import nudge
from nexus.pricing.interfaces.sweeping import resume_all

SLICE_SECONDS = 20.0
_UNFINISHED = Waiting("pricing_coupon_batch", "w.finished_at IS NULL")


@shared_task(name="pricing.forget_old_prices")
def forget_old_prices() -> int:
    """Past prices that ended more than 400 days ago, of every shop; how many."""
    return sum(_forget(tenant_id) for tenant_id in active_tenants())


@shared_task(name="pricing.expire_gift_cards")
def expire_gift_cards() -> int:
    """What is left on gift cards whose time is over, of every shop, is gone; how many cards."""
    return sum(_expire(tenant_id) for tenant_id in active_tenants())


@shared_task(name="pricing.ask_provider")
def ask_provider(tenant_id: str, key: str) -> bool:
    """Ask a provider of tax rates or shipping prices what a quote did not know."""
    with bind_tenant(UUID(tenant_id)):
        return facade.ask_provider(key)


@shared_task(name="pricing.make_coupons")
def make_coupons(tenant_id: str, batch_id: str) -> bool:
    """A slice of a batch of coupons; what is left is asked for anew, so that other tasks get their turn."""
    with bind_tenant(UUID(tenant_id)):
        is_left = facade.make_coupons(UUID(batch_id), seconds=SLICE_SECONDS)
        if is_left:
            nudge(UUID(batch_id))
    return is_left


@shared_task(name="pricing.resume_coupons")
def resume_coupons() -> int:
    """Go on with batches whose worker died, or that no nudge woke anybody for; how many there were."""
    found = 0
    for tenant_id in _UNFINISHED.tenants():
        with tenant_scope(tenant_id):
            unfinished = facade.unfinished_coupon_batches()
        with bind_tenant(tenant_id):
            for batch_id in unfinished:
                nudge(batch_id)
        found += len(unfinished)
    return found


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
