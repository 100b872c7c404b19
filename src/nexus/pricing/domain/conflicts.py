"""Looking for carts in which promotions together bring a price too far down.

Promotions are tried alone and in pairs, on the goods of a sample that all of them are about, in the smallest carts that their
conditions ask for; each cart that is found is enriched by every further promotion that can be made to apply to it. What is
reported has been priced by the engine with all promotions on. Nothing is proved about what is not reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from nexus.pricing.contracts.errors import UnknownShippingMethod
from nexus.pricing.domain.bounds import Breach
from nexus.pricing.domain.combining import anchors, can_combine, seeds
from nexus.pricing.domain.filling import fulfilled
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.situations import Ground, Situation, is_about
from nexus.pricing.domain.wishes import common_instant
from nexus.pricing.domain.witnesses import Found, Passing, applied, passed

MOST_CARTS: Final = 4_000
"""Carts that are priced before the search ends; counted, so that the same shop gets the same answer."""
_MOST_JOINED: Final = 6


@dataclass(slots=True)
class Tries:
    """What became of one promotion in all carts. `nearest`: the refusal of the cart that came nearest; `beaten_by`: promotions
    that applied where it could have."""

    met: int = 0
    used: int = 0
    nearest: Refusal | None = None
    beaten_by: dict[UUID, Promotion] = field(default_factory=dict)


@dataclass(slots=True)
class Search:
    """One search on one ground. `about`: only conflicts with this promotion are of interest."""

    ground: Ground
    about: UUID | None = None
    most_carts: int = MOST_CARTS
    carts: int = 0
    tries: dict[UUID, Tries] = field(default_factory=dict)
    instants: set[object] = field(default_factory=set)
    _found: dict[tuple[object, ...], Found] = field(default_factory=dict)
    _seen: dict[tuple[object, ...], float] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return self.carts < self.most_carts

    def run(self) -> tuple[Found, ...]:
        """The worst cart of each conflict, the worst conflict first."""
        self.tries = {one.id: Tries() for one in self.ground.offers.promotions}
        for together in self._seeds():
            for anchor in anchors(together, self.ground.goods, self._costs()):
                if not self.is_complete:
                    break
                self._try(together, anchor)
        ranked = sorted(self._found.values(), key=lambda one: (one.rank, _codes(one.promotions)))
        return tuple(ranked)

    def _seeds(self) -> list[tuple[Promotion, ...]]:
        every = seeds(self.ground.offers)
        if self.about is None:
            return every
        return [one for one in every if any(promotion.id == self.about for promotion in one)]

    def _costs(self) -> dict[int, int]:
        costs, goods = self.ground.costs, self.ground.goods
        return {index: costs[line.variant_id] for index, line in enumerate(goods) if line.variant_id in costs}

    def _try(self, together: Sequence[Promotion], anchor: int) -> None:
        situation = self._start(together, anchor)
        for promotion in together if situation else ():
            made = fulfilled(self.ground, situation, promotion, anchor=anchor)  # type: ignore[arg-type]
            if not isinstance(made, Situation):
                self._note_refusal(promotion, made)
                return
            situation = made
        if situation and self._price(situation):
            self._join(situation, together, anchor)

    def _start(self, together: Sequence[Promotion], anchor: int) -> Situation | None:
        at = common_instant(together, now=self.ground.now, zone=self.ground.zone)
        if at is None:
            return None
        self.instants.add(at)
        return Situation(at=at, pieces={anchor: 1})

    def _note_refusal(self, promotion: Promotion, refusal: Refusal | None) -> None:
        tries = self.tries[promotion.id]
        tries.nearest = tries.nearest or refusal

    def _join(self, situation: Situation, together: Sequence[Promotion], anchor: int) -> None:
        """Further promotions that can be made to apply to this cart, one after the other."""
        joined = list(together)
        for promotion in self._others(joined, situation, anchor):
            if not all(can_combine(promotion, one, self.ground.offers) for one in joined):
                continue
            made = fulfilled(self.ground, situation, promotion, anchor=anchor)
            if isinstance(made, Situation) and made != situation and self._price(made):
                situation = made
                joined.append(promotion)

    def _others(self, joined: Sequence[Promotion], situation: Situation, anchor: int) -> list[Promotion]:
        line, ids = self.ground.goods[anchor], {one.id for one in joined}
        about = (
            one for one in self.ground.offers.promotions
            if one.id not in ids and one.holds_at(situation.at) and is_about(one, line)
        )  # fmt: skip
        return sorted(about, key=lambda one: one.code)[:_MOST_JOINED]

    def _price(self, situation: Situation) -> bool:
        """Price the cart and note what it shows; False: it cannot be bought."""
        self.carts += 1
        try:
            priced = self.ground.price(situation)
        except UnknownShippingMethod:
            return False
        self._note_use(priced)
        for breach in passed(self.ground, priced):
            self._keep(situation, priced, breach)
        return True

    def _note_use(self, priced: Priced) -> None:
        used = applied(priced)
        for one in used:
            self.tries[one.id].used += 1
            self.tries[one.id].met += 1
        for one, refusal in priced.outcome.refused:
            if refusal.code in ("better_offer", "better_combination", "not_combinable"):
                self.tries[one.id].met += 1
                self.tries[one.id].beaten_by |= {other.id: other for other in used}

    def _keep(self, situation: Situation, priced: Priced, breach: Breach) -> None:
        variant = None if breach.line is None else priced.basket.lines[breach.line].variant_id
        used, share = applied(priced), breach.left / (breach.bound or 1)
        case = breach.bound_kind, variant, frozenset(one.id for one in used)
        if self._seen.get(case, 2.0) <= share:
            return
        self._seen[case] = share
        found = Passing(ground=self.ground, kind=breach.bound_kind, variant=variant).least(situation, used)
        if found and self._is_of_interest(found):
            key = found.bound_kind, variant is None, frozenset(one.id for one in found.promotions)
            known = self._found.get(key)
            if known is None or found.rank < known.rank:
                self._found[key] = found

    def _is_of_interest(self, found: Found) -> bool:
        """One promotion alone may take off as much as it says; it must not go below a floor or cost."""
        if found.bound_kind == "percent" and len(found.promotions) < 2:
            return False
        return self.about is None or any(one.id == self.about for one in found.promotions)


def _codes(promotions: Sequence[Promotion]) -> tuple[str, ...]:
    return tuple(one.code for one in promotions)
