"""Lanes in PostgreSQL."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotion_errors import LanePositionTaken
from nexus.pricing.contracts.promotions import LaneInfo
from nexus.pricing.infrastructure.editions import new_edition

_READ: Final = "SELECT id, position, name, strategy FROM pricing_lane WHERE tenant_id = %s AND id = %s"
_ADD: Final = """
INSERT INTO pricing_lane (id, tenant_id, position, name, strategy) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, position) DO NOTHING"""
_REPLACE: Final = "UPDATE pricing_lane SET name = %s, strategy = %s WHERE tenant_id = %s AND id = %s"
_DELETE: Final = "DELETE FROM pricing_lane WHERE tenant_id = %s AND id = %s"
_INSIDE: Final = """
SELECT code FROM pricing_promotion WHERE tenant_id = %s AND lane = %s AND status <> 'archived' ORDER BY code LIMIT 5"""


class PostgresLanes:
    """`application.keep_lanes.Lanes`."""

    def change_rules(self) -> None:
        with lock_errors():
            new_edition()

    def lane(self, lane_id: UUID, /) -> LaneInfo | None:
        found = db.row(_READ, [current_tenant(), lane_id])
        return found and LaneInfo(**found._asdict())

    def add(self, new: LaneInfo, /) -> None:
        if not db.execute(_ADD, [new.id, current_tenant(), new.position, new.name, new.strategy]):
            reason = f"Another lane has the position {new.position}."
            raise LanePositionTaken(errors={"position": [reason]})

    def replace(self, changed: LaneInfo, /) -> None:
        db.execute(_REPLACE, [changed.name, changed.strategy, current_tenant(), changed.id])

    def delete(self, lane_id: UUID, /) -> None:
        db.execute(_DELETE, [current_tenant(), lane_id])

    def promotions_in(self, position: int, /) -> Sequence[str]:
        return [entry.code for entry in db.rows(_INSIDE, [current_tenant(), position])]
