"""The in-app list."""

from typing import Any
from uuid import UUID

from nexus.notifications import queries
from nexus.notifications.contracts.errors import NotificationNotFound
from nexus.notifications.interfaces.api import forms
from nexus.notifications.queries.lists import NEWEST
from nexus.notifications.services.preferences import set_preferences
from nexus.notifications.services.reading import mark_all_read, mark_read
from nexus.platform.http import ApiView, endpoint, keyset_page, validated, validated_query


class Notes(ApiView):
    """Everything a person was told."""

    @endpoint(auth="user", query=forms.NoteQuery, returns={200: forms.NoteListAnswer}, errors=(400, 401))
    def get(self, request: Any) -> dict[str, Any]:
        """Your notifications, newest first; `?unread=true` for those you have not read."""
        unread = validated_query(forms.NoteQuery, request)["unread"]
        person = request.actor.id
        page = keyset_page(request, NEWEST)
        found = queries.notes(person, page=page, unread=unread)
        body = page.answer(
            found,
            item=lambda row: row._asdict(),
            count=lambda: queries.count_notes(person, unread=unread),
        )
        return body | {"unread": queries.unread_count(request.actor.id)}


class ReadNote(ApiView):
    """One note was read."""

    @endpoint(auth="user", returns={200: forms.NoteAnswer}, errors=(401, 404))
    def post(self, request: Any, note_id: UUID) -> dict[str, Any]:
        """Mark one of your notifications as read; doing it again keeps the first time."""
        if not mark_read(request.actor.id, note_id):
            raise NotificationNotFound(id=str(note_id))
        found = queries.note(request.actor.id, note_id)
        return found._asdict()  # type: ignore[union-attr]  # it was there a statement ago, in this transaction


class ReadAllNotes(ApiView):
    """All notes were read."""

    @endpoint(auth="user", returns={200: forms.ReadAllAnswer}, errors=(401,))
    def post(self, request: Any) -> dict[str, int]:
        """Mark all your notifications as read; says how many were not."""
        return {"updated": mark_all_read(request.actor.id)}


class UnreadCount(ApiView):
    """The number on the bell."""

    @endpoint(auth="user", returns={200: forms.UnreadAnswer}, errors=(401,))
    def get(self, request: Any) -> dict[str, int]:
        """How many of your notifications are unread."""
        return {"unread": queries.unread_count(request.actor.id)}


class Preferences(ApiView):
    """What a person wants to hear, and where."""

    @endpoint(auth="user", returns={200: forms.PreferencesAnswer}, errors=(401,))
    def get(self, request: Any) -> dict[str, Any]:
        """Every kind and channel that you can switch. Mails about your account's safety cannot be switched
        off.
        """
        return {"preferences": queries.choices_of(request.actor.id)}

    @endpoint(
        auth="user", body=forms.PreferencesForm, returns={200: forms.PreferencesAnswer}, errors=(400, 401)
    )
    def patch(self, request: Any) -> dict[str, Any]:
        """Switch some; what is left out stays as it is."""
        given = validated(forms.PreferencesForm, request)["preferences"]
        set_preferences(request.actor.id, [(one["kind"], one["channel"], one["enabled"]) for one in given])
        return {"preferences": queries.choices_of(request.actor.id)}
