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


def payment_of_another_amount() -> Iterator[Finding]:
    return _findings(
        "the payment does not ask for what gift cards and credit leave of the order",
        "SELECT o.id AS \"order\", p.id AS payment, 'total ' || o.total_minor || ', credit ' || o.credit_minor || ', payment ' "
        "|| p.amount_minor || ' ' || p.currency AS detail FROM payments_payment p JOIN orders_order o "
        "ON o.tenant_id = p.tenant_id AND o.id = p.order_id WHERE p.tenant_id = %s AND o.tenant_id = %s "
        "AND (p.amount_minor <> o.total_minor - o.credit_minor OR p.currency <> o.currency) LIMIT 20",
    )


def credit_that_is_not_the_orders() -> Iterator[Finding]:
    """What accounts gave to an order and got back is what the order says, nothing once it is cancelled."""
    return _findings(
        "gift cards and credit gave another amount than the order says",
        "SELECT o.id AS \"order\", o.number, o.status || ', credit ' || o.credit_minor || ', given ' || -sum(e.amount_minor) "
        "AS detail FROM orders_order o JOIN pricing_credit_entry e ON e.tenant_id = o.tenant_id AND e.order_id = o.id "
        "WHERE o.tenant_id = %s AND e.tenant_id = %s GROUP BY o.id, o.number, o.status, o.credit_minor "
        "HAVING -sum(e.amount_minor) <> CASE WHEN o.status = 'cancelled' THEN 0 ELSE o.credit_minor END LIMIT 20",
    )


def credit_that_nobody_gave() -> Iterator[Finding]:
    return _findings(
        "an order was paid by credit that no account gave",
        'SELECT o.id AS "order", o.number FROM orders_order o WHERE o.tenant_id = %s AND o.credit_minor > 0 AND NOT EXISTS '
        "(SELECT 1 FROM pricing_credit_entry e WHERE e.tenant_id = %s AND e.order_id = o.id) LIMIT 20",
    )


def redemptions_that_are_not_the_orders() -> Iterator[Finding]:
    """Every promotion of an order was redeemed by it, and given back exactly when the order was cancelled."""
    return _findings(
        "an order and what it redeemed differ",
        "SELECT o.id AS \"order\", o.number, o.status || ', promotions ' || jsonb_array_length(o.promotions) || ', redeemed ' "
        "|| count(r.id) || ', given back ' || count(r.returned_at) AS detail FROM orders_order o "
        "LEFT JOIN pricing_redemption r ON r.tenant_id = o.tenant_id AND r.order_id = o.id AND r.tenant_id = %s "
        "WHERE o.tenant_id = %s GROUP BY o.id, o.number, o.status, o.promotions "
        "HAVING count(r.id) <> jsonb_array_length(o.promotions) "
        "OR count(r.returned_at) <> CASE WHEN o.status = 'cancelled' THEN count(r.id) ELSE 0 END LIMIT 20",
    )


def receipts_of_another_total() -> Iterator[Finding]:
    return _findings(
        "an order costs another amount than its receipt says",
        "SELECT o.id AS \"order\", o.number, 'order ' || o.total_minor || ', receipt ' || r.total_minor AS detail "
        "FROM pricing_receipt r JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id "
        "WHERE r.tenant_id = %s AND o.tenant_id = %s AND (r.total_minor <> o.total_minor OR r.currency <> o.currency) LIMIT 20",
    )


_SPANNING = (
    Check("no order without its payment record", orders_without_payment),
    Check("no payment without its order", payments_without_order),
    Check("no order without its place-order process", orders_without_process),
    Check("processes agree with orders", process_disagrees_with_order),
    Check("stock is only held for orders that wait", open_reservation_without_pending_order),
    Check("money is attached to a confirmed order or refunded", paid_order_not_confirmed),
    Check("payments ask for what credit leaves of the order", payment_of_another_amount),
    Check("credit pays what the order says", credit_that_is_not_the_orders),
    Check("credit of an order came from an account", credit_that_nobody_gave),
    Check(
        "orders redeem their promotions, cancelled ones give them back", redemptions_that_are_not_the_orders
    ),
    Check("orders cost what their receipts say", receipts_of_another_total),
)
