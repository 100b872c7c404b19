"""From what a buyer accepted to the fact that starts the order's history; refuses what cannot be an order."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import CurrencyMismatch
from nexus.orders.contracts.dto import NewLine, NewOrder, OrderLine, VendorPart
from nexus.orders.contracts.events import OrderPlaced
from nexus.orders.domain.errors import CreditAboveTotal
from nexus.orders.domain.parts import check_lines, check_totals, split_by_vendor


def agree(
    new: NewOrder, /, *, number: str, at: datetime, access_token_hash: str, new_id: Callable[[], UUID]
) -> OrderPlaced:
    """Check the order, split it among the sellers, and state it.

    Raises EmptyOrder, InvalidLine, TotalsDoNotAddUp, CurrencyMismatch, CreditAboveTotal.
    """
    lines = tuple(_line(line, line_id=new_id()) for line in new.lines)
    _check(new, lines)
    return OrderPlaced(
        order_id=new.id,
        number=number,
        user_id=new.user_id,
        buyer=new.buyer,
        currency=new.currency,
        lines=lines,
        vendor_parts=_parts(new, lines=lines, new_id=new_id),
        totals=new.totals,
        payment_method=new.payment_method,
        shipping_method=new.shipping_method,
        explanation=new.explanation,
        access_token_hash=access_token_hash,
        placed_at=at,
        promotions=new.promotions,
        credit=new.credit,
    )


def _check(new: NewOrder, lines: tuple[OrderLine, ...], /) -> None:
    if new.totals.total.currency != new.currency:
        raise CurrencyMismatch(f"The order is in {new.currency}, its total in {new.totals.total.currency}.")
    check_lines(lines)
    check_totals(new.totals, lines=lines)
    if new.credit is not None and (new.credit.minor < 0 or new.credit > new.totals.total):
        raise CreditAboveTotal(credit=str(new.credit), total=str(new.totals.total))


def _line(line: NewLine, /, *, line_id: UUID) -> OrderLine:
    return OrderLine(
        id=line_id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        sku=line.sku,
        title=line.title,
        variant_title=line.variant_title,
        image_url=line.image_url,
        vendor_id=line.vendor_id,
        vendor_name=line.vendor_name,
        unit_price=line.unit_price,
        quantity=line.quantity,
        discount=line.discount,
        tax=line.tax,
        total=line.unit_price * line.quantity - line.discount + line.tax,
        explanation=line.explanation,
        is_gift=line.is_gift,
    )


def _parts(
    new: NewOrder, /, *, lines: tuple[OrderLine, ...], new_id: Callable[[], UUID]
) -> tuple[VendorPart, ...]:
    names = {line.vendor_id: line.vendor_name for line in lines}
    shares = split_by_vendor(lines, totals=new.totals, shipping=dict(new.shipping_by_vendor))
    return tuple(
        VendorPart(id=new_id(), vendor_id=vendor, vendor_name=names[vendor], totals=totals)
        for vendor, totals in shares.items()
    )
