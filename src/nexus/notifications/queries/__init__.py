"""Reads: plain SQL into frozen rows."""

from nexus.notifications.queries.lists import count_notes, mail, note, notes, unread_count
from nexus.notifications.queries.preferences import choices_of, muted

__all__ = ["choices_of", "count_notes", "mail", "muted", "note", "notes", "unread_count"]
