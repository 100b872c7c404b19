"""Frozen values that cross the facade of orders. No models, no behaviour."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money

Explanation = tuple[dict[str, Any], ...]
"""What a quote did and why; each entry is plain JSON without floats (amounts are text)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A postal address as the buyer gave it; `country` is an ISO 3166 code or a name."""

    address_line: str
    city: str
    postal_code: str
    country: str
    name: str = ""
    region: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Buyer:
    """Everything personal about an order, in one value that a key per subject can protect and erase."""

    email: str
    name: str = ""
    shipping_address: Address
    billing_address: Address | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """`total = subtotal - discount_total + shipping_total + tax_total`; `subtotal` is unit prices x
    quantities.
    """

    subtotal: Money
    discount_total: Money
    shipping_total: Money
    tax_total: Money
    total: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class AppliedPromotion:
    """What a promotion took off an order in all (goods, shipping and gifts), and how much of it the seller pays.

    `coupon`: the code that let it apply; `vendor_id`: the seller whose promotion it is.
    """

    promotion_id: UUID
    code: str
    title: str
    amount: Money
    vendor_funded: Money
    vendor_id: UUID | None = None
    coupon: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLine:
    """A line to order, as quoted. `discount` and `tax` are for the whole line, `tax` on top of the price.

    `is_gift`: a promotion put it in, and its discount is all of its price.
    """

    product_id: UUID
    variant_id: UUID
    sku: str
    title: str  # of the product
    variant_title: str
    image_url: str
    vendor_id: UUID
    vendor_name: str
    unit_price: Money
    quantity: int
    discount: Money
    tax: Money
    explanation: Explanation = ()
    is_gift: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewOrder:
    """An order to place. The parts of the sellers follow from the lines; the number is drawn when None.

    `shipping_by_vendor` says whose shipping it is when the quote knows; otherwise it is split by value. `credit`: what gift cards
    and store credit pay of the total (None: nothing); the rest is asked of the payment.
    """

    id: UUID
    user_id: UUID | None  # None: a guest, who gets a secret token for the order
    buyer: Buyer
    currency: str
    lines: tuple[NewLine, ...]
    totals: Totals
    payment_method: str
    shipping_method: str = ""
    explanation: Explanation = ()
    shipping_by_vendor: tuple[tuple[UUID, Money], ...] = ()
    promotions: tuple[AppliedPromotion, ...] = ()
    credit: Money | None = None
    number: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderLine:
    """A line as it was sold: a snapshot, no reference. `total = unit_price x quantity - discount + tax`."""

    id: UUID
    product_id: UUID
    variant_id: UUID
    sku: str
    title: str
    variant_title: str
    image_url: str
    vendor_id: UUID
    vendor_name: str
    unit_price: Money
    quantity: int
    discount: Money
    tax: Money
    total: Money
    explanation: Explanation = ()
    is_gift: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorPart:
    """What one seller owes the buyer, with its share of every total; the shares add up exactly."""

    id: UUID
    vendor_id: UUID
    vendor_name: str
    totals: Totals


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorOrderInfo:
    """A seller's part with where it stands."""

    id: UUID
    vendor_id: UUID
    vendor_name: str
    status: str
    totals: Totals


@dataclass(frozen=True, kw_only=True, slots=True)
class CancellationRequestInfo:
    """A buyer's wish to cancel what is already paid; `status` is open, approved or rejected."""

    id: UUID
    reason: str
    status: str
    requested_at: datetime
    decided_at: datetime | None = None
    decision_reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderInfo:
    """An order as it stands (or stood). `token` is set only in the answer to `place` for a guest.

    `credit`: what gift cards and store credit paid when it was placed.
    """

    id: UUID
    number: str
    user_id: UUID | None
    buyer: Buyer
    status: str
    payment_status: str
    fulfilment_status: str
    is_held: bool
    currency: str
    lines: tuple[OrderLine, ...]
    vendor_orders: tuple[VendorOrderInfo, ...]
    totals: Totals
    payment_method: str
    shipping_method: str
    explanation: Explanation
    placed_at: datetime
    cancel_reason: str
    cancellation_requests: tuple[CancellationRequestInfo, ...]
    access_token_hash: str
    version: int
    promotions: tuple[AppliedPromotion, ...] = ()
    credit: Money
    token: str | None = None

    @property
    def email(self) -> str:
        return self.buyer.email

    @property
    def is_guest(self) -> bool:
        return self.user_id is None

    @property
    def amount_due(self) -> Money:
        """What the payment is asked for."""
        return self.totals.total - self.credit
