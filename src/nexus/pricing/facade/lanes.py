"""Lanes: what promotions of one lane do with each other."""

from uuid import UUID

from nexus.pricing import wiring
from nexus.pricing.contracts.promotions import LaneInfo
from nexus.pricing.queries import lanes as queries


def lanes() -> tuple[LaneInfo, ...]:
    """All of the shop in the order in which they apply. One statement."""
    return queries.lanes()


def create_lane(*, position: int, name: str, strategy: str = "best") -> LaneInfo:
    """Raises InvalidLane, LanePositionTaken."""
    return wiring.keep_lanes().add(position=position, name=name, strategy=strategy)


def change_lane(lane_id: UUID, /, *, name: str | None = None, strategy: str | None = None) -> LaneInfo:
    """What is None stays; its position stays anyway. Raises UnknownLane, InvalidLane."""
    return wiring.keep_lanes().change(lane_id, name=name, strategy=strategy)


def delete_lane(lane_id: UUID, /) -> None:
    """Only while no promotion is in it. Raises UnknownLane, LaneInUse."""
    wiring.keep_lanes().delete(lane_id)
