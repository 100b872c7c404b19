"""The steps of the trace that say which taxes were taken, and why not."""

from collections.abc import Iterator, Sequence
from typing import Final

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Step
from nexus.pricing.domain import trace
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.shipping import Shipment
from nexus.pricing.domain.taxes import Tax, TaxTable

REVERSE_CHARGE: Final = "reverse_charge"
_REVERSE_CHARGE_TEXT: Final = "Reverse charge: the buyer owes the tax."


def line_tax_steps(line: BasketLine, taxes: Sequence[Tax], /, *, included: bool) -> Iterator[Step]:
    """One for each rate."""
    for one in taxes:
        step = _step(one, included=included, currency=line.list_price.currency)
        step["variant_id"] = str(line.variant_id)
        yield step


def freight_tax_steps(
    shipments: Sequence[Shipment], taxes: Sequence[Sequence[Tax]], /, *, included: bool, currency: str
) -> Iterator[Step]:
    """One for each shipment and rate."""
    for shipment, paid in zip(shipments, taxes, strict=True):
        for one in paid:
            step = _step(one, included=included, currency=currency)
            step["text"] = f"{step['text']} ({shipment.method.name})"
            if shipment.freight.vendor_id:
                step["vendor_id"] = str(shipment.freight.vendor_id)
            yield step


def _step(one: Tax, *, included: bool, currency: str) -> Step:
    rate = f"{one.rate.percent.normalize():f}"
    text = f"{one.rate.name} {rate} %"
    return trace.tax(Money(one.minor, currency), included=included, rate=rate, text=text)


def exemption_step(basket: Basket, table: TaxTable, /) -> Iterator[Step]:
    """Why the buyer pays no tax, in a shop that has taxes."""
    reason = basket.buyer.exempt
    if reason and table.rates and basket.lines:
        is_reverse = reason == REVERSE_CHARGE
        yield Step(
            part="tax",
            code=REVERSE_CHARGE if is_reverse else "tax_exempt",
            text=_REVERSE_CHARGE_TEXT if is_reverse else f"Free of tax: {reason}",
            amount=str(Money.zero(basket.currency)),
            applied=True,
        )
