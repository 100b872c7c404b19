"""Prices in a currency in which nobody set them: converted by a rate, then rounded as the shop wants prices to look.

An amount of `minor` units of a currency with `a` digits is worth minor x rate x 10^(b - a) minor units of one with `b` digits
(ISO 4217). That number is exact; it is rounded once, to a multiple of the step, and moved by the ending.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from nexus.kernel.money import Money, exponent_of

type Rounding = Literal["half_up", "up", "down"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyRule:
    """How converted prices look: a multiple of `step` minor units, moved by `ending` (-1 with a step of 100 makes 12.99)."""

    step: int = 1
    ending: int = 0
    rounding: Rounding = "half_up"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversion:
    """From one currency to another: one unit of `base` is `rate` units of `currency`."""

    base: str
    currency: str
    rate: Decimal
    rule: CurrencyRule = CurrencyRule()

    def price(self, amount: Money, /) -> Money:
        """What is free stays free, and nothing else becomes free: the lowest price that looks right is above zero."""
        if not amount.minor:
            return Money.zero(self.currency)
        rule, exact = self.rule, self._exact(amount)
        steps = _rounded(exact / rule.step, rule.rounding)
        minor = steps * rule.step + rule.ending
        if minor <= 0:
            minor = rule.ending + rule.step * (-rule.ending // rule.step + 1)
        return Money(minor, self.currency)

    def bound(self, amount: Money, /) -> Money:
        """A floor: up to the next minor unit, so that what it guards is never below it."""
        return Money(_rounded(self._exact(amount), "up"), self.currency)

    def _exact(self, amount: Money) -> Fraction:
        digits = exponent_of(self.currency) - exponent_of(self.base)
        return amount.minor * Fraction(self.rate) * Fraction(10) ** digits


def _rounded(exact: Fraction, how: Rounding) -> int:
    """Of a number that is not negative."""
    if how == "down":
        return exact.numerator // exact.denominator
    if how == "up":
        return -(-exact.numerator // exact.denominator)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
