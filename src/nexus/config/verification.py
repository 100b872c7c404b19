"""All checks of `nexus verify`: those of each context, and the promises that span contexts, which only this place can see."""

from collections.abc import Iterator
from importlib import import_module

from nexus.audit.facade import CHAIN_CHECKS
from nexus.config.settings.apps import provides
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import all_active, system_tenant


def all_checks() -> tuple[Check, ...]:
    """In the order in which they are run."""
    of_contexts = tuple(
        check for module in provides("interfaces/verification.py") for check in import_module(module).CHECKS
    )
    return (*CHAIN_CHECKS, *of_contexts, *_SPANNING)


def all_tenants() -> list[TenantInfo]:
    """The installation's own tenant, whose history says who became an operator, then every business."""
    own = system_tenant()
    return [*([own] if own else []), *all_active()]


def _findings(what: str, sql: str) -> Iterator[Finding]:
    parameters = [current_tenant()] * sql.count("%s")
    for found in db.rows(sql, parameters):
        ids = {name: str(value) for name, value in found._asdict().items() if name != "detail"}
        yield Finding(what=what, ids=ids, detail=getattr(found, "detail", ""))


def orders_without_payment() -> Iterator[Finding]:
    return _findings(
        "order without its payment record",
        'SELECT o.id AS "order", o.number FROM orders_order o WHERE o.tenant_id = %s AND NOT EXISTS '
        "(SELECT 1 FROM payments_payment p WHERE p.tenant_id = %s AND p.order_id = o.id) LIMIT 20",
    )


def payments_without_order() -> Iterator[Finding]:
    return _findings(
        "payment without its order",
        'SELECT p.id AS payment, p.order_id AS "order" FROM payments_payment p WHERE p.tenant_id = %s AND NOT EXISTS '
        "(SELECT 1 FROM orders_order o WHERE o.tenant_id = %s AND o.id = p.order_id) LIMIT 20",
    )


def orders_without_process() -> Iterator[Finding]:
    return _findings(
        "order without its place-order process",
        'SELECT o.id AS "order", o.number FROM orders_order o WHERE o.tenant_id = %s AND NOT EXISTS '
        "(SELECT 1 FROM checkout_process c WHERE c.tenant_id = %s AND c.order_id = o.id) LIMIT 20",
    )


def process_disagrees_with_order() -> Iterator[Finding]:
    return _findings(
        "process and order disagree",
        "SELECT o.id AS \"order\", o.number, 'process ' || c.state || ', order ' || o.status AS detail "
        "FROM checkout_process c JOIN orders_order o ON o.tenant_id = c.tenant_id AND o.id = c.order_id "
        "WHERE c.tenant_id = %s AND o.tenant_id = %s AND ((c.state = 'awaiting_payment') <> (o.status = 'pending') "
        "OR (c.state = 'cancelled') <> (o.status = 'cancelled')) AND o.status <> 'on_hold' LIMIT 20",
    )


def open_reservation_without_pending_order() -> Iterator[Finding]:
    return _findings(
        "stock is reserved for an order that does not wait for payment",
        "SELECT r.order_id AS \"order\", r.variant_id AS variant, 'order ' || coalesce(o.status, 'missing') AS detail "
        "FROM inventory_reservation r LEFT JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id "
        "AND o.tenant_id = %s WHERE r.tenant_id = %s AND r.state = 'open' "
        "AND coalesce(o.status, 'missing') NOT IN ('pending', 'on_hold') LIMIT 20",
    )


def paid_order_not_confirmed() -> Iterator[Finding]:
    return _findings(
        "money was taken for an order that is neither confirmed nor refunded",
        "SELECT o.id AS \"order\", p.id AS payment, 'order ' || o.status || ', payment ' || p.status AS detail "
        "FROM payments_payment p JOIN orders_order o ON o.tenant_id = p.tenant_id AND o.id = p.order_id "
        "WHERE p.tenant_id = %s AND o.tenant_id = %s AND p.captured_minor > 0 AND (o.status = 'pending' "
        "OR (o.status = 'cancelled' AND p.refunded_minor + p.refunding_minor < p.captured_minor)) LIMIT 20",
    )


_SPANNING = (
    Check("no order without its payment record", orders_without_payment),
    Check("no payment without its order", payments_without_order),
    Check("no order without its place-order process", orders_without_process),
    Check("processes agree with orders", process_disagrees_with_order),
    Check("stock is only held for orders that wait", open_reservation_without_pending_order),
    Check("money is attached to a confirmed order or refunded", paid_order_not_confirmed),
)
