"""What the web and the composition root may ask of notifications. Every function runs inside the caller's
tenant_scope.
"""

from collections.abc import Iterable
from uuid import UUID

from nexus.notifications import queries
from nexus.notifications.contracts.dto import MailInfo, Note
from nexus.notifications.contracts.errors import NotificationNotFound
from nexus.notifications.services import preferences, reading
from nexus.notifications.services.telling import publish

__all__ = [
    "MailInfo",
    "Note",
    "mail",
    "mark_all_read",
    "mark_read",
    "notify",
    "set_preferences",
    "unread_count",
]


def notify(note: Note, /) -> None:
    """Add a note to somebody's in-app list and show it on their open pages; once per key."""
    publish([note])


def unread_count(user_id: UUID, /) -> int:
    """Unread notes of the person."""
    return queries.unread_count(user_id)


def mark_read(user_id: UUID, note_id: UUID, /) -> None:
    """Reading twice keeps the first time. Raises NotificationNotFound for a note of somebody else."""
    if not reading.mark_read(user_id, note_id):
        raise NotificationNotFound(id=str(note_id))


def mark_all_read(user_id: UUID, /) -> int:
    """How many were unread."""
    return reading.mark_all_read(user_id)


def set_preferences(user_id: UUID, choices: Iterable[tuple[str, str, bool]], /) -> None:
    """`choices` are (kind, channel, enabled); what is left out stays. Raises NotChoosable."""
    preferences.set_preferences(user_id, choices)


def mail(mail_id: UUID, /) -> MailInfo | None:
    """One mail of the mailbox with its text. It may hold a secret link: show it to owners only."""
    return queries.mail(mail_id)
