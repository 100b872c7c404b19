"""Taxes: which rates an amount bears, and how much each is, on top of the price or contained in it.

Rounding is half up to the minor unit, each rate for itself: once for each line and parcel, or once for the whole order (then
spread over lines and parcels by largest remainder).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from nexus.kernel.money import split_minor
from nexus.pricing.contracts.dto import NOWHERE, Destination
from nexus.pricing.domain.zones import NO_ZONES, Zones

type Rounding = Literal["line", "total"]
type ShippingTax = Literal["class", "highest", "pro_rata"]
type Abroad = Literal["gross", "net"]

SHIPPING_CLASS: Final = "shipping"
_NONE: Final = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRate:
    """Percent (19 = 19 %) for a tax class in a zone (its code; empty: everywhere), from an instant until just before another.

    Several rates of one class and zone add up in order of `position`; a compound one is taken on the price with those before it.
    """

    tax_class: str
    percent: Decimal
    name: str = "Tax"
    zone: str = ""
    is_compound: bool = False
    position: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def holds(self, at: datetime, /) -> bool:
        return (self.starts_at is None or self.starts_at <= at) and (
            self.ends_at is None or at < self.ends_at
        )


@dataclass(frozen=True, slots=True)
class Levy:
    """A rate, and the exact share of an amount that it is."""

    rate: TaxRate
    share: Fraction

    def on(self, minor: int, /) -> int:
        """Half up, of minor units that are not negative."""
        part = self.share * minor
        return (2 * part.numerator + part.denominator) // (2 * part.denominator)


@dataclass(frozen=True, slots=True)
class Levies:
    """The taxes that an amount bears. `load`: all of them together, as a share of the amount without tax."""

    levies: tuple[Levy, ...] = ()
    load: Fraction = _NONE


NO_LEVIES: Final = Levies()


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxTable:
    """All rates of a shop. Without a matching rate there is no tax.

    `shipping_tax`: shipping bears the rates of the class "shipping", those of the goods with the highest, or those of all goods
    in proportion to what they cost. `abroad`, for prices that include tax: where rates differ from those at `home`, the price
    with tax stays (`gross`), or the price without (`net`). `is_fallback`: somebody else knows better and has not answered yet.
    """

    rates: tuple[TaxRate, ...] = ()
    zones: Zones = NO_ZONES
    prices_include_tax: bool = False
    rounding: Rounding = "line"
    shipping_tax: ShippingTax = "class"
    abroad: Abroad = "gross"
    home: Destination = NOWHERE
    is_fallback: bool = False

    def levies(self, tax_class: str, /, *, to: Destination, at: datetime) -> Levies:
        """Those of the most exact zone that has rates for the class."""
        live = [rate for rate in self.rates if rate.tax_class == tax_class and rate.holds(at)]
        if not live:
            return NO_LEVIES
        for zone in (*self.zones.matching(to), ""):
            if found := [rate for rate in live if rate.zone == zone]:
                return self._levies(sorted(found, key=_rank))
        return NO_LEVIES

    def narrowed(self, zones: Zones, /, *, at: datetime) -> "TaxTable":
        """The same for destinations in these zones at that instant."""
        codes = {"", *(zone.code for zone in zones.zones)}
        rates = tuple(rate for rate in self.rates if rate.zone in codes and rate.holds(at))
        return replace(self, rates=rates, zones=zones)

    def _levies(self, rates: Iterable[TaxRate]) -> Levies:
        load, parts = _NONE, []
        for rate in rates:
            part = Fraction(rate.percent) / 100 * (1 + load if rate.is_compound else 1)
            load += part
            parts.append((rate, part))
        base = 1 + load if self.prices_include_tax else Fraction(1)
        return Levies(tuple(Levy(rate, part / base) for rate, part in parts), load)


def _rank(rate: TaxRate) -> tuple[int, str, Decimal]:
    return rate.position, rate.name, rate.percent


@dataclass(frozen=True, slots=True)
class Taxable:
    """Minor units, at least zero, and the taxes they bear."""

    minor: int
    levies: Levies


@dataclass(frozen=True, slots=True)
class Tax:
    """So many minor units under a rate."""

    rate: TaxRate
    minor: int


def sum_of(taxes: Iterable[Tax], /) -> int:
    """Minor units."""
    return sum(tax.minor for tax in taxes)


def assess(amounts: Sequence[Taxable], /, *, rounding: Rounding) -> list[list[Tax]]:
    """The taxes of each amount. The order of amounts decides who gets the odd cents of a total."""
    if rounding == "line":
        return [[Tax(levy.rate, levy.on(one.minor)) for levy in one.levies.levies] for one in amounts]
    members: dict[Levy, list[int]] = defaultdict(list)
    for index, one in enumerate(amounts):
        for levy in one.levies.levies:
            members[levy].append(index)
    found: list[list[Tax]] = [[] for _ in amounts]
    for levy, indexes in members.items():
        weights = [amounts[index].minor for index in indexes]
        for index, share in zip(indexes, split_minor(levy.on(sum(weights)), weights), strict=True):
            found[index].append(Tax(levy.rate, share))
    return found


NO_TAXES: Final = TaxTable()
