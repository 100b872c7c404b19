"""Which of several prices holds for a buyer: the rule between price lists.

A contract with the buyer wins over a list of a customer group, that over one of a sales channel, that over one for everybody;
then the higher priority, then the lower price. Inside a list the most exact entry wins: of the variant, of its product, of the
whole list; of its tiers the highest that the quantity reaches. A list without such an entry says nothing about the piece.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Price
from nexus.pricing.domain.currencies import Conversion

WHOLE = 10_000
"""Hundredths of a percent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListEntry:
    """An entry of a list that holds for this buyer, channel and instant. Either `minor` or `percent`, see PriceEntryRecord.

    `rank`: of its list, see `rank_of`; `vendor_id`: the seller whose list it is.
    """

    list_code: str
    currency: str
    rank: int
    priority: int = 0
    vendor_id: UUID | None = None
    variant_id: UUID | None = None
    product_id: UUID | None = None
    min_quantity: int = 1
    minor: int | None = None
    percent: int | None = None

    @property
    def is_personal(self) -> bool:
        """Of a contract or a group: not a price that everybody could have."""
        return self.rank >= GROUP

    @property
    def _exactness(self) -> tuple[bool, bool, int]:
        return self.variant_id is not None, self.product_id is not None, self.min_quantity


CHANNEL, GROUP, CONTRACT = 1, 2, 4


def rank_of(*, user: bool, group: bool, channel: bool) -> int:
    """Higher wins: whom a list names says how personal it is."""
    return CONTRACT * user + GROUP * group + CHANNEL * channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What is priced: so many pieces of a variant in the whole basket."""

    variant_id: UUID
    quantity: int = 1
    product_id: UUID | None = None
    vendor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceSheet:
    """All prices that may hold for a buyer: those of the variants themselves by currency, and entries of lists.

    `conversion`: from the shop's currency to the wanted one, if prices are converted.
    """

    currency: str
    own: dict[tuple[UUID, str], Price]
    entries: tuple[ListEntry, ...] = ()
    conversion: Conversion | None = None

    def price_of(self, subject: Subject, /) -> Price | None:
        """What a piece costs in the wanted currency; None: it has no price in it.

        What is set in the currency wins over what is converted: first a list in it, then the variant's own price in it, then
        what holds in the shop's currency.
        """
        about = [entry for entry in self.entries if _is_about(entry, subject)]
        own = self.own.get((subject.variant_id, self.currency))
        base = own or self._converted(self._in_base(subject.variant_id))
        chosen = _best(about, subject, base, currency=self.currency)
        if chosen is not None:
            return chosen
        if own is not None or self.conversion is None:
            return own
        there = self._in_base(subject.variant_id)
        return self._converted(_best(about, subject, there, currency=self.conversion.base) or there)

    def tiers_of(self, subject: Subject, /) -> tuple[tuple[int, Price], ...]:
        """From which quantity on a piece costs what; only quantities where the price changes, the first one among them."""
        found: list[tuple[int, Price]] = []
        about = (entry.min_quantity for entry in self.entries if _is_about(entry, subject))
        for quantity in sorted({1, *about}):
            price = self.price_of(replace(subject, quantity=quantity))
            if price is not None and (not found or price.list_price != found[-1][1].list_price):
                found.append((quantity, price))
        return tuple(found)

    def _in_base(self, variant_id: UUID) -> Price | None:
        return self.own.get((variant_id, self.conversion.base)) if self.conversion else None

    def _converted(self, price: Price | None) -> Price | None:
        if price is None or self.conversion is None:
            return None
        convert = self.conversion.price
        return replace(
            price,
            list_price=convert(price.list_price),
            compare_at=None if price.compare_at is None else convert(price.compare_at),
            lowest_before=None if price.lowest_before is None else convert(price.lowest_before),
            floor=None if price.floor is None else self.conversion.bound(price.floor),
        )


def _is_about(entry: ListEntry, subject: Subject) -> bool:
    if entry.vendor_id is not None and entry.vendor_id != subject.vendor_id:
        return False
    if entry.variant_id is not None:
        return entry.variant_id == subject.variant_id
    return entry.product_id is None or entry.product_id == subject.product_id


def _best(
    entries: Sequence[ListEntry], subject: Subject, base: Price | None, *, currency: str
) -> Price | None:
    """The price of the list that wins in this currency; None: no list says anything."""
    reached = [one for one in entries if one.currency == currency and one.min_quantity <= subject.quantity]
    usable = [one for one in reached if one.minor is not None or base is not None]
    ranked = sorted(usable, key=lambda one: (-one.rank, -one.priority))
    for _, peers in groupby(ranked, key=lambda one: (one.rank, one.priority)):
        prices = [_price_by(entry, subject, base) for entry in _most_exact(peers)]
        return min(prices, key=lambda price: (price.list_price, price.price_list))
    return None


def _most_exact(entries: Iterable[ListEntry]) -> Iterable[ListEntry]:
    """One entry of each list."""
    best: dict[str, ListEntry] = {}
    for entry in entries:
        known = best.get(entry.list_code)
        if known is None or entry._exactness > known._exactness:
            best[entry.list_code] = entry
    return best.values()


def _price_by(entry: ListEntry, subject: Subject, base: Price | None) -> Price:
    """A price of a list. Where everybody could have it, the variant's own price is what it is compared with."""
    compared = None
    if base is not None and not entry.is_personal:
        compared = max(base.compare_at or base.list_price, base.list_price)
    return Price(
        variant_id=subject.variant_id,
        list_price=Money(_minor_of(entry, base), entry.currency),
        compare_at=compared,
        lowest_before=None,
        floor=base.floor if base else None,
        price_list=entry.list_code,
    )


def _minor_of(entry: ListEntry, base: Price | None) -> int:
    """Percents of the variant's own price, half up to the minor unit."""
    if entry.minor is not None or base is None:
        return entry.minor or 0
    return (2 * base.list_price.minor * (WHOLE + (entry.percent or 0)) + WHOLE) // (2 * WHOLE)
