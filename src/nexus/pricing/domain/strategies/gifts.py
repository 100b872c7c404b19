"""Goods for nothing."""

from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import NOT_AVAILABLE, NOTHING_MATCHES, Refusal
from nexus.pricing.domain.strategies.fields import Pieces
from nexus.pricing.domain.strategies.protocols import GOODS_ONLY, Grant, Reach, Strategy


class Gift(Strategy, frozen=True, kw_only=True):
    """So many pieces of a variant are put in for nothing, once for the order, if it can be bought and there are so many. It is a
    line of its own and no condition counts it."""

    type: ClassVar[str] = "gift"
    title: ClassVar[str] = "Gift"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    variant: Annotated[UUID, Meta(title="What", extra_json_schema={"format": "variant"})]
    quantity: Pieces = 1

    @property
    def gives(self) -> tuple[tuple[UUID, int], ...]:
        return ((self.variant, self.quantity),)

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        if not picked:
            return NOTHING_MATCHES
        if all(line.variant_id != self.variant for line in case.basket.gifts):
            return NOT_AVAILABLE
        return Grant(gifts=self.gives)
