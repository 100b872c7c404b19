"""What people switched off."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from nexus.notifications.contracts.kinds import CHANNELS, CHOOSABLE_KINDS
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def muted(kind: str, user_ids: Iterable[UUID], /) -> frozenset[tuple[UUID, str]]:
    """Pairs (person, channel) that do not want to hear of this kind."""
    found = db.rows(
        "SELECT user_id, channel FROM notifications_preference "
        "WHERE tenant_id = %s AND user_id = ANY(%s::uuid[]) AND kind = %s AND NOT enabled",
        [current_tenant(), list(user_ids), kind],
    )
    return frozenset((entry.user_id, entry.channel) for entry in found)


def choices_of(user_id: UUID, /) -> list[dict[str, Any]]:
    """Every kind and channel that can be switched, with the person's choice."""
    found = db.rows(
        "SELECT kind, channel FROM notifications_preference "
        "WHERE tenant_id = %s AND user_id = %s AND NOT enabled",
        [current_tenant(), user_id],
    )
    off = {(entry.kind, entry.channel) for entry in found}
    return [
        {"kind": kind, "channel": channel, "enabled": (kind, channel) not in off}
        for kind in CHOOSABLE_KINDS
        for channel in CHANNELS
    ]
