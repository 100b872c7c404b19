"""Money: whole minor units of one ISO 4217 currency. No floats enter and none leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import ClassVar, Final

from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.errors import RuleBroken

_MOST_DIGITS: Final = 18  # of minor units: what a bigint column holds whatever the leading digit


class UnknownCurrency(RuleBroken):
    """The code is not a current ISO 4217 currency."""

    code: ClassVar[str] = "unknown_currency"
    title: ClassVar[str] = "Unknown currency"


class CurrencyMismatch(RuleBroken):
    """Two amounts of different currencies met in one operation."""

    code: ClassVar[str] = "currency_mismatch"
    title: ClassVar[str] = "Amounts are in different currencies"


class InvalidAmount(RuleBroken):
    """The text is not an amount of this currency (not a number, or with too many digits)."""

    code: ClassVar[str] = "invalid_amount"
    title: ClassVar[str] = "Not a valid amount"


def exponent_of(currency: str, /) -> int:
    """Digits after the decimal point (ISO 4217): 0 for JPY, 2 for EUR, 3 for KWD. Raises UnknownCurrency."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(f"{currency!r} is not an ISO 4217 currency.", currency=currency) from None


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units (cents for EUR, yen for JPY, fils for KWD) of `currency`. May be negative."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str, /) -> Money:
        exponent_of(currency)
        return cls(0, currency)

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str, /) -> Money:
        """Exact amount in major units; raises InvalidAmount when it has too many digits, for the currency or at all."""
        try:
            minor = _exact_minor(amount, exponent_of(currency))
        except (ArithmeticError, ValueError, TypeError):
            raise InvalidAmount(
                f"{amount!r} is not an amount.", amount=str(amount), currency=currency
            ) from None
        if minor is None:
            raise InvalidAmount(
                f"{amount} has too many digits for {currency}.", amount=str(amount), currency=currency
            )
        return cls(minor, currency)

    @property
    def amount(self) -> Decimal:
        """Major units with exactly the currency's digits."""
        return Decimal(self.minor).scaleb(-exponent_of(self.currency))

    def __str__(self) -> str:
        """The decimal string of the HTTP contract: `12.50`, `1250` (JPY), `1.250` (KWD)."""
        digits = exponent_of(self.currency)
        if not digits:
            return str(self.minor)
        sign, body = ("-", -self.minor) if self.minor < 0 else ("", self.minor)
        whole, fraction = divmod(body, 10**digits)
        return f"{sign}{whole}.{fraction:0{digits}d}"

    def _same(self, other: Money, /) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not mix.")
        return other.minor

    def __add__(self, other: Money, /) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money, /) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, quantity: int, /) -> Money:
        if not isinstance(quantity, int):
            return NotImplemented
        return Money(self.minor * quantity, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money, /) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money, /) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money, /) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money, /) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def times(self, factor: Decimal, /, *, rounding: str = ROUND_HALF_EVEN) -> Money:
        """Scaled by an exact decimal (0.19 for 19 %), rounded once to the minor unit; banker's rounding by default."""
        product = Decimal(self.minor) * factor
        return Money(int(product.to_integral_value(rounding=rounding)), self.currency)

    def split(self, weights: Sequence[int], /) -> tuple[Money, ...]:
        """Parts in proportion to `weights` that add up to the whole exactly (largest-remainder method, Hamilton).

        Ties go to the earlier part. All weights zero: equal weights. Raises ValueError without or with negative weights.
        """
        return tuple(Money(part, self.currency) for part in split_minor(self.minor, weights))


def _exact_minor(amount: str | int | Decimal, digits: int) -> int | None:
    """Minor units; None: too many digits. Floats are refused: they are not what was typed."""
    if isinstance(amount, float):
        raise TypeError("a float is not an exact amount")
    exact = Decimal(amount)
    if exact.adjusted() > _MOST_DIGITS:  # also keeps `int` from unfolding 1e999999
        return None
    minor = int(exact.scaleb(digits))
    # compared with the input, not with the scaled number: scaling rounds to the context's 28 digits
    return minor if Decimal(minor).scaleb(-digits) == exact and abs(minor) < 10**_MOST_DIGITS else None


def split_minor(whole: int, weights: Sequence[int], /) -> list[int]:
    """Largest-remainder split of a whole number; see `Money.split`."""
    if not weights or min(weights) < 0:
        raise ValueError("a split needs at least one weight and no negative ones")
    weights = weights if any(weights) else [1] * len(weights)
    total, sign = sum(weights), -1 if whole < 0 else 1
    shares = [divmod(abs(whole) * weight, total) for weight in weights]
    parts = [quotient for quotient, _ in shares]
    by_remainder = sorted(range(len(parts)), key=lambda index: (-shares[index][1], index))
    for index in by_remainder[: abs(whole) - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def total(amounts: Iterable[Money], /, *, currency: str) -> Money:
    """Sum of amounts of one currency; zero of `currency` when there are none."""
    result = Money.zero(currency)
    for amount in amounts:
        result = result + amount
    return result
