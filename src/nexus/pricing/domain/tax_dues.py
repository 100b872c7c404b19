"""What a buyer has to pay for what promotions leave, where taxes are added on top of prices."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.dues import Dues, PlainDues
from nexus.pricing.domain.shipping import Shipment
from nexus.pricing.domain.taxes import SHIPPING_CLASS, Levies, Rounding
from nexus.pricing.domain.taxing import Taxing

type _Ratio = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TaxedDues:
    """Taxes rounded half up: for each line and parcel (`each`: what an index is taxed), or once for a rate (`together`: what the
    sum of some indexes is taxed)."""

    weights: tuple[int, ...]
    scale: int
    each: tuple[tuple[_Ratio, ...], ...]
    together: tuple[tuple[_Ratio, tuple[int, ...]], ...]
    slack: int = 0

    def of(self, left: Sequence[int], /) -> int:
        total = sum(left)
        for minor, ratios in zip(left, self.each, strict=True):
            for top, bottom in ratios:
                total += (2 * minor * top + bottom) // (2 * bottom)
        for (top, bottom), indexes in self.together:
            minor = sum(left[index] for index in indexes)
            total += (2 * minor * top + bottom) // (2 * bottom)
        return total


def dues_of(taxing: Taxing, case: Case, shipments: Sequence[Shipment], /) -> Dues:
    """Prices that include tax cost what they say.

    Shipping that is taxed like the goods in proportion counts as taxed like those with the highest rate: what it bears depends on
    what promotions leave of the goods, so that a total could fall as a price rises.
    """
    levies = _levies(taxing, case, shipments)
    if taxing.table.prices_include_tax or not any(one.levies for one in levies):
        return PlainDues((1,) * len(levies))
    scale = lcm(*(one.load.denominator for one in levies))
    weights = tuple(int(scale * (1 + one.load)) for one in levies)
    each, together = _rounded(levies, taxing.table.rounding)
    dues = TaxedDues(weights, scale, each, together)
    return TaxedDues(weights, scale, each, together, _slack(dues, case.start))


def _levies(taxing: Taxing, case: Case, shipments: Sequence[Shipment]) -> list[Levies]:
    """By index of the case."""
    goods = [taxing.levies(line.tax_class) for line in case.lines]
    if taxing.table.shipping_tax == "class":
        return [*goods, *(taxing.levies(SHIPPING_CLASS) for _ in shipments)]
    return [*goods, *(_highest(taxing, case, shipment) for shipment in shipments)]


def _highest(taxing: Taxing, case: Case, shipment: Shipment) -> Levies:
    classes = taxing.classes_of(shipment, case.lines)
    return max((taxing.levies(name) for name in classes), key=lambda one: one.load)


def _rounded(
    levies: Sequence[Levies], rounding: Rounding
) -> tuple[tuple[tuple[_Ratio, ...], ...], tuple[tuple[_Ratio, tuple[int, ...]], ...]]:
    if rounding == "line":
        return tuple(tuple(one.share.as_integer_ratio() for one in of.levies) for of in levies), ()
    members: dict[object, list[int]] = defaultdict(list)
    ratios: dict[object, _Ratio] = {}
    for index, of in enumerate(levies):
        for levy in of.levies:
            members[levy].append(index)
            ratios[levy] = levy.share.as_integer_ratio()
    together = tuple((ratios[levy], tuple(indexes)) for levy, indexes in members.items())
    return ((),) * len(levies), together


def _slack(dues: TaxedDues, start: Sequence[int]) -> int:
    """The total at the start is rounded as it is, one that is found later by at most half a minor unit for each tax, up or
    down."""
    exact = sum(minor * weight for minor, weight in zip(start, dues.weights, strict=True))
    taxes = sum(len(ratios) for ratios in dues.each) + len(dues.together)
    return abs(dues.of(start) * dues.scale - exact) + (taxes * dues.scale + 1) // 2
