"""Which orders used which promotions and coupons, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import UsedPromotion

_COLUMNS: Final = (
    "id", "tenant_id", "order_id", "promotion_id", "coupon_id", "version", "buyer", "email", "currency", "amount_minor",
    "vendor_funded_minor", "redeemed_at",
)  # fmt: skip
_TAKE_BACK: Final = """
UPDATE pricing_redemption SET returned_at = %s WHERE tenant_id = %s AND order_id = %s AND returned_at IS NULL
RETURNING promotion_id, coupon_id, buyer, email"""


class PostgresRedemptions:
    """`application.promotion_ports.Redemptions`."""

    def add(
        self, order_id: UUID, used: Sequence[UsedPromotion], /, *, buyer: str, email: str, at: datetime
    ) -> None:
        values = [
            [
                new_id(), current_tenant(), order_id, one.promotion_id, one.coupon_id, one.version, buyer, email,
                one.amount.currency, one.amount.minor, one.vendor_funded.minor, at,
            ]
            for one in used
        ]  # fmt: skip
        db.insert_many("pricing_redemption", _COLUMNS, values)

    def take_back(self, order_id: UUID, /, *, at: datetime) -> Sequence[Any]:
        return db.rows(_TAKE_BACK, [at, current_tenant(), order_id])
