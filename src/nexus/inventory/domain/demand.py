"""What is asked for: one sum for each variant, whatever lines it comes in."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.errors import InvalidStockQuantity
from nexus.inventory.contracts.events import StockChange

MOST_PIECES = 1_000_000_000  # of one variant; keeps every sum inside the column's 32 bits

type Demand = Mapping[UUID, int]


def demand_of(lines: Iterable[StockLine], /) -> Demand:
    """Pieces by variant, sorted by variant: the order in which rows are locked. Raises
    InvalidStockQuantity.
    """
    sums: dict[UUID, int] = {}
    for line in lines:
        if line.quantity < 1:
            raise InvalidStockQuantity(variant_id=str(line.variant_id), quantity=line.quantity)
        sums[line.variant_id] = sums.get(line.variant_id, 0) + line.quantity
    return {variant: sums[variant] for variant in sorted(sums)}


def changes(quantities: Demand, /) -> tuple[StockChange, ...]:
    """The form that events have."""
    return tuple(StockChange(variant_id=variant, quantity=count) for variant, count in quantities.items())
