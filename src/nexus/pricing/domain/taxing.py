"""The taxes of one basket: where, when and for whom its prices are taxed, and what that does to prices which include tax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from nexus.kernel.money import Money, split_minor
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.shipping import Shipment, Way, seller_of
from nexus.pricing.domain.taxes import (
    NO_LEVIES,
    SHIPPING_CLASS,
    Levies,
    Tax,
    Taxable,
    TaxTable,
    assess,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxDue:
    """Taxes by line and by shipment."""

    lines: tuple[tuple[Tax, ...], ...] = ()
    freight: tuple[tuple[Tax, ...], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxing:
    """`where`: to whose taxes the basket is subject; `exempt`: why its buyer pays none, empty: they do."""

    table: TaxTable
    where: Destination
    at: datetime
    exempt: str = ""
    _known: dict[tuple[str, bool], Levies] = field(default_factory=dict, compare=False, repr=False)

    def levies(self, tax_class: str, /) -> Levies:
        """What an amount of the class bears."""
        return NO_LEVIES if self.exempt else self._levies(tax_class, at_home=False)

    def _levies(self, tax_class: str, *, at_home: bool) -> Levies:
        key = tax_class, at_home
        if key not in self._known:
            to = self.table.home if at_home else self.where
            self._known[key] = self.table.levies(tax_class, to=to, at=self.at)
        return self._known[key]

    def factor(self, tax_class: str, /) -> Fraction:
        """By what a price that includes tax is multiplied for this destination and buyer: who pays no tax does not pay that which
        the price contains."""
        if not self.table.prices_include_tax:
            return Fraction(1)
        contained = self._levies(tax_class, at_home=self.table.abroad == "net")
        return (1 + self.levies(tax_class).load) / (1 + contained.load)

    @property
    def changes_prices(self) -> bool:
        """Whether the factor may be other than one."""
        return self.table.prices_include_tax and bool(self.exempt or self.table.abroad == "net")

    def repriced(self, basket: Basket, /) -> Basket:
        """The basket at the prices of this destination and buyer: each price of a piece rounded half up."""
        return replace(
            basket,
            lines=tuple(self._line(line) for line in basket.lines),
            gifts=tuple(self._line(line) for line in basket.gifts),
        )

    def _line(self, line: BasketLine) -> BasketLine:
        factor = self.factor(line.tax_class)
        if factor == 1:
            return line
        return replace(
            line,
            list_price=_times(line.list_price, factor),
            compare_at=_times(line.compare_at, factor) if line.compare_at else None,
            floor=half_up(line.floor * factor),
        )

    def repriced_way(self, way: Way, basket: Basket, /) -> Way:
        """Freight follows the tax classes that it is taxed by."""
        return replace(way, shipments=tuple(self._shipment(one, basket) for one in way.shipments))

    def _shipment(self, shipment: Shipment, basket: Basket) -> Shipment:
        worths = [line.worth.minor for line in basket.lines]
        parts = self._freight_parts(shipment, basket.lines, worths, shipment.freight.minor)
        minor = half_up(sum((part * self.factor(tax_class) for tax_class, part in parts), Fraction(0)))
        return replace(shipment, freight=replace(shipment.freight, minor=minor))

    def due(
        self,
        basket: Basket,
        taxable: Sequence[int],
        shipments: Sequence[Shipment],
        freight: Sequence[int],
        /,
    ) -> TaxDue:
        """On what is left to pay of each line and each shipment, in minor units."""
        order = list(basket.by_variant())
        amounts = [Taxable(taxable[index], self.levies(basket.lines[index].tax_class)) for index in order]
        owners: list[int] = []
        for place, shipment in enumerate(shipments):
            for tax_class, part in self._freight_parts(shipment, basket.lines, taxable, freight[place]):
                amounts.append(Taxable(part, self.levies(tax_class)))
                owners.append(place)
        found = assess(amounts, rounding=self.table.rounding)
        lines: list[tuple[Tax, ...]] = [()] * len(order)
        for index, taxes in zip(order, found, strict=False):
            lines[index] = tuple(taxes)
        of_freight: list[list[Tax]] = [[] for _ in shipments]
        for place, taxes in zip(owners, found[len(order) :], strict=True):
            of_freight[place].extend(taxes)
        return TaxDue(lines=tuple(lines), freight=tuple(tuple(_merged(taxes)) for taxes in of_freight))

    def _freight_parts(
        self, shipment: Shipment, lines: Sequence[BasketLine], weights: Sequence[int], minor: int
    ) -> list[tuple[str, int]]:
        """Tax classes of a shipment, with what of its price is taxed by each."""
        if self.table.shipping_tax == "class":
            return [(SHIPPING_CLASS, minor)]
        by_class = _by_class(shipment, lines, weights)
        if self.table.shipping_tax == "highest":
            return [(max(by_class, key=lambda name: (self.levies(name).load, name)), minor)]
        return list(zip(by_class, split_minor(minor, list(by_class.values())), strict=True))

    def classes_of(self, shipment: Shipment, lines: Sequence[BasketLine], /) -> tuple[str, ...]:
        """Tax classes of the goods in a shipment."""
        return tuple(_by_class(shipment, lines, [0] * len(lines)))


def _by_class(shipment: Shipment, lines: Sequence[BasketLine], weights: Sequence[int]) -> dict[str, int]:
    sellers: set[UUID | None] = {seller for seller, _ in shipment.worths}
    found: dict[str, int] = {}
    for line, weight in zip(lines, weights, strict=True):
        if seller_of(line) in sellers:
            found[line.tax_class] = found.get(line.tax_class, 0) + weight
    return dict(sorted(found.items()))


def _merged(taxes: Sequence[Tax]) -> Iterator[Tax]:
    """One for each rate."""
    for rate in dict.fromkeys(one.rate for one in taxes):
        yield Tax(rate, sum(one.minor for one in taxes if one.rate == rate))


def half_up(exact: Fraction, /) -> int:
    """To the minor unit."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _times(price: Money, factor: Fraction) -> Money:
    return Money(half_up(price.minor * factor), price.currency)
