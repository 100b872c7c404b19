"""A cart that shows a conflict, with as little in it as shows it still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from nexus.pricing.domain.bounds import Bound, Breach, breaches
from nexus.pricing.domain.figures import figures_of
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced
from nexus.pricing.domain.situations import Ground, Situation


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A cart in which these promotions, and no fewer of them, pass a bound. `variant_id`: on this line; None: the order."""

    bound_kind: Bound
    promotions: tuple[Promotion, ...]
    variant_id: UUID | None
    left: int
    bound: int
    situation: Situation

    @property
    def rank(self) -> tuple[float, int, int]:
        """How much of the bound is left (less is worse), then how small the cart is."""
        pieces = self.situation.pieces
        return self.left / self.bound if self.bound else 0.0, len(pieces), sum(pieces.values())


def passed(ground: Ground, priced: Priced, /) -> Iterator[Breach]:
    figures = figures_of(priced)
    return breaches(priced, figures, ground.costs, most_percent=ground.most_percent)


def applied(priced: Priced, /) -> list[Promotion]:
    """Promotions of the catalogue and of the cart that took something off, by code."""
    found = {used.promotion.id: used.promotion for used in priced.outcome.used}
    found |= {step.promotion.id: step.promotion for piece in priced.pieces for step in piece.steps}
    return sorted(found.values(), key=lambda one: one.code)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passing:
    """That a bound is passed on a line (None: by the order), on this ground."""

    ground: Ground
    kind: Bound
    variant: UUID | None

    def by(self, situation: Situation, promotions: Sequence[Promotion], /) -> Breach | None:
        """None: these promotions keep it."""
        priced = self.ground.price(situation, Offers(tuple(promotions), self.ground.offers.lanes))
        for breach in passed(self.ground, priced):
            line = None if breach.line is None else priced.basket.lines[breach.line].variant_id
            if (breach.bound_kind, line) == (self.kind, self.variant):
                return breach
        return None

    def least(self, situation: Situation, promotions: Sequence[Promotion], /) -> Found | None:
        """With as few promotions, codes and goods as pass it still, also when all promotions are on; None: it is passed without
        any."""
        needed, rest = self._needed(situation, promotions)
        if not needed:
            return None
        if not self.by(rest, self.ground.offers.promotions):
            rest = situation
        rest = self._smaller(rest, needed)
        return self._found(rest, needed)

    def _found(self, situation: Situation, needed: tuple[Promotion, ...]) -> Found | None:
        breach = self.by(situation, self.ground.offers.promotions)
        if breach is None:
            return None
        return Found(
            bound_kind=self.kind, promotions=needed, variant_id=self.variant, left=breach.left, bound=breach.bound,
            situation=situation,
        )  # fmt: skip

    def _needed(
        self, situation: Situation, promotions: Sequence[Promotion]
    ) -> tuple[tuple[Promotion, ...], Situation]:
        needed, rest = tuple(promotions), situation
        for promotion in promotions:
            fewer = tuple(one for one in needed if one is not promotion)
            without = replace(rest, coupons=rest.coupons & {one.id for one in fewer})
            if self.by(without, fewer):
                needed, rest = fewer, without
        return needed, rest

    def _smaller(self, situation: Situation, needed: Sequence[Promotion]) -> Situation:
        """Without goods that it does not take."""
        for index in sorted(situation.pieces):
            if self.ground.goods[index].variant_id == self.variant or len(situation.pieces) == 1:
                continue
            fewer = {other: pieces for other, pieces in situation.pieces.items() if other != index}
            tried = replace(situation, pieces=fewer)
            if self._is_least(tried, needed):
                situation = tried
        return situation

    def _is_least(self, situation: Situation, needed: Sequence[Promotion]) -> bool:
        """Passed with all promotions and with those needed, and kept without any one of these."""
        if not (self.by(situation, self.ground.offers.promotions) and self.by(situation, needed)):
            return False
        return not any(
            self.by(situation, [one for one in needed if one is not left_out]) for left_out in needed
        )
