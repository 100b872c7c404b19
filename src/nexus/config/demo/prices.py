"""Prices that not everybody has: a trade group with its list, a contract, and dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.config.demo.people import Customer
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.price_lists import CurrencyInfo, PriceEntry, RateInfo

TRADE: Final = "trade"
_RATE: Final = Decimal("1.0845")
_SINCE: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Planned:
    code: str
    name: str
    group: str
    user_id: UUID | None
    entries: tuple[PriceEntry, ...]


def price(buyers: Sequence[Customer], /) -> int:
    """How many lists are new; where the group is, everything stays as somebody may have changed it. Inside the caller's scope."""
    if not accounts.unknown_groups([TRADE]):
        return 0
    group = accounts.create_group(code=TRADE, name="Trade customers")
    *_, contractor, dealer = buyers
    accounts.put_into_group(group.id, dealer.id)
    _sell_in_dollars()
    for planned in _lists(contractor.id):
        made = pricing.create_price_list(
            {
                "code": planned.code, "name": planned.name, "currency": "EUR", "group": planned.group,
                "user_id": planned.user_id,
            }
        )  # fmt: skip
        pricing.put_prices(made.id, planned.entries)
    return 2


def _lists(contract_with: UUID) -> tuple[_Planned, ...]:
    """Ten percent off for the trade, fifteen from twelve pieces on; a fifth off by contract."""
    steps = (PriceEntry(percent=-1000), PriceEntry(percent=-1500, min_quantity=12))
    return (
        _Planned("trade", "Trade prices", TRADE, None, steps),
        _Planned("contract", "Contract with a gallery", "", contract_with, (PriceEntry(percent=-2000),)),
    )


def _sell_in_dollars() -> None:
    """Converted and rounded to prices that end in 99 cents."""
    pricing.put_currency(CurrencyInfo(currency="USD", converts=True, step_minor=100, ending_minor=-1))
    rate = RateInfo(base="EUR", currency="USD", rate=_RATE, source="Demo", as_of=_SINCE)
    pricing.add_rates([rate])
