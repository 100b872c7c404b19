"""When an account is closed, what was told to the person goes with it."""

from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_TABLES = ("notifications_mailmessage", "notifications_notification", "notifications_preference")


def forget_person(user_id: UUID, /) -> None:
    """Delete the person's mails, notes and preferences."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table} WHERE tenant_id = %s AND user_id = %s", [current_tenant(), user_id])  # noqa: S608 - constant table and column names
