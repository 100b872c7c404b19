"""Quoting and setting prices over hand-written parts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from nexus.kernel.money import CurrencyMismatch, Money
from nexus.pricing.application.ports import LoadedPrices, PriceQuestion, TradeTerms
from nexus.pricing.application.quote_basket import BasketToQuote, QuoteBasket
from nexus.pricing.application.set_prices import SetPrices
from nexus.pricing.contracts.dto import Destination, Price, QuoteLine
from nexus.pricing.contracts.errors import InvalidPrice, MissingPrice
from nexus.pricing.contracts.events import PriceChange, PriceChanged
from nexus.pricing.domain.lanes import NO_OFFERS
from nexus.pricing.domain.price_lists import PriceSheet
from nexus.pricing.domain.shipping import free_shipping
from nexus.pricing.domain.taxes import TaxTable

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOE, SOCK, BOOK = (UUID(int=number) for number in (1, 2, 3))


def price(variant: UUID, amount: str, compare_at: str | None = None, *, currency: str = "EUR") -> Price:
    return Price(
        variant_id=variant,
        list_price=Money.of(amount, currency),
        compare_at=Money.of(compare_at, currency) if compare_at else None,
    )


@dataclass
class Book:
    """Prices in memory; notes what was asked."""

    kept: dict[UUID, Price] = field(default_factory=dict)
    asked: list[tuple[frozenset[UUID], str]] = field(default_factory=list)

    def load(self, variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, Price]:
        self.asked.append((frozenset(variant_ids), currency))
        found = {variant: self.kept[variant] for variant in variant_ids if variant in self.kept}
        return {key: entry for key, entry in found.items() if entry.list_price.currency == currency}

    def load_sheet(self, question: PriceQuestion, /) -> LoadedPrices:
        found = self.load(question.variants, currency=question.currency)
        own = {(key, question.currency): entry for key, entry in found.items()}
        return LoadedPrices(PriceSheet(currency=question.currency, own=own), None)

    def store(self, prices: Sequence[Price], /, *, keep_compare_at: bool, at: datetime) -> tuple[Price, ...]:
        changed = tuple(entry for entry in prices if self.kept.get(entry.variant_id) != entry)
        self.kept |= {entry.variant_id: entry for entry in prices}
        return changed


def terms(edition: UUID | None, /, *, currency: str, to: Destination, lines: Any, at: datetime) -> TradeTerms:
    return TradeTerms(taxes=TaxTable(), shipping=free_shipping(currency))


def quote_basket(book: Book) -> QuoteBasket:
    """Without promotions and coupons."""
    return QuoteBasket(
        prices=book,
        terms=terms,
        find_exemption=lambda taxes, /, *, buyer, to, at: "",
        offers=lambda edition, /, *, at: NO_OFFERS,
        find_coupons=lambda codes, /, *, buyer, at: (),
        exhausted=lambda offers, /, *, buyer, at: frozenset(),
        zone=ZoneInfo("UTC"),
        base_currency="EUR",
    )


def basket(*variants: UUID, currency: str = "EUR") -> BasketToQuote:
    lines = tuple(QuoteLine(variant_id=variant, quantity=1) for variant in variants)
    return BasketToQuote(lines=lines, currency=currency, at=AT)


def test_prices_are_loaded_once_for_all_lines() -> None:
    book = Book({SHOE: price(SHOE, "49.95"), SOCK: price(SOCK, "4.50")})
    found = quote_basket(book)(basket(SHOE, SOCK, SHOE))
    assert str(found.total) == "104.40"
    assert book.asked == [(frozenset({SHOE, SOCK}), "EUR")]


def test_every_variant_without_a_price_is_named() -> None:
    book = Book({SHOE: price(SHOE, "49.95"), BOOK: price(BOOK, "10.00", currency="USD")})
    with pytest.raises(MissingPrice) as refused:
        quote_basket(book)(basket(BOOK, SHOE, SOCK))
    assert refused.value.code == "price_missing"
    assert refused.value.facts == {"variants": [str(SOCK), str(BOOK)], "currency": "EUR"}


def test_only_what_changed_is_announced() -> None:
    told: list[PriceChanged] = []
    book = Book({SHOE: price(SHOE, "49.95")})
    set_prices = SetPrices(prices=book, announce=told.append)
    set_prices([price(SHOE, "49.95"), price(SOCK, "4.50", "6.00")], at=AT)
    set_prices([price(SOCK, "4.50", "6.00")], at=AT)
    assert told == [
        PriceChanged(
            variants=(PriceChange(variant_id=SOCK, price=Money(450, "EUR"), compare_at=Money(600, "EUR")),)
        )
    ]


def test_the_last_price_of_a_variant_counts() -> None:
    book = Book()
    SetPrices(prices=book, announce=lambda fact: None)([price(SHOE, "1.00"), price(SHOE, "2.00")], at=AT)
    assert book.kept == {SHOE: price(SHOE, "2.00")}


@pytest.mark.parametrize(
    ("bad", "error", "field_name"),
    [
        (price(SOCK, "-0.01"), InvalidPrice, "price"),
        (price(SOCK, "1000000000000.01"), InvalidPrice, "price"),
        (price(SOCK, "1.00", "-1.00"), InvalidPrice, "compare_at_price"),
    ],
)
def test_one_impossible_price_stops_all(bad: Price, error: type[InvalidPrice], field_name: str) -> None:
    book = Book()
    with pytest.raises(error) as refused:
        SetPrices(prices=book, announce=lambda fact: None)([price(SHOE, "1.00"), bad], at=AT)
    assert (list(refused.value.errors), book.kept) == ([field_name], {})


def test_a_compare_at_price_in_another_currency_is_refused() -> None:
    book = Book()
    bad = Price(variant_id=SHOE, list_price=Money(100, "EUR"), compare_at=Money(200, "USD"))
    with pytest.raises(CurrencyMismatch):
        SetPrices(prices=book, announce=lambda fact: None)([bad], at=AT)
    assert book.kept == {}
