"""What must hold after the storm, each as (how many there are, which of them break it)."""

from typing import Final

NEVER: Final = {
    "no order without payment": (
        "SELECT count(*) FROM orders_order",
        "SELECT 'order ' || o.id FROM orders_order o LEFT JOIN payments_payment p ON p.tenant_id = o.tenant_id "
        "AND p.order_id = o.id WHERE p.id IS NULL OR p.amount_minor <> o.total_minor - o.credit_minor",
    ),
    "no payment without order": (
        "SELECT count(*) FROM payments_payment",
        "SELECT 'payment ' || p.id FROM payments_payment p LEFT JOIN orders_order o ON o.tenant_id = p.tenant_id "
        "AND o.id = p.order_id WHERE o.id IS NULL",
    ),
    "all money taken has a living order or was given back": (
        "SELECT count(*) FROM payments_payment WHERE captured_minor > 0",
        "SELECT 'order ' || o.id || ' ' || o.status || ', captured ' || p.captured_minor || ', refunded ' || p.refunded_minor "
        "FROM payments_payment p JOIN orders_order o ON o.tenant_id = p.tenant_id AND o.id = p.order_id "
        "WHERE p.captured_minor > 0 AND NOT (o.status NOT IN ('pending', 'cancelled') "
        "OR (o.status = 'cancelled' AND p.refunded_minor = p.captured_minor))",
    ),
    "our books and the provider's agree on every charge": (
        "SELECT count(*) FROM payments_sandbox_charge",
        "SELECT 'payment ' || p.id || ': provider ' || coalesce(s.taken, 0) || ', shop ' || p.captured_minor - p.refunded_minor "
        "FROM payments_payment p LEFT JOIN (SELECT order_reference, sum(amount_minor - refunded_minor) AS taken "
        "FROM payments_sandbox_charge WHERE state = 'captured' GROUP BY 1) s ON s.order_reference = p.reference "
        "WHERE p.provider = 'sandbox' AND coalesce(s.taken, 0) <> p.captured_minor - p.refunded_minor",
    ),
    "exactly one order mail per order": (
        "SELECT count(*) FROM orders_order",
        "SELECT 'order ' || o.id || ': ' || count(m.id) || ' mails' FROM orders_order o LEFT JOIN notifications_mailmessage m "
        "ON m.tenant_id = o.tenant_id AND m.order_id = o.id AND m.kind = 'order_placed' GROUP BY o.id HAVING count(m.id) <> 1",
    ),
    "exactly one confirmation mail per confirmed order, none for others": (
        "SELECT count(*) FROM orders_order",
        "SELECT 'order ' || o.id || ': ' || count(m.id) || ' mails' FROM orders_order o LEFT JOIN notifications_mailmessage m "
        "ON m.tenant_id = o.tenant_id AND m.order_id = o.id AND m.kind = 'order_confirmed' GROUP BY o.tenant_id, o.id "
        "HAVING count(m.id) <> (SELECT count(*) FROM events_log e WHERE e.tenant_id = o.tenant_id AND e.stream_id = o.id "
        "AND e.type = 'orders.order_confirmed.v1')",
    ),
    "no delivery given up": (
        "SELECT count(*) FROM events_delivery",
        "SELECT handler || ': ' || left(last_error, 300) FROM events_delivery WHERE status = 'parked'",
    ),
    "pieces reserved = open reservations": (
        "SELECT count(*) FROM inventory_level",
        "SELECT 'variant ' || l.variant_id || ': ' || l.reserved || ' reserved, ' || r.pieces || ' in open reservations' "
        "FROM inventory_level l CROSS JOIN LATERAL (SELECT coalesce(sum(quantity), 0) AS pieces FROM inventory_reservation "
        "WHERE tenant_id = l.tenant_id AND level_id = l.id AND state = 'open') r WHERE l.reserved <> r.pieces",
    ),
}  # fmt: skip


SOLD: Final = """
SELECT l.variant_id, l.on_hand, l.reserved,
  coalesce((SELECT sum(r.quantity - r.restocked) FROM inventory_reservation r
            WHERE r.tenant_id = l.tenant_id AND r.level_id = l.id AND r.state = 'committed'), 0)::int,
  coalesce((SELECT sum(n.quantity) FROM orders_line n JOIN orders_order o ON o.tenant_id = n.tenant_id AND o.id = n.order_id
            WHERE n.tenant_id = l.tenant_id AND n.variant_id = l.variant_id AND o.status NOT IN ('pending', 'cancelled')), 0)::int
FROM inventory_level l"""
