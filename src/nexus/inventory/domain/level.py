"""A stock level and the rules of changing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from nexus.inventory.contracts.errors import BelowReserved, InvalidStockQuantity, OutOfStock, UnknownStock
from nexus.inventory.contracts.events import AvailabilityChanged
from nexus.inventory.domain.demand import MOST_PIECES, Demand


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """Pieces of a variant at a location; 0 <= reserved <= on_hand."""

    id: UUID
    variant_id: UUID
    location: str
    on_hand: int
    reserved: int

    @property
    def available(self) -> int:
        """Pieces free to promise."""
        return self.on_hand - self.reserved

    def freed(self, quantity: int, /) -> "Level":
        """With that many promised pieces free again."""
        return replace(self, reserved=self.reserved - quantity)

    def counted(self, on_hand: int, /) -> "Level":
        """With another number on hand. Raises BelowReserved, InvalidStockQuantity."""
        if on_hand > MOST_PIECES:
            raise InvalidStockQuantity(variant_id=str(self.variant_id), quantity=on_hand)
        if on_hand < self.reserved:
            raise BelowReserved(variant_id=str(self.variant_id), asked=on_hand, reserved=self.reserved)
        return Level(
            id=self.id, variant_id=self.variant_id, location=self.location, on_hand=on_hand, reserved=self.reserved
        )  # fmt: skip


type Levels = Mapping[UUID, Level]
"""Levels by variant."""


def short_variants(demand: Demand, levels: Levels, /) -> tuple[UUID, ...]:
    """Variants of which less is available than asked; one without a level has nothing."""
    return tuple(variant for variant, asked in demand.items() if asked > available(levels, variant))


def check_stock(demand: Demand, levels: Levels, /) -> None:
    """Raises OutOfStock with every short variant."""
    if short := short_variants(demand, levels):
        raise OutOfStock(lines=[_shortage(variant, demand[variant], levels) for variant in short])


def _shortage(variant_id: UUID, asked: int, levels: Levels) -> dict[str, str | int]:
    return {"variant_id": str(variant_id), "asked": asked, "available": available(levels, variant_id)}


def available(levels: Levels, variant_id: UUID, /) -> int:
    """Pieces free to promise of a variant, 0 without a level."""
    level = levels.get(variant_id)
    return level.available if level else 0


def known(levels: Levels, variant_id: UUID, /) -> Level:
    """Raises UnknownStock."""
    if variant_id not in levels:
        raise UnknownStock(variant_id=str(variant_id))
    return levels[variant_id]


def flips(before: Levels, after: Iterable[Level], /) -> tuple[AvailabilityChanged, ...]:
    """Which variants sold out or came back."""
    return tuple(
        AvailabilityChanged(variant_id=level.variant_id, in_stock=level.available > 0)
        for level in after
        if (available(before, level.variant_id) > 0) != (level.available > 0)
    )
