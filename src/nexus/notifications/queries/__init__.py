"""Reads: plain SQL into frozen rows."""

from nexus.notifications.queries.lists import mail, note, unread_count
from nexus.notifications.queries.preferences import choices_of, muted

__all__ = ["choices_of", "mail", "muted", "note", "unread_count"]
