"""Targets: what a promotion is about."""

from typing import Annotated, ClassVar

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.selection import EVERYTHING, Selection
from nexus.pricing.domain.strategies.protocols import Reach, Strategy


class GoodsTarget(Strategy, frozen=True, kw_only=True):
    """Goods that the selection matches; all of them without one."""

    type: ClassVar[str] = "goods"
    title: ClassVar[str] = "Goods"
    reach: ClassVar[Reach] = "goods"

    selection: Annotated[Selection, Meta(title="Which")] = EVERYTHING

    def pick(self, case: Case, scope: tuple[int, ...], /) -> tuple[int, ...]:
        return case.matching(self.selection, scope)


class ShippingTarget(Strategy, frozen=True, kw_only=True):
    """What shipping costs; by certain methods only, if any are named."""

    type: ClassVar[str] = "shipping"
    title: ClassVar[str] = "Shipping"
    reach: ClassVar[Reach] = "freight"

    methods: Annotated[
        frozenset[str],
        Meta(title="By these methods", max_length=500, extra_json_schema={"format": "shipping_methods"}),
    ] = frozenset()

    def pick(self, case: Case, scope: tuple[int, ...], /) -> tuple[int, ...]:
        first = len(case.lines)
        return tuple(
            index for index in scope
            if not self.methods or case.freight[index - first].method in self.methods
        )  # fmt: skip
