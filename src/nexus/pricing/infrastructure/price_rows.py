"""From rows of prices to prices."""

from typing import Any

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Price


def price_in(entry: Any) -> Price:
    """Columns that a statement does not read are not said."""

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, entry.currency)

    return Price(
        variant_id=entry.variant_id,
        list_price=Money(entry.list_minor, entry.currency),
        compare_at=money(entry.compare_at_minor),
        lowest_before=money(entry.prior_minor),
        floor=money(getattr(entry, "floor_minor", None)),
    )
