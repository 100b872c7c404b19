"""Paths below /api/."""

from django.urls import path

from nexus.notifications.interfaces.api import mailbox, notes

urlpatterns = [
    path("notifications/", notes.Notes.as_view()),
    path("notifications/read-all/", notes.ReadAllNotes.as_view()),
    path("notifications/unread-count/", notes.UnreadCount.as_view()),
    path("notifications/preferences/", notes.Preferences.as_view()),
    path("notifications/mailbox/", mailbox.Mailbox.as_view()),
    path("notifications/mailbox/<uuid:mail_id>/", mailbox.OneMail.as_view()),
    path("notifications/<uuid:note_id>/read/", notes.ReadNote.as_view()),
]
