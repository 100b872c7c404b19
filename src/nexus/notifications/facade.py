"""What the web and the composition root may ask of notifications. Every function runs inside the caller's
tenant_scope.
"""

from uuid import UUID

from nexus.notifications import queries
from nexus.notifications.contracts.dto import MailInfo, Note
from nexus.notifications.services.telling import publish

__all__ = ["MailInfo", "Note", "mail", "notify", "unread_count"]


def notify(note: Note, /) -> None:
    """Add a note to somebody's in-app list and show it on their open pages; once per key."""
    publish([note])


def unread_count(user_id: UUID, /) -> int:
    """Unread notes of the person."""
    return queries.unread_count(user_id)


def mail(mail_id: UUID, /) -> MailInfo | None:
    """One mail of the mailbox with its text. It may hold a secret link: show it to owners only."""
    return queries.mail(mail_id)
