"""What trying a promotion on past orders answers. Amounts are decimal texts in the currency that stands beside them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from nexus.kernel.errors import Conflict, NotFound, RuleBroken

type SimulationState = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencySums:
    """All tried orders in one currency, without the draft and with it.

    `revenue`: order totals; `discount`: everything that promotions took off, on goods and on shipping; `draft`: what the draft
    took off, of which sellers and the shop pay a share each. `margin`: goods after promotions and without tax less what they
    cost, over the lines whose cost is known; `lines_without_cost`: how many of the `lines` are not in it.
    """

    currency: str
    orders: int
    touched: int
    revenue_before: str
    revenue_after: str
    discount_before: str
    discount_after: str
    draft: str
    vendor_funded: str
    shop_funded: str
    margin_before: str
    margin_after: str
    lines: int
    lines_without_cost: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchedOrder:
    """An order whose price the draft changes. `saved`: how much less the buyer pays; `draft`: what the draft took off."""

    order_id: UUID
    at: datetime
    currency: str
    total_before: str
    total_after: str
    saved: str
    draft: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialResult:
    """What came of it.

    `orders`: tried; `touched`: the draft applied to; `share`: percent of the tried ones, with two digits. `not_reproduced`:
    orders that without the draft do not come to what they came to, because something was changed since that no receipt tells.
    `out_of_uses`: orders that met the draft used up; `limit_reached_at`: the order that took the last use in all;
    `buyers_at_limit`: buyers who have none left. `line_caps`, `order_caps`, `floors`: orders in which it took off no more
    because of a cap per line, a cap per order, a floor. `below_floor`, `below_cost`: orders with a line that it drove there.
    `top`: the orders that change most. `assumes_coupon`: it needs a code, and was tried as if everybody had given it.
    """

    orders: int
    touched: int
    share: str
    not_reproduced: int
    first_at: datetime | None
    last_at: datetime | None
    sums: tuple[CurrencySums, ...]
    uses: int
    out_of_uses: int
    limit_reached_at: datetime | None
    buyers_at_limit: int
    line_caps: int
    order_caps: int
    floors: int
    below_floor: int
    below_cost: int
    top: tuple[TouchedOrder, ...]
    assumes_coupon: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SimulationInfo:
    """A trial and how far it is: `done` of `total` orders. `error`: why it failed. `vendor_id`: the seller to whom it tells of
    their own goods and shipping alone; None: it tells of everything."""

    id: UUID
    promotion_id: UUID
    vendor_id: UUID | None
    state: SimulationState
    wanted: int
    total: int
    done: int
    result: TrialResult | None
    error: str
    asked_by: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state not in ("waiting", "running")


class InvalidTrial(RuleBroken):
    """A trial that cannot be: `errors` names the field and the reason."""

    code: ClassVar[str] = "invalid_simulation"
    title: ClassVar[str] = "The simulation is not possible"


class UnknownSimulation(NotFound):
    """No such simulation here."""

    code: ClassVar[str] = "simulation_not_found"
    title: ClassVar[str] = "There is no such simulation"


class SimulationOver(Conflict):
    """It has ended already. Fact `state`."""

    code: ClassVar[str] = "simulation_over"
    title: ClassVar[str] = "The simulation has ended"


class SimulationsBusy(Conflict):
    """Too many wait or run already."""

    code: ClassVar[str] = "simulations_busy"
    title: ClassVar[str] = "Too many simulations at once; try again when one has ended"
