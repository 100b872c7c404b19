"""Pricing's front door. Every function runs inside the caller's tenant scope; see `contracts` for the
values.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Price, Quote, QuoteLine, ShippingOption
from nexus.pricing.contracts.errors import InvalidPrice, InvalidQuantity, MissingPrice, UnknownShippingMethod

__all__ = [
    "InvalidPrice",
    "InvalidQuantity",
    "MissingPrice",
    "UnknownShippingMethod",
    "prices",
    "quote",
    "set_prices",
    "shipping_options",
]


def quote(
    lines: Sequence[QuoteLine],
    /,
    *,
    currency: str,
    at: datetime | None = None,
    shipping_method: str | None = None,
    country: str | None = None,
) -> Quote:
    """Price a basket: one statement to load, then a pure computation. `at` defaults to now, the method to
    the shop's first.

    Raises MissingPrice (naming all such variants), InvalidQuantity, UnknownShippingMethod.
    """
    raise NotImplementedError


def set_prices(new_prices: Iterable[tuple[UUID, Money, Money | None]], /) -> None:
    """Set list prices: (variant, price, compare-at or None). One statement; announces `PriceChanged` for
    what differs.
    """
    raise NotImplementedError


def prices(variant_ids: Iterable[UUID], /, *, currency: str | None = None) -> dict[UUID, Price]:
    """List prices by variant, in the tenant's currency unless told otherwise. One statement; variants
    without a price are absent.
    """
    raise NotImplementedError


def shipping_options(goods: Money, /) -> tuple[ShippingOption, ...]:
    """The ways to ship goods worth that much, in the shop's order, priced. No statement."""
    raise NotImplementedError
