"""Splitting an order among its sellers so that the parts add up to the whole to the last minor unit."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from nexus.kernel.money import Money, total
from nexus.orders.contracts.dto import OrderLine, Totals
from nexus.orders.domain.errors import EmptyOrder, InvalidLine, TotalsDoNotAddUp


def check_lines(lines: Sequence[OrderLine], /) -> None:
    """Raises EmptyOrder without lines, InvalidLine for a quantity below one or an amount below zero."""
    if not lines:
        raise EmptyOrder
    for line in lines:
        amounts = (line.unit_price, line.discount, line.tax, line.total)
        if line.quantity < 1 or any(amount.minor < 0 for amount in amounts):
            raise InvalidLine(f"The line {line.sku} is not possible.", sku=line.sku)


def check_totals(totals: Totals, /, *, lines: Sequence[OrderLine]) -> None:
    """Raises TotalsDoNotAddUp, or CurrencyMismatch when amounts of two currencies met."""
    currency = totals.total.currency
    goods = total((line.unit_price * line.quantity for line in lines), currency=currency)
    _must_equal(goods, totals.subtotal, what="subtotal")
    _must_equal(
        totals.subtotal - totals.discount_total + totals.shipping_total + totals.tax_total,
        totals.total,
        what="total",
    )
    if min(totals.total.minor, totals.discount_total.minor, totals.shipping_total.minor) < 0:
        raise TotalsDoNotAddUp(
            "A total is below zero.", what="total", expected=">= 0", given=str(totals.total)
        )


def _must_equal(expected: Money, given: Money, /, *, what: str) -> None:
    if expected - given:
        raise TotalsDoNotAddUp(
            f"The {what} should be {expected}, not {given}.",
            what=what,
            expected=str(expected),
            given=str(given),
        )


def split_by_vendor(
    lines: Sequence[OrderLine], /, *, totals: Totals, shipping: Mapping[UUID, Money]
) -> dict[UUID, Totals]:
    """Each seller's totals, in the order in which the sellers appear.

    Lines count for their seller. What belongs to the whole order (shipping unless `shipping` says whose it
    is, discounts and taxes beyond those of the lines) is spread by value with the largest-remainder method
    (`Money.split`).
    """
    sums = _sums_of_lines(lines, currency=totals.total.currency)
    shipped = _shipping_shares(totals.shipping_total, goods=sums, known=shipping)
    weights = [
        goods.minor - discount.minor + shipped[vendor].minor for vendor, (goods, discount, _) in sums.items()
    ]
    discounts = _rest(totals.discount_total, (discount for _, discount, _ in sums.values())).split(weights)
    taxes = _rest(totals.tax_total, (tax for _, _, tax in sums.values())).split(weights)
    return {
        vendor: _part(goods, discount=discount + more, shipping=shipped[vendor], tax=tax + more_tax)
        for (vendor, (goods, discount, tax)), more, more_tax in zip(
            sums.items(), discounts, taxes, strict=True
        )
    }


def _sums_of_lines(lines: Sequence[OrderLine], /, *, currency: str) -> dict[UUID, tuple[Money, Money, Money]]:
    zero = Money.zero(currency)
    sums: dict[UUID, tuple[Money, Money, Money]] = {}
    for line in lines:
        goods, discount, tax = sums.get(line.vendor_id, (zero, zero, zero))
        sums[line.vendor_id] = (
            goods + line.unit_price * line.quantity,
            discount + line.discount,
            tax + line.tax,
        )
    return sums


def _shipping_shares(
    whole: Money, /, *, goods: Mapping[UUID, tuple[Money, Money, Money]], known: Mapping[UUID, Money]
) -> dict[UUID, Money]:
    if not known:
        shares = whole.split([value.minor for value, _, _ in goods.values()])
        return dict(zip(goods, shares, strict=True))
    zero = Money.zero(whole.currency)
    shares_known = {vendor: known.get(vendor, zero) for vendor in goods}
    _must_equal(total(shares_known.values(), currency=whole.currency), whole, what="shipping by vendor")
    return shares_known


def _rest(whole: Money, parts: Iterable[Money], /) -> Money:
    rest = whole - total(parts, currency=whole.currency)
    if rest.minor < 0:
        raise TotalsDoNotAddUp("The lines hold more than the total.", what="lines", expected=str(whole))
    return rest


def _part(goods: Money, /, *, discount: Money, shipping: Money, tax: Money) -> Totals:
    return Totals(
        subtotal=goods,
        discount_total=discount,
        shipping_total=shipping,
        tax_total=tax,
        total=goods - discount + shipping + tax,
    )
