"""What `nexus verify` checks about stock: the counters are nothing but the sum of the rows behind them."""

from collections.abc import Iterator

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

_RESERVED = """
SELECT level.id, level.variant_id, level.reserved, coalesce(open.pieces, 0) AS pieces
FROM inventory_level level
LEFT JOIN (
  SELECT tenant_id, level_id, sum(quantity) AS pieces FROM inventory_reservation
  WHERE tenant_id = %s AND state = 'open' GROUP BY tenant_id, level_id
) AS open ON open.tenant_id = level.tenant_id AND open.level_id = level.id
WHERE level.tenant_id = %s AND level.reserved <> coalesce(open.pieces, 0) ORDER BY level.id
"""
_ON_HAND = """
SELECT level.id, level.variant_id, level.on_hand,
  coalesce(adjusted.pieces, 0) - coalesce(sold.pieces, 0) AS pieces
FROM inventory_level level
LEFT JOIN (
  SELECT tenant_id, level_id, sum(delta) AS pieces FROM inventory_adjustment
  WHERE tenant_id = %s GROUP BY tenant_id, level_id
) AS adjusted ON adjusted.tenant_id = level.tenant_id AND adjusted.level_id = level.id
LEFT JOIN (
  SELECT tenant_id, level_id, sum(quantity) AS pieces FROM inventory_reservation
  WHERE tenant_id = %s AND state = 'committed' GROUP BY tenant_id, level_id
) AS sold ON sold.tenant_id = level.tenant_id AND sold.level_id = level.id
WHERE level.tenant_id = %s AND level.on_hand <> coalesce(adjusted.pieces, 0) - coalesce(sold.pieces, 0)
ORDER BY level.id
"""
_RESTOCKED = """
SELECT promise.order_id, promise.variant_id, promise.restocked, coalesce(back.pieces, 0) AS pieces
FROM inventory_reservation promise
LEFT JOIN (
  SELECT tenant_id, level_id, order_id, sum(delta) AS pieces FROM inventory_adjustment
  WHERE tenant_id = %s AND order_id IS NOT NULL GROUP BY tenant_id, level_id, order_id
) AS back ON back.tenant_id = promise.tenant_id AND back.level_id = promise.level_id
  AND back.order_id = promise.order_id
WHERE promise.tenant_id = %s AND promise.restocked <> coalesce(back.pieces, 0) ORDER BY promise.id
"""


def reserved_differences() -> Iterator[Finding]:
    """Levels whose counter is not the sum of their open reservations."""
    tenant = current_tenant()
    for found in rows(_RESERVED, [tenant, tenant]):
        ids = {"level": str(found.id), "variant": str(found.variant_id)}
        detail = f"counter says {found.reserved}, open reservations add up to {found.pieces}"
        yield Finding("reserved stock differs from open reservations", ids, detail)


def on_hand_differences() -> Iterator[Finding]:
    """Levels that their history does not lead to."""
    tenant = current_tenant()
    for found in rows(_ON_HAND, [tenant, tenant, tenant]):
        ids = {"level": str(found.id), "variant": str(found.variant_id)}
        detail = f"level says {found.on_hand}, adjustments minus committed pieces make {found.pieces}"
        yield Finding("stock on hand differs from its history", ids, detail)


def restock_differences() -> Iterator[Finding]:
    """Orders whose returned pieces do not match the adjustments made for them."""
    tenant = current_tenant()
    for found in rows(_RESTOCKED, [tenant, tenant]):
        ids = {"order": str(found.order_id), "variant": str(found.variant_id)}
        detail = f"reservation says {found.restocked}, adjustments for the order add up to {found.pieces}"
        yield Finding("returned stock differs from its adjustments", ids, detail)


CHECKS = (
    Check("inventory: reserved = sum of open reservations", reserved_differences),
    Check("inventory: on hand = adjustments - committed pieces", on_hand_differences),
    Check("inventory: returned pieces = adjustments of the order", restock_differences),
)
