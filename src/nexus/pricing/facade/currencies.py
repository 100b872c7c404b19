"""Currencies that the shop sells in, and what they are worth."""

from collections.abc import Sequence

from nexus.kernel.currencies import EXPONENTS
from nexus.pricing.contracts.price_lists import CurrencyInfo, InvalidCurrency, RateInfo, UnknownCurrencyRule
from nexus.pricing.domain.list_rules import check_currency, check_rates
from nexus.pricing.infrastructure import currency_rules as store
from nexus.tenancy import facade as tenancy


def currencies() -> tuple[str, ...]:
    """The shop's own, then the further ones that are enabled, in the order of their codes. One statement."""
    own = tenancy.tenant().currency
    return (own, *(code for code in store.enabled() if code != own))


def put_currency(rule: CurrencyInfo, /) -> None:
    """Sell in a further currency, or change how. Raises InvalidCurrency naming the field."""
    check_currency(rule, own=tenancy.tenant().currency)
    store.put(rule)


def remove_currency(currency: str, /) -> None:
    """Prices that are set in it stay. Raises UnknownCurrencyRule."""
    if currency not in EXPONENTS or not store.delete(currency):
        raise UnknownCurrencyRule(currency=currency)


def add_rates(rates: Sequence[RateInfo], /) -> None:
    """Rates from the shop's currency into others, all or none; one of an instant that is known already is replaced. Raises
    InvalidCurrency naming each by its place."""
    if not rates:
        raise InvalidCurrency(errors={"rates": ["Must not be empty."]})
    check_rates(rates, own=tenancy.tenant().currency)
    store.add_rates(rates)
