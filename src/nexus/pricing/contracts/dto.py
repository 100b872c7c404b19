"""Values that cross pricing's border. All are frozen and survive `msgspec.to_builtins` and back unchanged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NotRequired, TypedDict
from uuid import UUID

from nexus.kernel.money import Money

type Part = Literal["goods", "discount", "shipping", "tax"]


class Step(TypedDict):
    """One step of a price's trace, ready for JSON.

    `amount` (signed decimal string in the quote's currency) is what the step adds to its part of the total.
    A candidate that did not apply has `applied: false`, a zero amount, the failed rule as `code` and, where
    it can be said, how much was `missing`. The amounts of one part add up to that part of the quote, all to
    its total.
    """

    part: Part
    code: str
    text: str
    amount: str
    applied: bool
    variant_id: NotRequired[str]
    quantity: NotRequired[int]
    unit_price: NotRequired[str]
    compare_at: NotRequired[str]
    offer: NotRequired[str]
    rate: NotRequired[str]
    included: NotRequired[str]
    missing: NotRequired[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteLine:
    """What somebody wants to buy: at least one piece of a variant. `tax_class` is the catalogue's word."""

    variant_id: UUID
    quantity: int
    tax_class: str = "standard"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedLine:
    """A line with its price: `line_total` = `unit_price` x `quantity` - `discount`.

    `list_price`, `unit_price` and `compare_at` are per piece, the rest per line; `compare_at` is the
    crossed-out price, present only when it is above the list price. `tax` is added on top, `included_tax`
    is contained in `line_total`; at most one of the two is not zero.
    """

    variant_id: UUID
    quantity: int
    list_price: Money
    unit_price: Money
    compare_at: Money | None
    discount: Money
    line_total: Money
    tax: Money
    included_tax: Money
    explanation: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A priced basket, to be frozen into an order. The identity that always holds, in minor units:

        subtotal - discount_total + shipping_total + tax_total = total

    `subtotal` is the sum of unit prices times quantities, `tax_total` the sum of the lines' `tax`;
    `included_tax_total` tells the tax contained in the prices and is no part of the sum. `explanation` holds
    every step of every line, then offers that did not apply, then shipping. `shipping_method` is empty when
    there is nothing to ship.
    """

    currency: str
    at: datetime
    lines: tuple[QuotedLine, ...]
    shipping_method: str
    subtotal: Money
    discount_total: Money
    shipping_total: Money
    tax_total: Money
    included_tax_total: Money
    total: Money
    explanation: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """The list price of one piece, with the crossed-out price to compare it with, if the seller gave one.

    `lowest_before`: while it is reduced, the lowest price of the 30 days before the reduction began; None when it is not, or
    when it had no price before. Found out when prices are stored, not said.
    """

    variant_id: UUID
    list_price: Money
    compare_at: Money | None
    lowest_before: Money | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPrice:
    """A list price in minor units that held from one instant until just before another."""

    variant_id: UUID
    currency: str
    minor: int
    held_from: datetime
    held_until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingOption:
    """A way to ship that the buyer may choose, priced for goods of a certain worth."""

    code: str
    name: str
    price: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingRate:
    """What a way to ship costs whatever is bought; from goods worth `free_from` on it costs nothing (None: it always does)."""

    code: str
    name: str
    price: Money
    free_from: Money | None
