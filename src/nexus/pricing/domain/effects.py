"""What a draft does to one past order, in a form that travels between processes."""

from datetime import datetime
from uuid import UUID

import msgspec


class Sums(msgspec.Struct, frozen=True, array_like=True):
    """Minor units. `discount`: what promotions took off goods and shipping; `margin`: goods without tax less what they cost, of
    the lines whose cost is known."""

    total: int
    discount: int
    margin: int


class DraftUse(msgspec.Struct, frozen=True, array_like=True):
    """Minor units that the draft took off, how much of it sellers pay, and what held it back."""

    amount: int
    vendor_funded: int
    at_line_cap: bool = False
    at_order_cap: bool = False
    at_floor: bool = False


class Change(msgspec.Struct, frozen=True, array_like=True):
    """The order with the draft on. `use` None: it does not apply, though something else does that did not before, or no more.
    `below_floor`, `below_cost`: it has a line there that was not."""

    sums: Sums
    use: DraftUse | None
    below_floor: bool = False
    below_cost: bool = False


class Effect(msgspec.Struct, frozen=True, array_like=True):
    """An order priced again. `buyer`: every name that their uses are counted under; `is_reproduced`: it comes to what it came
    to. `lines` are the bought ones.

    `change` None: the draft leaves it as it is. `spent`: what becomes of the order when the draft has no uses left; None: it
    stays as it is.
    """

    order_id: UUID
    at: datetime
    currency: str
    buyer: tuple[str, ...]
    is_reproduced: bool
    lines: int
    lines_without_cost: int
    before: Sums
    change: Change | None = None
    spent: Change | None = None
