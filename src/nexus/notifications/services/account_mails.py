"""Mails about the account: always by mail, never switched off. Secrets are made here, from the person, and
stored nowhere else.
"""

from datetime import datetime
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import UserInfo
from nexus.notifications.contracts import kinds
from nexus.notifications.rendering import Content
from nexus.notifications.services import links
from nexus.notifications.services.telling import recipient, tell
from nexus.tenancy.facade import tenant


def welcome(user_id: UUID, /) -> None:
    """Greet, with the link that proves the mailbox."""
    _with_activation_link(user_id, kinds.WELCOME, key=f"welcome:{user_id}")


def verification_again(user_id: UUID, /, *, at: datetime) -> None:
    """The same link again; at most one mail a minute."""
    _with_activation_link(user_id, kinds.VERIFICATION, key=f"verification:{user_id}:{at:%Y%m%d%H%M}")


def password_reset(user_id: UUID, /, *, at: datetime) -> None:
    """A link for a new password; at most one mail a minute, so that nobody can be flooded."""
    person, parts = accounts.user(user_id), accounts.password_reset_link_parts(user_id)
    if person and parts:
        key = f"password_reset:{user_id}:{at:%Y%m%d%H%M}"
        _tell(person, kinds.PASSWORD_RESET, key=key, link=links.password_url(tenant(), parts))


def password_changed(user_id: UUID, /, *, event_id: UUID) -> None:
    """So that the owner notices when it was somebody else."""
    _tell(accounts.user(user_id), kinds.PASSWORD_CHANGED, key=f"password_changed:{event_id}")


def email_taken(user_id: UUID, /, *, at: datetime) -> None:
    """Somebody tried to register the address again; at most one mail an hour."""
    _tell(accounts.user(user_id), kinds.EMAIL_TAKEN, key=f"email_taken:{user_id}:{at:%Y%m%d%H}")


def _with_activation_link(user_id: UUID, kind: str, *, key: str) -> None:
    person, parts = accounts.user(user_id), accounts.activation_link_parts(user_id)
    if person and parts:
        _tell(person, kind, key=key, link=links.activation_url(tenant(), parts))


def _tell(person: UserInfo | None, kind: str, *, key: str, link: str = "") -> None:
    if person and person.is_active:
        tell(Content(key=key, kind=kind, shop=tenant().name, link=link), recipient(person), in_app=False)
