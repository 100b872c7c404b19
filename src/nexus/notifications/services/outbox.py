"""Writing mails and notes down: at most two inserts and one event, whatever the number of recipients."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.notifications.contracts.dto import Letter, Note
from nexus.notifications.contracts.events import MailQueued
from nexus.notifications.models import MailStatus
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant

_ONCE = "ON CONFLICT DO NOTHING"
_MAIL = (
    "id", "tenant_id", "key", "kind", "to", "subject", "text", "html", "user_id", "order_id", "status",
    "error", "created_at",
)  # fmt: skip
_NOTE = ("id", "tenant_id", "user_id", "key", "kind", "title", "body", "link", "created_at")


def write_letters(letters: Sequence[Letter], /) -> list[UUID]:
    """Queue the mails, or put them into the mailbox when there is no mail server; ids of the new ones."""
    status = MailStatus.QUEUED if settings.NEXUS_SMTP else MailStatus.MAILBOX
    now, tenant = clock.now(), current_tenant()
    values = [
        (
            new_id(), tenant, letter.key, letter.kind, letter.to, letter.subject, letter.text, letter.html,
            letter.user_id, letter.order_id, status.value, "", now,
        )
        for letter in letters
    ]  # fmt: skip
    written = [
        found[0] for found in db.insert_many("notifications_mailmessage", _MAIL, values, on_conflict=_ONCE)
    ]
    if written and status is MailStatus.QUEUED:
        batch = new_id()
        queued = MailQueued(message_ids=tuple(written))
        events.append("notifications.mail", batch, [queued], expected_version=0)
    return written


def write_notes(notes: Sequence[Note], /) -> list[tuple[UUID, Note]]:
    """Add to the in-app lists; those that are new, with their ids."""
    now, tenant = clock.now(), current_tenant()
    ids = [new_id() for _ in notes]
    values = [
        (note_id, tenant, note.user_id, note.key, note.kind, note.title, note.body, note.link, now)
        for note_id, note in zip(ids, notes, strict=True)
    ]
    written = {
        found[0] for found in db.insert_many("notifications_notification", _NOTE, values, on_conflict=_ONCE)
    }
    return [(note_id, note) for note_id, note in zip(ids, notes, strict=True) if note_id in written]
