"""Things that are cheaper together."""

from typing import Annotated, ClassVar

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal, more_pieces
from nexus.pricing.domain.strategies.fields import Percent, check_amounts, check_percent, other_currency
from nexus.pricing.domain.strategies.free_pieces import MostTimes
from nexus.pricing.domain.strategies.parts import Part, check_parts
from nexus.pricing.domain.strategies.pieces import Picked, Pile, percent_off, price_for
from nexus.pricing.domain.strategies.protocols import GOODS_ONLY, Amounts, Grant, Reach, Strategy, minor_in


class Bundle(Strategy, frozen=True, kw_only=True):
    """So many pieces of each part together for a fixed price, or for so many percent less; as often as there are full sets.

    A piece is in one set and one part only: the part with the fewest pieces to choose from takes first, the dearest of them. Each
    part's pieces go down to their share of the price, in proportion to list prices. Only goods of the target can be in it.
    """

    type: ClassVar[str] = "bundle"
    title: ClassVar[str] = "Bundle"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    parts: Annotated[tuple[Part, ...], Meta(title="Parts", min_length=2, max_length=20)]
    amounts: Annotated[Amounts | None, Meta(title="Price of a set")] = None
    percent: Annotated[Percent | None, Meta(title="Percent off a set")] = None
    most_times: MostTimes = None

    def __post_init__(self) -> None:
        check_parts(self.parts, field="parts", apart=True)
        if (self.amounts is None) == (self.percent is None):
            raise ValueError("amounts: give either amounts or percent")
        if self.amounts is not None:
            check_amounts(self.amounts, field="amounts")
        if self.percent is not None:
            check_percent(self.percent)

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        if self.amounts is not None and case.currency not in self.amounts:
            return other_currency(case.currency)
        chosen = [case.matching(part.of, picked) for part in self.parts]
        if not any(chosen):
            return NOTHING_MATCHES
        times, sets = self._sets(case, picked, chosen)
        if not times:
            return self._short(case, picked, chosen)
        if self.percent is not None:
            return Grant(cut=percent_off(case, sets, self.percent))
        return Grant(cut=price_for(case, sets, times * (minor_in(self.amounts or {}, case.currency) or 0)))

    def _sets(self, case: Case, picked: tuple[int, ...], chosen: list[tuple[int, ...]]) -> tuple[int, Picked]:
        """The most full sets, and their pieces."""
        lowest: int = 0
        best: Picked = {}
        highest = min(
            case.pieces_of(some) // part.quantity for some, part in zip(chosen, self.parts, strict=True)
        )
        if self.most_times is not None:
            highest = min(highest, self.most_times)
        while lowest < highest:
            times = (lowest + highest + 1) // 2
            found, short = self._taken(case, picked, chosen, times)
            lowest, highest, best = (lowest, times - 1, best) if short else (times, highest, found)
        return lowest, best

    def _taken(
        self, case: Case, picked: tuple[int, ...], chosen: list[tuple[int, ...]], times: int
    ) -> tuple[Picked, tuple[int, int] | None]:
        """The pieces of so many sets; or the first part that cannot be filled, and by how many pieces."""
        pile = Pile.of(case, picked)
        found: Picked = {}
        order = sorted(range(len(chosen)), key=lambda part: (case.pieces_of(chosen[part]), part))
        for part in order:
            wanted = times * self.parts[part].quantity
            taken = pile.dearest(wanted, among=chosen[part])
            if missing := wanted - sum(taken.values()):
                return found, (part, missing)
            for index, some in taken.items():
                found[index] = found.get(index, 0) + some
        return found, None

    def _short(self, case: Case, picked: tuple[int, ...], chosen: list[tuple[int, ...]]) -> Refusal:
        _, short = self._taken(case, picked, chosen, 1)
        part, missing = short or (0, 0)
        return more_pieces(self.type, missing, of=self.parts[part].of.label)
