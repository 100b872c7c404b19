"""From a quote to the order that the buyer agreed to."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.inventory.contracts.dto import StockLine
from nexus.orders.contracts.dto import AppliedPromotion, NewLine, Totals
from nexus.pricing.contracts.dto import Quote, QuotedLine, RefusedCoupon, UsedPromotion

_DOUBLE: Final = "coupon_same_offer"
"""Another coupon in the cart lets the same promotion apply: nothing is lost."""


def totals_of(quote: Quote, /) -> Totals:
    return Totals(
        subtotal=quote.subtotal, discount_total=quote.discount_total, shipping_total=quote.shipping_total,
        tax_total=quote.tax_total, total=quote.total,
    )  # fmt: skip


def lines_of(quote: Quote, goods: Mapping[UUID, Sellable], /) -> tuple[NewLine, ...]:
    """What is sold, gifts among it, as the catalogue shows it now."""
    return tuple(_line(line, goods[line.variant_id]) for line in quote.lines)


def promotions_of(quote: Quote, /) -> tuple[AppliedPromotion, ...]:
    return tuple(_promotion(used) for used in quote.promotions)


def lost_coupon(quote: Quote, /) -> RefusedCoupon | None:
    """A coupon that does not apply for a reason of its own: not one that the buyer's own changes have left without ground."""
    own = (one for one in quote.refused_coupons if one.reason.startswith("coupon_") and one.reason != _DOUBLE)
    return next(own, None)


def stock_of(quote: Quote, /) -> list[StockLine]:
    """Pieces to reserve: those bought and those given, added up where they are the same."""
    pieces: dict[UUID, int] = {}
    for line in quote.lines:
        pieces[line.variant_id] = pieces.get(line.variant_id, 0) + line.quantity
    return [StockLine(variant_id=variant, quantity=count) for variant, count in pieces.items()]


def _promotion(used: UsedPromotion) -> AppliedPromotion:
    return AppliedPromotion(
        promotion_id=used.promotion_id, code=used.code, title=used.title, amount=used.amount,
        vendor_funded=used.vendor_funded, vendor_id=used.vendor_id, coupon=used.coupon,
    )  # fmt: skip


def _line(line: QuotedLine, goods: Sellable) -> NewLine:
    return NewLine(
        product_id=goods.product_id, variant_id=line.variant_id, sku=goods.sku, title=goods.product_title,
        variant_title=goods.title, image_url=goods.image_url or "", vendor_id=goods.vendor_id,
        vendor_name=goods.vendor_name, unit_price=line.unit_price, quantity=line.quantity, discount=line.discount,
        tax=line.tax, explanation=tuple(dict(step) for step in line.explanation), is_gift=line.is_gift,
    )  # fmt: skip
