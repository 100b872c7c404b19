"""From a basket to a quote. Order of steps: list prices, offers, tax on what is left, shipping, totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Quote, QuotedLine, Step
from nexus.pricing.contracts.errors import QuoteTooLarge
from nexus.pricing.domain import trace
from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.offers import Offer, Outcome, apply_offers
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable
from nexus.pricing.domain.taxes import LineTax, TaxTable, tax_lines

LARGEST_TOTAL = 10**15  # minor units; a thousand such orders still fit into a bigint sum


def quote(
    basket: Basket,
    offers: Iterable[Offer],
    taxes: TaxTable,
    shipping: ShippingTable,
    /,
    *,
    at: datetime,
) -> Quote:
    """Price a basket. Raises InvalidQuantity, UnknownShippingMethod, QuoteTooLarge, CurrencyMismatch."""
    basket.check()
    outcome = apply_offers(basket, offers, at=at)
    lines = _quoted_lines(basket, outcome, taxes)
    sums = _Sums.of(lines, currency=basket.currency)
    freight = _freight(basket, shipping, sums.subtotal)
    total = sums.subtotal - sums.discount + freight.cost + sums.tax
    if total.minor > LARGEST_TOTAL:
        raise QuoteTooLarge(limit=str(Money(LARGEST_TOTAL, basket.currency)))
    return Quote(
        currency=basket.currency,
        at=at,
        lines=lines,
        shipping_method=freight.method,
        subtotal=sums.subtotal,
        discount_total=sums.discount,
        shipping_total=freight.cost,
        tax_total=sums.tax,
        included_tax_total=sums.included_tax,
        total=total,
        explanation=_explanation(basket, lines, outcome, freight),
    )


def _quoted_lines(basket: Basket, outcome: Outcome, taxes: TaxTable) -> tuple[QuotedLine, ...]:
    discounts = [
        sum(applied.amounts[index] for applied in outcome.applied) for index in range(len(basket.lines))
    ]
    taxable = [line.worth.minor - taken for line, taken in zip(basket.lines, discounts, strict=True)]
    line_taxes = tax_lines(basket, taxable, taxes)
    return tuple(
        _quoted_line(basket, index, outcome, discounts[index], line_taxes[index], taxes.prices_include_tax)
        for index in range(len(basket.lines))
    )


def _quoted_line(
    basket: Basket, index: int, outcome: Outcome, discount: int, line_tax: LineTax | None, included: bool
) -> QuotedLine:
    line, zero = basket.lines[index], Money.zero(basket.currency)
    tax = Money(line_tax.minor, basket.currency) if line_tax else zero
    taken = Money(discount, basket.currency)
    return QuotedLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        list_price=line.list_price,
        unit_price=line.list_price,
        compare_at=line.shown_compare_at,
        discount=taken,
        line_total=line.worth - taken,
        tax=zero if included else tax,
        included_tax=tax if included else zero,
        explanation=_line_steps(basket, index, outcome, line_tax, included),
    )


def _line_steps(
    basket: Basket, index: int, outcome: Outcome, line_tax: LineTax | None, included: bool
) -> tuple[Step, ...]:
    line = basket.lines[index]
    steps = [trace.goods(line)]
    for applied in outcome.applied:
        if applied.amounts[index]:
            amount = Money(applied.amounts[index], basket.currency)
            steps.append(trace.discount(line, amount, offer=applied.offer.code, text=applied.offer.title))
    if line_tax:
        rate = f"{line_tax.rate.percent.normalize():f}"
        amount = Money(line_tax.minor, basket.currency)
        steps.append(
            trace.tax(line, amount, included=included, rate=rate, text=f"{line_tax.rate.name} {rate} %")
        )
    return tuple(steps)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sums:
    subtotal: Money
    discount: Money
    tax: Money
    included_tax: Money

    @classmethod
    def of(cls, lines: tuple[QuotedLine, ...], /, *, currency: str) -> "_Sums":
        zero = Money.zero(currency)
        return cls(
            subtotal=sum((line.unit_price * line.quantity for line in lines), start=zero),
            discount=sum((line.discount for line in lines), start=zero),
            tax=sum((line.tax for line in lines), start=zero),
            included_tax=sum((line.included_tax for line in lines), start=zero),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Freight:
    method: str
    cost: Money
    steps: tuple[Step, ...]


def _freight(basket: Basket, shipping: ShippingTable, goods: Money) -> _Freight:
    if not basket.lines:
        return _Freight(method="", cost=goods, steps=())
    method = shipping.choose(basket.shipping_method)
    return _Freight(method=method.code, cost=method.cost(goods), steps=_freight_steps(method, goods))


def _freight_steps(method: ShippingMethod, goods: Money) -> tuple[Step, ...]:
    missing = method.missing_for_free(goods)
    if missing is None:
        return (trace.shipping(method.price, code="shipping_flat", text=method.name),)
    if not missing:
        return (
            trace.shipping(
                missing, code="shipping_free_from", text=f"{method.name}: free from {method.free_from}"
            ),
        )
    refusal = trace.Refusal(
        code="free_from_not_reached",
        text=f"{missing} {missing.currency} more for free shipping.",
        missing=missing,
    )
    return (
        trace.shipping(method.price, code="shipping_flat", text=method.name),
        trace.refused(refusal, part="shipping", offer=method.code, currency=goods.currency),
    )


def _explanation(
    basket: Basket, lines: tuple[QuotedLine, ...], outcome: Outcome, freight: _Freight
) -> tuple[Step, ...]:
    refused = (
        trace.refused(refusal, part="discount", offer=offer.code, currency=basket.currency)
        for offer, refusal in outcome.refused
    )
    return (*(step for line in lines for step in line.explanation), *refused, *freight.steps)
