"""Set up the lanes in which promotions compete or follow each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.pricing.contracts.promotion_errors import InvalidLane, LaneInUse, UnknownLane
from nexus.pricing.contracts.promotions import LaneInfo
from nexus.pricing.domain.promotions import Strategies

_LONGEST_NAME: Final = 80


class Lanes(Protocol):
    """Where lanes are kept."""

    def change_rules(self) -> None:
        """What quotes have loaded is void with this transaction; until it ends, nobody else changes rules."""
        ...

    def lane(self, lane_id: UUID, /) -> LaneInfo | None: ...

    def add(self, new: LaneInfo, /) -> None:
        """Raises LanePositionTaken."""
        ...

    def replace(self, changed: LaneInfo, /) -> None: ...

    def delete(self, lane_id: UUID, /) -> None: ...

    def promotions_in(self, position: int, /) -> Sequence[str]:
        """Codes of some promotions that are in it and not archived."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepLanes:
    """Raises InvalidLane, UnknownLane, LanePositionTaken, LaneInUse."""

    lanes: Lanes
    strategies: Callable[[], Strategies]

    def add(self, *, position: int, name: str, strategy: str) -> LaneInfo:
        """A new lane. Its position stays: promotions name it by that."""
        new = self._checked(LaneInfo(id=new_id(), position=position, name=name.strip(), strategy=strategy))
        self.lanes.change_rules()
        self.lanes.add(new)
        return new

    def change(self, lane_id: UUID, /, *, name: str | None, strategy: str | None) -> LaneInfo:
        """Another name, or another way for its promotions to meet; None: stays."""
        self.lanes.change_rules()
        before = self._known(lane_id)
        named = before.name if name is None else name.strip()
        after = self._checked(replace(before, name=named, strategy=strategy or before.strategy))
        self.lanes.replace(after)
        return after

    def delete(self, lane_id: UUID, /) -> None:
        """Only while no promotion is in it."""
        self.lanes.change_rules()
        found = self._known(lane_id)
        if inside := self.lanes.promotions_in(found.position):
            raise LaneInUse(promotions=list(inside))
        self.lanes.delete(lane_id)

    def _known(self, lane_id: UUID) -> LaneInfo:
        found = self.lanes.lane(lane_id)
        if found is None:
            raise UnknownLane(lane=str(lane_id))
        return found

    def _checked(self, lane: LaneInfo) -> LaneInfo:
        errors = {}
        if not 0 <= lane.position <= 1000:
            errors["position"] = ["Must be between 0 and 1000."]
        if not 0 < len(lane.name) <= _LONGEST_NAME:
            errors["name"] = [f"State one of at most {_LONGEST_NAME} characters."]
        if lane.strategy not in self.strategies().lanes:
            errors["strategy"] = [f"Choose one of {', '.join(sorted(self.strategies().lanes))}."]
        if errors:
            raise InvalidLane(errors=errors)
        return lane
