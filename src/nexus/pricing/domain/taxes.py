"""Taxes: which rate a line has, and how much that is, on top of the price or contained in it.

Rounding is half up to the minor unit, once for each line or once for each rate (then spread by largest
remainder).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nexus.kernel.money import split_minor
from nexus.pricing.domain.basket import Basket

type Rounding = Literal["line", "total"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRate:
    """Percent (19 = 19 %) for a tax class; an empty country stands for all that have no rate of their own."""

    tax_class: str
    percent: Decimal
    name: str = "Tax"
    country: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxTable:
    """All rates of a shop. Without a matching rate there is no tax."""

    rates: tuple[TaxRate, ...] = ()
    prices_include_tax: bool = False
    rounding: Rounding = "line"

    def rate_for(self, tax_class: str, /, *, country: str | None) -> TaxRate | None:
        """The country's own rate before the one for all countries."""
        matching = {rate.country: rate for rate in self.rates if rate.tax_class == tax_class}
        return matching.get(country or "") or matching.get("")

    def amount(self, minor: int, percent: Decimal, /) -> int:
        """Tax in minor units on (or, with prices that include tax, in) an amount that is not negative."""
        numerator, denominator = (percent / 100).as_integer_ratio()
        base = denominator + numerator if self.prices_include_tax else denominator
        return (2 * minor * numerator + base) // (2 * base)


@dataclass(frozen=True, kw_only=True, slots=True)
class LineTax:
    """Tax of one line in minor units."""

    rate: TaxRate
    minor: int


def tax_lines(basket: Basket, taxable: Sequence[int], table: TaxTable, /) -> tuple[LineTax | None, ...]:
    """Tax for each line of the basket on `taxable` minor units (its total after discounts); None: no rate
    matches.
    """
    if not table.rates:
        return (None,) * len(basket.lines)
    rates = [
        table.rate_for(line.tax_class, country=basket.destination.country or None) for line in basket.lines
    ]
    if table.rounding == "total":
        return _rounded_per_rate(basket, taxable, table, rates)
    return tuple(
        LineTax(rate=rate, minor=table.amount(minor, rate.percent)) if rate else None
        for rate, minor in zip(rates, taxable, strict=True)
    )


def _rounded_per_rate(
    basket: Basket, taxable: Sequence[int], table: TaxTable, rates: Sequence[TaxRate | None]
) -> tuple[LineTax | None, ...]:
    members: dict[TaxRate, list[int]] = defaultdict(list)
    for index in basket.by_variant():
        if rate := rates[index]:
            members[rate].append(index)
    found: list[LineTax | None] = [None] * len(rates)
    for rate, indexes in members.items():
        weights = [taxable[index] for index in indexes]
        shares = split_minor(table.amount(sum(weights), rate.percent), weights)
        for index, share in zip(indexes, shares, strict=True):
            found[index] = LineTax(rate=rate, minor=share)
    return tuple(found)
