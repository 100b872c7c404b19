"""The trace of a quote: building its steps, and adding them up again."""

from collections.abc import Iterable
from dataclasses import dataclass

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Part, Step
from nexus.pricing.domain.basket import BasketLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a candidate did not apply: the failed rule's code, in the buyer's words, and how much was
    missing.
    """

    code: str
    text: str
    missing: Money | None = None


def goods(line: BasketLine, /) -> Step:
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
    if line.shown_compare_at:
        step["compare_at"] = str(line.shown_compare_at)
    return step


def discount(line: BasketLine, amount: Money, /, *, offer: str, text: str) -> Step:
    """What an offer takes off a line; `amount` is positive, the step negative."""
    return Step(
        part="discount",
        code="offer",
        text=text,
        amount=str(-amount),
        applied=True,
        variant_id=str(line.variant_id),
        offer=offer,
    )


def tax(line: BasketLine, amount: Money, /, *, included: bool, rate: str, text: str) -> Step:
    """Tax of a line: on top, or contained in its price (then it adds nothing and says how much it is)."""
    step = Step(
        part="tax",
        code="tax_included" if included else "tax",
        text=text,
        amount=str(Money.zero(amount.currency) if included else amount),
        applied=True,
        variant_id=str(line.variant_id),
        rate=rate,
    )
    if included:
        step["included"] = str(amount)
    return step


def shipping(amount: Money, /, *, code: str, text: str) -> Step:
    """What shipping costs."""
    return Step(part="shipping", code=code, text=text, amount=str(amount), applied=True)


def refused(refusal: Refusal, /, *, part: Part, offer: str, currency: str) -> Step:
    """A candidate that did not apply."""
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
    return step


def readd(explanation: Iterable[Step], /, *, currency: str) -> dict[Part, Money]:
    """Add the steps up again, by part: what a stored trace must still come to. Raises InvalidAmount."""
    sums: dict[Part, Money] = dict.fromkeys(("goods", "discount", "shipping", "tax"), Money.zero(currency))
    for step in explanation:
        sums[step["part"]] += Money.of(step["amount"], currency)
    return sums
