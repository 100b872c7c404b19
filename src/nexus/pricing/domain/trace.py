"""The trace of a quote: building its steps, and adding them up again."""

from collections.abc import Iterable
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Part, Step
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.refusals import Refusal


def goods(line: BasketLine, /, *, compare_at: Money | None) -> Step:
    """The list price of a line."""
    unit = str(line.list_price)
    step = Step(
        part="goods",
        code="list_price",
        text=f"{line.quantity} x {unit} {line.list_price.currency}",
        amount=str(line.worth),
        applied=True,
        variant_id=str(line.variant_id),
        quantity=line.quantity,
        unit_price=unit,
    )
    if compare_at:
        step["compare_at"] = str(compare_at)
    if line.price_list:
        step["price_list"] = line.price_list
    return step


def catalogue(line: BasketLine, amount: Money, /, *, offer: str, text: str) -> Step:
    """What a catalogue promotion takes off the pieces of a line; `amount` is positive, the step negative and part of the
    goods."""
    step = discount(line, amount, offer=offer, text=text)
    step["part"], step["code"] = "goods", "catalogue_offer"
    return step


def discount(line: BasketLine, amount: Money, /, *, offer: str, text: str, coupon: str = "") -> Step:
    """What a promotion takes off a line; `amount` is positive, the step negative."""
    step = Step(
        part="discount",
        code="offer",
        text=text,
        amount=str(-amount),
        applied=True,
        variant_id=str(line.variant_id),
        offer=offer,
    )
    if coupon:
        step["coupon"] = coupon
    return step


def shipping_discount(amount: Money, /, *, offer: str, text: str, coupon: str = "") -> Step:
    """What a promotion takes off the shipping; `amount` is positive, the step negative."""
    step = Step(part="shipping", code="offer", text=text, amount=str(-amount), applied=True, offer=offer)
    if coupon:
        step["coupon"] = coupon
    return step


def tax(amount: Money, /, *, included: bool, rate: str, text: str) -> Step:
    """A tax: on top, or contained in the price (then it adds nothing and says how much it is)."""
    step = Step(
        part="tax",
        code="tax_included" if included else "tax",
        text=text,
        amount=str(Money.zero(amount.currency) if included else amount),
        applied=True,
    )
    step["rate"] = rate
    if included:
        step["included"] = str(amount)
    return step


def shipping(amount: Money, /, *, code: str, text: str, vendor_id: UUID | None = None) -> Step:
    """What shipping costs, of one seller's goods if these go on their own."""
    step = Step(part="shipping", code=code, text=text, amount=str(amount), applied=True)
    if vendor_id:
        step["vendor_id"] = str(vendor_id)
    return step


def refused(
    refusal: Refusal, /, *, part: Part, offer: str, currency: str, coupon: str = "", title: str = ""
) -> Step:
    """A candidate that did not apply; `title`: what buyers call it."""
    step = Step(
        part=part,
        code=refusal.code,
        text=refusal.text,
        amount=str(Money.zero(currency)),
        applied=False,
        offer=offer,
    )
    if refusal.missing is not None:
        step["missing"] = str(refusal.missing)
    if refusal.missing_quantity is not None:
        step["missing_quantity"] = refusal.missing_quantity
    if refusal.of:
        step["of"] = refusal.of
    if coupon:
        step["coupon"] = coupon
    if title:
        step["title"] = title
    return step


def readd(explanation: Iterable[Step], /, *, currency: str) -> dict[Part, Money]:
    """Add the steps up again, by part: what a stored trace must still come to. Raises InvalidAmount."""
    sums: dict[Part, Money] = dict.fromkeys(("goods", "discount", "shipping", "tax"), Money.zero(currency))
    for step in explanation:
        sums[step["part"]] += Money.of(step["amount"], currency)
    return sums
