"""What the tests look at: rows of one variant or order, in plain tuples. To be used inside a tenant scope."""

from typing import Any
from uuid import UUID

from nexus.inventory.interfaces.verification import CHECKS
from nexus.inventory.models import AdjustmentRecord, ReservationRecord, StockLevelRecord
from nexus.platform.events import load


def level_of(variant_id: UUID, /) -> tuple[int, int]:
    """(on hand, reserved)."""
    found = StockLevelRecord.objects.get(variant_id=variant_id)
    return found.on_hand, found.reserved


def promises_of(order_id: UUID, /) -> list[tuple[UUID, int, str, str]]:
    """(variant, quantity, state, close reason) by variant."""
    found = ReservationRecord.objects.filter(order_id=order_id).order_by("variant_id")
    return [(entry.variant_id, entry.quantity, entry.state, entry.close_reason) for entry in found]


def adjustments_of(variant_id: UUID, /) -> list[tuple[int, int, str]]:
    """(delta, on hand, reason), oldest first."""
    found = AdjustmentRecord.objects.filter(variant_id=variant_id).order_by("created_at", "id")
    return [(entry.delta, entry.on_hand, entry.reason) for entry in found]


def history(stream: str, stream_id: UUID, /) -> tuple[Any, ...]:
    """Events of a stream."""
    return load(f"inventory.{stream}", stream_id).events


def findings() -> list[str]:
    """What `nexus verify` would say about this tenant's stock."""
    return [str(finding) for check in CHECKS for finding in check.run()]
