"""What is known of a buyer beside their orders, when the person is forgotten."""

from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_ADDRESSES: Final = """
SELECT DISTINCT email FROM pricing_redemption WHERE tenant_id = %s AND buyer = %s AND email <> ''"""
_REDEMPTIONS: Final = """
UPDATE pricing_redemption SET email = '', buyer = CASE WHEN buyer = %s THEN buyer ELSE '' END
WHERE tenant_id = %s AND (buyer = %s OR email = ANY(%s::text[]))"""
_USES: Final = "DELETE FROM pricing_use WHERE tenant_id = %s AND buyer = ANY(%s::text[])"
_COUPONS: Final = """
UPDATE pricing_coupon SET email = '', user_id = %s WHERE tenant_id = %s AND email = ANY(%s::text[])"""


def forget_buyer(user_id: UUID, /) -> None:
    """Addresses that the person bought with are gone from redemptions, uses and coupons; what they had as a guest with them is
    nobody's. The account's id stays: it names nobody any more. One statement, four where addresses are known."""
    tenant_id, key = current_tenant(), f"user:{user_id}"
    addresses = [found.email for found in db.rows(_ADDRESSES, [tenant_id, key])]
    if addresses:
        db.execute(_REDEMPTIONS, [key, tenant_id, key, addresses])
        db.execute(_USES, [tenant_id, [f"email:{address}" for address in addresses]])
        db.execute(_COUPONS, [user_id, tenant_id, addresses])
