"""What pricing keeps of each side of a world."""

from __future__ import annotations

from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing


def price_things(ids: dict[str, str], /) -> None:
    """A receipt, and a gift card."""
    with tenant_scope():
        (issued,) = pricing.issue_gift_cards(Money(100_000, "EUR"))
        line = pricing.QuoteLine(variant_id=UUID(ids["variant"]), quantity=1)
        order_id = new_id()
        pricing.keep_receipt(order_id, pricing.quote([line], currency="EUR"))
    ids |= {"priced_order": str(order_id), "gift_card": str(issued.card.id), "gift_code": issued.code}
