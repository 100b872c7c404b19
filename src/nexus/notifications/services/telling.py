"""Telling people: a mail, an in-app note, a live message, as they wish."""

from collections.abc import Sequence
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import UserInfo
from nexus.notifications import queries
from nexus.notifications.contracts.dto import Note
from nexus.notifications.contracts.kinds import CHOOSABLE_KINDS, EMAIL, IN_APP
from nexus.notifications.rendering import Content, Recipient, compose_letter, compose_note
from nexus.notifications.services.live import tell_user_after_commit
from nexus.notifications.services.outbox import write_letters, write_notes
from nexus.tenancy.facade import tenant


def buyer(user_id: UUID | None, /, *, email: str, name: str = "") -> Recipient | None:
    """The buyer of an order: the person as they are now, or the guest as the order knows them. None: the
    account is closed.
    """
    if user_id is None:
        return Recipient(email=email, name=name, language=tenant().locale)
    person = accounts.user(user_id)
    return recipient(person) if person and person.is_active else None


def recipient(person: UserInfo, /) -> Recipient:
    """A person of the tenant."""
    return Recipient(email=person.email, name=person.full_name, language=person.language, user_id=person.id)


def tell(content: Content, to: Recipient | None, /, *, in_app: bool = True) -> None:
    """One person, by mail and in the app, each unless they switched it off. None is nobody."""
    if to is None:
        return
    off = _switched_off(content.kind, to.user_id)
    if EMAIL not in off:
        write_letters([compose_letter(content, to)])
    if in_app and to.user_id is not None and IN_APP not in off:
        publish([compose_note(content, to)])


def tell_in_app(content: Content, people: Sequence[UserInfo], /) -> None:
    """Several people, in the app only."""
    if not people:
        return
    off = queries.muted(content.kind, [person.id for person in people])
    wanted = [recipient(person) for person in people if (person.id, IN_APP) not in off]
    if wanted:
        publish([compose_note(content, to) for to in wanted])


def publish(notes: Sequence[Note], /) -> None:
    """Write notes down and show them on open pages."""
    for note_id, note in write_notes(notes):
        message = {"type": "notification", "id": str(note_id), "kind": note.kind, "title": note.title}
        tell_user_after_commit(note.user_id, message | {"body": note.body, "link": note.link})


def _switched_off(kind: str, user_id: UUID | None) -> set[str]:
    if user_id is None or kind not in CHOOSABLE_KINDS:
        return set()
    return {channel for _, channel in queries.muted(kind, [user_id])}
