"""Introduces the parts to each other at start: subscriptions and ports."""

from nexus.catalog import facade as catalog
from nexus.config.subscriptions import subscribe_all
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.platform.tenancy.directory import use_tenant_source
from nexus.pricing import facade as pricing
from nexus.tenancy.facade import active_tenant_ids


def compose() -> None:
    """Called once, when all apps are loaded."""
    use_tenant_source(active_tenant_ids)
    catalog.register_purchase_source(orders.has_bought)
    pricing.register_order_counts(orders.orders_before_each)
    orders.register_payment_lock(payments.locked_payment_of)
    subscribe_all()
