"""What a price list and its entries can be."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from nexus.kernel.currencies import EXPONENTS
from nexus.pricing.contracts.price_lists import (
    CurrencyInfo,
    InvalidCurrency,
    InvalidPriceList,
    PriceEntry,
    PriceListInfo,
    RateInfo,
)
from nexus.pricing.domain.basket import MOST_PIECES
from nexus.pricing.domain.prices import HIGHEST

LOWEST_PERCENT: Final = -10_000
HIGHEST_PERCENT: Final = 100_000
"""Hundredths of a percent: nothing is left, and eleven times the price."""
HIGHEST_PRIORITY: Final = 1_000_000
MOST_ENTRIES: Final = 5_000
"""In one request."""
HIGHEST_STEP: Final = 10**9
LOWEST_RATE: Final = Decimal("0.000001")
HIGHEST_RATE: Final = Decimal(10**9)

type Errors = dict[str, list[str]]


def list_errors(wanted: PriceListInfo, /) -> Errors:
    """By field; nothing when the list can be."""
    errors: Errors = {}
    if wanted.starts_at and wanted.ends_at and wanted.ends_at <= wanted.starts_at:
        errors["ends_at"] = ["Must be after starts_at."]
    if wanted.currency not in EXPONENTS:
        errors["currency"] = ["Not an ISO 4217 currency."]
    if abs(wanted.priority) > HIGHEST_PRIORITY:
        errors["priority"] = [f"Between -{HIGHEST_PRIORITY} and {HIGHEST_PRIORITY}."]
    return errors


def check_entries(
    entries: Iterable[PriceEntry], /, *, vendor_id: UUID | None, owners: Mapping[UUID, UUID]
) -> None:
    """`vendor_id`: the seller whose list it is; `owners`: vendors of the variants and products that there are. Raises
    InvalidPriceList naming each entry by its place (`entries.3.variant_id`)."""
    errors: Errors = {}
    seen: set[object] = set()
    for place, entry in enumerate(entries):
        for name, reason in _entry_errors(entry, vendor_id=vendor_id, owners=owners):
            errors[f"entries.{place}.{name}"] = [reason]
        if entry.key in seen:
            errors[f"entries.{place}.min_quantity"] = ["The same price is stated twice."]
        seen.add(entry.key)
    if errors:
        raise InvalidPriceList(errors=errors)


def _entry_errors(
    entry: PriceEntry, *, vendor_id: UUID | None, owners: Mapping[UUID, UUID]
) -> Iterable[tuple[str, str]]:
    if entry.variant_id is not None and entry.product_id is not None:
        yield "product_id", "Name a variant or a product, not both."
    for name, subject in (("variant_id", entry.variant_id), ("product_id", entry.product_id)):
        if subject is not None and subject not in owners:
            yield name, f"There is no such {name.removesuffix('_id')}."
        elif subject is not None and vendor_id is not None and owners[subject] != vendor_id:
            yield name, "Goods of another seller."
    if not 1 <= entry.min_quantity <= MOST_PIECES:
        yield "min_quantity", f"Between 1 and {MOST_PIECES}."
    if entry.minor is not None and entry.percent is not None:
        yield "percent", "State an amount or a percentage, not both."
    if entry.minor is not None and not 0 <= entry.minor <= HIGHEST:
        yield "amount", "Not a possible price."
    if entry.percent is not None and not LOWEST_PERCENT <= entry.percent <= HIGHEST_PERCENT:
        yield "percent", "Between -100 and 1000."


def check_currency(wanted: CurrencyInfo, /, *, own: str) -> None:
    """`own`: the shop's currency. Raises InvalidCurrency."""
    errors: Errors = {}
    if wanted.currency == own:
        errors["currency"] = ["This is the shop's own currency."]
    if wanted.currency not in EXPONENTS:
        errors["currency"] = ["Not an ISO 4217 currency."]
    if not 1 <= wanted.step_minor <= HIGHEST_STEP:
        errors["step"] = ["Must be above zero."]
    elif not -wanted.step_minor < wanted.ending_minor < wanted.step_minor:
        errors["ending"] = ["Must be smaller than the step."]
    if errors:
        raise InvalidCurrency(errors=errors)


def check_rates(rates: Iterable[RateInfo], /, *, own: str) -> None:
    """`own`: the shop's currency, from which all of them lead. Raises InvalidCurrency (`rates.2.currency`)."""
    errors: Errors = {}
    seen: set[tuple[str, datetime]] = set()
    for place, rate in enumerate(rates):
        if rate.base != own:
            errors[f"rates.{place}.base"] = [f"Must be the shop's currency, {own}."]
        if rate.currency not in EXPONENTS or rate.currency == own:
            errors[f"rates.{place}.currency"] = ["Must be another ISO 4217 currency."]
        if not LOWEST_RATE <= rate.rate <= HIGHEST_RATE:
            errors[f"rates.{place}.rate"] = [f"Between {LOWEST_RATE:f} and {HIGHEST_RATE:f}."]
        if (rate.currency, rate.as_of) in seen:
            errors[f"rates.{place}.as_of"] = ["The same instant is stated twice."]
        seen.add((rate.currency, rate.as_of))
    if errors:
        raise InvalidCurrency(errors=errors)
