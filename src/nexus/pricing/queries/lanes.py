"""Reading lanes."""

from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotions import LaneInfo

_ALL: Final = "SELECT id, position, name, strategy FROM pricing_lane WHERE tenant_id = %s ORDER BY position"


def lanes() -> tuple[LaneInfo, ...]:
    """All of them in the order in which they apply. One statement."""
    return tuple(LaneInfo(**found._asdict()) for found in db.rows(_ALL, [current_tenant()]))


def lane(lane_id: UUID, /) -> LaneInfo | None:
    return next((one for one in lanes() if one.id == lane_id), None)
