"""What lists and product pages show of prices at one instant."""

from dataclasses import dataclass
from datetime import datetime

from nexus.kernel.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPromotion:
    """The promotion that takes most off a price; `ends_at` None: until further notice."""

    code: str
    title: str
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPrice:
    """The price of one piece as it is now. `compare_at`: the price before, only when it is higher.

    `lowest_before` as in Price. `tiers`: from how many pieces on a piece costs what; empty when it always costs the same.
    """

    price: Money
    compare_at: Money | None
    lowest_before: Money | None
    promotion: ShownPromotion | None = None
    tiers: tuple[tuple[int, Money], ...] = ()
