"""Values that cross pricing's border. All are frozen and survive `msgspec.to_builtins` and back unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    missing_quantity: NotRequired[int]
    of: NotRequired[str]
    coupon: NotRequired[str]
    price_list: NotRequired[str]
    vendor_id: NotRequired[str]
    title: NotRequired[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodsFacts:
    """What promotions and shipping look at besides price and quantity.

    `category_ids`: from the root to every category it stands in; `brand`, `collections`: slugs; `attributes`: values by code, the
    options of the variant among them.
    """

    product_id: UUID
    vendor_id: UUID
    category_ids: frozenset[UUID] = frozenset()
    tags: frozenset[str] = frozenset()
    brand: str = ""
    collections: frozenset[str] = frozenset()
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weight_grams: int | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BuyerFacts:
    """Who buys, as far as prices depend on it; the default is a guest of whom nothing is known.

    `groups`: codes of customer groups; `orders_before`: orders that were placed and not cancelled (None: not asked for);
    `email`: lower case. `exempt`: buys without tax, for this reason.
    """

    user_id: UUID | None = None
    email: str = ""
    groups: frozenset[str] = frozenset()
    orders_before: int | None = None
    exempt: str = ""

    @property
    def key(self) -> str:
        """By which uses are counted for one buyer; empty when nobody is known yet."""
        return f"user:{self.user_id}" if self.user_id else (f"email:{self.email}" if self.email else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """Where the goods go, as far as the buyer has said: ISO 3166 country, region code or name, postal code."""

    country: str = ""
    region: str = ""
    postal_code: str = ""


NOBODY = BuyerFacts()
"""A guest of whom nothing is known."""
NOWHERE = Destination()
"""The buyer has not said where the goods go."""
DEFAULT_CHANNEL = "web"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteLine:
    """What somebody wants to buy: at least one piece of a variant. `tax_class` is the catalogue's word.

    Without `goods` only promotions that look at nothing but prices can apply.
    """

    variant_id: UUID
    quantity: int
    tax_class: str = "standard"
    goods: GoodsFacts | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedLine:
    """A line with its price: `line_total` = `unit_price` x `quantity` - `discount`.

    `list_price`, `unit_price` and `compare_at` are per piece, the rest per line. `unit_price` is the list price with the
    catalogue's promotions; `compare_at` is the crossed-out price, present only when it is above the unit price. `tax` is added on
    top, `included_tax` is contained in `line_total`; at most one of the two is not zero. `is_gift`: a promotion put it in.
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
    is_gift: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UsedPromotion:
    """A promotion that applied: what it took off in all (goods, shipping and gifts), and how much of it the seller pays.

    `version`: of the promotion, as it was applied; `coupon_id`: the coupon that let it.
    """

    promotion_id: UUID
    code: str
    title: str
    version: int
    amount: Money
    vendor_funded: Money
    vendor_id: UUID | None = None
    coupon_id: UUID | None = None
    coupon: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedCoupon:
    """A code that the buyer gave and that does not apply: the failed rule and, in the buyer's words, why."""

    code: str
    reason: str
    text: str
    missing: Money | None = None
    missing_quantity: int | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingOption:
    """A way to ship that the buyer may choose. `price`: before promotions; `discount`: what promotions take off it, known for
    the chosen one alone.

    `missing_for_free`: how much more to buy until it costs nothing (zero: it does; None: it never does). `store_id`: to be
    picked up at this store, so that no address is needed.
    """

    code: str
    name: str
    price: Money
    discount: Money | None = None
    missing_for_free: Money | None = None
    store_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedShipping:
    """A way to ship that this basket cannot have: the rule and, in the buyer's words, why. `code` is empty when nothing ships
    there at all."""

    code: str
    name: str
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A priced basket, to be frozen into an order. The identity that always holds, in minor units:

        subtotal - discount_total + shipping_total + tax_total = total

    `subtotal` is the sum of unit prices times quantities, `tax_total` the sum of the lines' `tax` and of `shipping_tax`;
    `included_tax_total` tells the tax contained in the prices and is no part of the sum. `explanation` holds
    every step of every line, then promotions that did not apply, then shipping. `promotions`: those of the cart that applied;
    `in_prices`: those of the catalogue, part of the unit prices. `shipping_total` is what is left after promotions on shipping.

    `shipping_method` is empty when there is nothing to ship or nothing ships there; `shipping_problem` says why the goods cannot
    go, and shipping costs nothing in the total then. `shipping_by_vendor` is empty when everybody's goods go together, and adds
    up to `shipping_total` otherwise. `destination`: what taxes and shipping were found for; `is_estimate`: a more complete
    address could change them. `basis`: what it was computed from, for `facade.keep_receipt` alone.
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
    promotions: tuple[UsedPromotion, ...] = ()
    in_prices: tuple[UsedPromotion, ...] = ()
    refused_coupons: tuple[RefusedCoupon, ...] = ()
    shipping_by_vendor: tuple[tuple[UUID, Money], ...] = ()
    shipping_options: tuple[ShippingOption, ...] = ()
    shipping_refused: tuple[RefusedShipping, ...] = ()
    shipping_problem: RefusedShipping | None = None
    shipping_tax: Money | None = None
    shipping_tax_by_vendor: tuple[tuple[UUID, Money], ...] = ()
    destination: Destination = NOWHERE
    is_estimate: bool = False
    basis: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """The list price of one piece, with the crossed-out price to compare it with, if the seller gave one.

    `lowest_before`: while it is reduced, the lowest price of the 30 days before the reduction began; None when it is not, or
    when it had no price before. Found out when prices are stored, not said. `floor`: no promotion goes below it. `price_list`:
    the list that it comes from, empty for the price of the product itself.
    """

    variant_id: UUID
    list_price: Money
    compare_at: Money | None
    lowest_before: Money | None = None
    floor: Money | None = None
    price_list: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What sellers and the staff know of a price: no promotion goes below `floor`, a piece costs the seller `cost`; None: not
    said."""

    variant_id: UUID
    floor: Money | None = None
    cost: Money | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPrice:
    """A list price in minor units that held from one instant until just before another."""

    variant_id: UUID
    currency: str
    minor: int
    held_from: datetime
    held_until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingRate:
    """What a way to ship costs whatever is bought; from goods worth `free_from` on it costs nothing (None: it always does)."""

    code: str
    name: str
    price: Money
    free_from: Money | None
