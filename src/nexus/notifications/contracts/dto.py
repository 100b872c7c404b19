"""Frozen values that cross the door of notifications."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail to be: `key` makes it exist once per tenant. `text` and `html` say the same."""

    key: str
    to: str
    kind: str
    subject: str
    text: str
    html: str
    user_id: UUID | None = None
    order_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """An entry of an in-app list; `key` makes it exist once per person. `link` is a path of the shop."""

    key: str
    user_id: UUID
    kind: str
    title: str
    body: str
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailInfo:
    """A mail of the mailbox. Status: queued, sent, failed, mailbox (no SMTP server: readable here and nowhere
    else).
    """

    id: UUID
    to: str
    kind: str
    subject: str
    status: str
    created_at: datetime
    sent_at: datetime | None
    error: str
    text: str = ""
    html: str = ""
