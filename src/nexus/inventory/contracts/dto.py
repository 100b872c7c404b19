"""Values that cross inventory's border."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class StockLine:
    """Pieces of a variant. It may appear in several lines of one request: the demands add up."""

    variant_id: UUID
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StockLevel:
    """What a location holds of a variant: `available` = `on_hand` - `reserved`."""

    variant_id: UUID
    location: str
    on_hand: int
    reserved: int
    available: int
