"""What is found out about promotions that hold together. Amounts are decimal texts in the currency of the witness."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from nexus.pricing.contracts.dto import Destination


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionName:
    """Which promotion is meant. `promotion_id` None: a draft that is not stored."""

    promotion_id: UUID | None
    code: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WitnessLine:
    """A line of the cart. `line_total` is what the buyer pays for it, of `list_total`."""

    variant_id: UUID
    sku: str
    title: str
    quantity: int
    list_total: str
    line_total: str
    is_gift: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """A cart that anybody can fill to see it: what, when, by whom and with which codes (of promotions that need one)."""

    at: datetime
    currency: str
    channel: str
    groups: tuple[str, ...]
    orders_before: int | None
    destination: Destination | None
    shipping_method: str | None
    payment_method: str | None
    coupons: tuple[str, ...]
    lines: tuple[WitnessLine, ...]
    goods_total: str
    total: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Promotions that together bring a price too far down.

    `bound`: `floor`, `cost` or `percent`; `left` is what remains, `least` what should remain. `variant_id`: of which line;
    None: of the whole order. Without any one of `promotions` the bound is kept.
    """

    bound: Literal["floor", "cost", "percent"]
    promotions: tuple[PromotionName, ...]
    variant_id: UUID | None
    left: str
    least: str
    text: str
    witness: Witness


@dataclass(frozen=True, kw_only=True, slots=True)
class IdlePromotion:
    """A promotion that did not apply to anything.

    `reason`: `ended` (its end is past), `no_goods` (nothing on sale is meant by it), `no_code` (it needs a code, and there is
    none that everybody may use), `never_met` (no cart that was tried meets its conditions; `text` says what failed) or
    `always_beaten` (others, `by`, save more in each of them). The last two hold for what was tried.
    """

    promotion: PromotionName
    reason: Literal["ended", "no_goods", "no_code", "never_met", "always_beaten"]
    text: str
    by: tuple[PromotionName, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ConflictReport:
    """What was found, and how far was looked: conflicts that are not in it may exist all the same.

    `goods`, `carts`, `instants`: how many were tried. `is_complete`: nothing was left out for want of time.
    """

    conflicts: tuple[Conflict, ...]
    idle: tuple[IdlePromotion, ...]
    promotions: int
    goods: int
    instants: int
    carts: int
    is_complete: bool
