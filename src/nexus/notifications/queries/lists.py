"""Mails and notes."""

from typing import Any, Final
from uuid import UUID

from nexus.notifications.contracts.dto import MailInfo
from nexus.platform import db
from nexus.platform.http.keysets import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NOTE_COLUMNS = "id, kind, title, body, link, created_at, read_at"
NEWEST: Final = Keyset(
    Column("created_at", "timestamptz", descending=True), Column("id", "uuid", descending=True)
)
_OWN: Final = (
    "FROM notifications_notification WHERE tenant_id = %s AND user_id = %s "
    "AND (%s::boolean IS NULL OR (read_at IS NULL) = %s)"
)
MAIL_COLUMNS = 'id, "to", kind, subject, status, created_at, sent_at, error'


def notes(user_id: UUID, /, *, page: KeysetPage, unread: bool | None = None) -> list[Any]:
    """Notes of the person, newest first; `unread` None: all. One more than the page shows when there are more."""
    return db.rows(
        f"SELECT {NOTE_COLUMNS} {_OWN} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [current_tenant(), user_id, unread, unread, *page.params],
    )


def count_notes(user_id: UUID, /, *, unread: bool | None) -> int:
    """How many there are."""
    found = db.row(f"SELECT count(*) AS total {_OWN}", [current_tenant(), user_id, unread, unread])
    return int(found.total) if found else 0


def unread_count(user_id: UUID, /) -> int:
    """Unread notes of the person."""
    found = db.row(
        "SELECT count(*) AS unread FROM notifications_notification "
        "WHERE tenant_id = %s AND user_id = %s AND read_at IS NULL",
        [current_tenant(), user_id],
    )
    return int(found.unread) if found else 0


def note(user_id: UUID, note_id: UUID, /) -> Any | None:
    """One note of that person."""
    return db.row(
        f"SELECT {NOTE_COLUMNS} FROM notifications_notification "  # noqa: S608 - constant table and column names
        "WHERE tenant_id = %s AND user_id = %s AND id = %s",
        [current_tenant(), user_id, note_id],
    )


def mail(mail_id: UUID, /) -> MailInfo | None:
    """One mail with its text."""
    found = db.row(
        f"SELECT {MAIL_COLUMNS}, text, html FROM notifications_mailmessage WHERE tenant_id = %s AND id = %s",  # noqa: S608 - constant table and column names
        [current_tenant(), mail_id],
    )
    return None if found is None else MailInfo(**found._asdict())
