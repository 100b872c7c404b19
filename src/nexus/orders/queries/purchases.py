"""Who bought what: for reviews that say so."""

from uuid import UUID

from nexus.platform.db import row
from nexus.platform.tenancy import current_tenant


def has_bought(user_id: UUID, product_id: UUID, /) -> bool:
    """Whether the user has a confirmed order (or a later one) that holds the product. One statement."""
    tenant_id = current_tenant()
    found = row(
        "SELECT 1 AS yes FROM orders_order o JOIN orders_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id "
        "WHERE o.tenant_id = %s AND l.tenant_id = %s AND o.user_id = %s AND l.product_id = %s "
        "AND o.status NOT IN ('pending', 'cancelled') LIMIT 1",
        [tenant_id, tenant_id, user_id, product_id],
    )
    return found is not None
