"""Kinds of settings, with what a form says about them, and the checks that a schema cannot express."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Final

from msgspec import Meta

from nexus.kernel.errors import NexusError
from nexus.kernel.money import Money, exponent_of
from nexus.pricing.domain.basket import MOST_PIECES
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.selection import Selection
from nexus.pricing.domain.strategies.protocols import Amounts

MOST_DECIMALS: Final = 4

type Percent = Annotated[
    Decimal,
    Meta(
        title="Percent",
        description="Above 0 and at most 100, with at most four decimals: 12.5 is 12.5 %.",
        extra_json_schema={"minimum": 0, "maximum": 100},
    ),
]
type Pieces = Annotated[int, Meta(ge=1, le=MOST_PIECES)]
type Words = Annotated[frozenset[str], Meta(min_length=1, max_length=500)]


def check_percent(percent: Decimal, /, *, field: str = "percent", lowest_allowed: bool = False) -> None:
    """Raises ValueError naming the field. `lowest_allowed`: 0 is fine."""
    if not percent.is_finite() or not 0 <= percent <= 100 or not (percent or lowest_allowed):
        least = "at least 0" if lowest_allowed else "above 0"
        raise ValueError(f"{field}: must be {least} and at most 100")
    exponent = percent.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise ValueError(f"{field}: at most {MOST_DECIMALS} decimals")


def check_amounts(amounts: Amounts, /, *, field: str, above_zero: bool = False) -> None:
    """Raises ValueError naming the field: unknown currency, no amount, or below zero (`above_zero`: or zero)."""
    if not amounts:
        raise ValueError(f"{field}: give an amount in at least one currency")
    for currency, text in amounts.items():
        try:
            amount = Money.of(text, currency)
        except NexusError as error:
            raise ValueError(f"{field}: {error}") from None
        if amount.minor < 0:
            raise ValueError(f"{field}: {text} {currency} is below zero")
        if above_zero and not amount.minor:
            raise ValueError(f"{field}: {text} {currency} is nothing")


def check_currencies(currencies: Iterable[str], /, *, field: str) -> None:
    """Raises ValueError naming the field and the first that is not a currency."""
    for currency in sorted(currencies):
        try:
            exponent_of(currency)
        except NexusError as error:
            raise ValueError(f"{field}: {error}") from None


def check_named(selection: Selection, /, *, field: str) -> None:
    """Raises ValueError naming the field when the selection is of everything."""
    if selection.is_everything:
        raise ValueError(f"{field}: say which goods")


def other_currency(currency: str, /) -> Refusal:
    return Refusal(code="other_currency", text=f"This offer does not apply to prices in {currency}.")
