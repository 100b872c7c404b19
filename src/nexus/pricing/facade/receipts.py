"""What orders were priced from."""

from uuid import UUID

from nexus.pricing.contracts.dto import Quote
from nexus.pricing.infrastructure import receipts


def keep_receipt(order_id: UUID, quote: Quote, /) -> None:
    """Keep what the quote of this order was computed from, in the transaction that places the order. One statement.

    Raises IntegrityError when the order has a receipt already.
    """
    receipts.keep(order_id, quote)


def recompute(order_id: UUID, /) -> Quote | None:
    """The order's quote, computed once more from its receipt and the promotions that were in force then, with every promotion
    that did not apply and why; None: no receipt. Two statements at most."""
    found = receipts.receipt_of(order_id)
    return receipts.recomputed(found) if found else None
