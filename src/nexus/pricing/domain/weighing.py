"""A price with its sums, and what changes from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.bounds import Costs, breaches
from nexus.pricing.domain.draft_use import draft_use
from nexus.pricing.domain.effects import Change, Sums
from nexus.pricing.domain.figures import Figures, figures_of
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced


@dataclass(frozen=True, slots=True)
class Weighed:
    """`vendor_id`: the sums are of this seller's goods and shipping, taxes on top left out; None: of the whole order."""

    priced: Priced
    figures: Figures
    sums: Sums
    costs: Costs
    vendor_id: UUID | None

    @classmethod
    def of(cls, priced: Priced, costs: Costs, vendor_id: UUID | None = None, /) -> "Weighed":
        figures = figures_of(priced)
        return cls(priced, figures, _sums(priced, figures, costs, vendor_id), costs, vendor_id)

    def change(self, priced: Priced, draft: Promotion, /) -> Change | None:
        """From this price to that; None: nothing but words may differ."""
        use, after = draft_use(priced, draft), Weighed.of(priced, self.costs, self.vendor_id)
        if use is None and after.sums == self.sums:
            return None
        passed = after.passed()
        driven = passed - self.passed() if passed else passed
        kinds = {kind for kind, _ in driven}
        return Change(after.sums, use, "floor" in kinds, "cost" in kinds)

    def passed(self) -> frozenset[tuple[str, int]]:
        """Bounds that lines pass."""
        own = set(own_lines(self.priced.basket.lines, self.vendor_id))
        found = breaches(self.priced, self.figures, self.costs)
        return frozenset((one.bound_kind, one.line) for one in found if one.line in own)


def own_lines(lines: Sequence[BasketLine], vendor_id: UUID | None, /) -> list[int]:
    """Indexes of the lines that are this seller's; None: all."""
    return [
        index for index, line in enumerate(lines)
        if vendor_id is None or (line.goods is not None and line.goods.vendor_id == vendor_id)
    ]  # fmt: skip


def _sums(priced: Priced, figures: Figures, costs: Costs, vendor_id: UUID | None) -> Sums:
    lines, nets = priced.basket.lines, figures.nets
    own = own_lines(lines, vendor_id)
    freight = [
        (one.minor, left)
        for one, left in zip(priced.case.freight, priced.freight, strict=True)
        if vendor_id in (None, one.vendor_id)
    ]
    goods, shipping = sum(figures.lines[index] for index in own), sum(left for _, left in freight)
    worth = sum(lines[index].worth.minor for index in own) + sum(minor for minor, _ in freight)
    margin = sum(
        nets[index] - costs[lines[index].variant_id] * lines[index].quantity
        for index in own
        if lines[index].variant_id in costs
    )
    return Sums(figures.total if vendor_id is None else goods + shipping, worth - goods - shipping, margin)
