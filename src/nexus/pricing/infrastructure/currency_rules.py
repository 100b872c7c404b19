"""Further currencies of the shop, in PostgreSQL."""

from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def enabled() -> list[str]:
    """Codes in their order. One statement."""
    found = db.rows(
        "SELECT currency FROM pricing_currency_rule WHERE tenant_id = %s AND is_enabled ORDER BY currency",
        [current_tenant()],
    )
    return [row.currency for row in found]
