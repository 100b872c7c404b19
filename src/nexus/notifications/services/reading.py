"""Marking notes as read."""

from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def mark_read(user_id: UUID, note_id: UUID, /) -> bool:
    """False when the person has no such note. Reading twice keeps the first time."""
    return bool(
        db.execute(
            "UPDATE notifications_notification SET read_at = coalesce(read_at, %s::timestamptz) "
            "WHERE tenant_id = %s AND user_id = %s AND id = %s",
            [clock.now(), current_tenant(), user_id, note_id],
        )
    )


def mark_all_read(user_id: UUID, /) -> int:
    """How many were unread."""
    return db.execute(
        "UPDATE notifications_notification SET read_at = %s "
        "WHERE tenant_id = %s AND user_id = %s AND read_at IS NULL",
        [clock.now(), current_tenant(), user_id],
    )
