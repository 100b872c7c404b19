"""The rule for a list price."""

from nexus.kernel.money import CurrencyMismatch, Money
from nexus.pricing.contracts.dto import Price
from nexus.pricing.contracts.errors import InvalidPrice

HIGHEST = 10**14  # minor units; ten pieces of it are the largest quote


def checked(price: Price, /) -> Price:
    """The price itself. Raises InvalidPrice, or CurrencyMismatch when the compare-at price is in another
    currency.
    """
    _check(price.list_price, field="price")
    if price.compare_at is not None:
        _check(price.compare_at, field="compare_at_price")
        if price.compare_at.currency != price.list_price.currency:
            raise CurrencyMismatch("The compare-at price must be in the currency of the price.")
    return price


def _check(amount: Money, *, field: str) -> None:
    if not 0 <= amount.minor <= HIGHEST:
        highest = Money(HIGHEST, amount.currency)
        raise InvalidPrice(errors={field: [f"Must be between 0 and {highest}."]}, amount=str(amount))
