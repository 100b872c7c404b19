"""Mails that somebody asks for by typing an address: reset my password, send me the verification again.

The request only stores the address. The worker looks it up later, so nothing that the asker can see or
measure depends on whether the address has an account.
"""

from uuid import UUID

from nexus.accounts import queries
from nexus.accounts.contracts.dto import UserInfo
from nexus.accounts.contracts.events import MailAsked, PasswordResetRequested, VerificationRequested
from nexus.accounts.models import MailRequest
from nexus.accounts.models.user import normal_email
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant


def ask_for_mail(kind: str, email: str, /) -> None:
    """Note the wish. `kind` is one of MailRequest's."""
    request_id = new_id()
    db.insert_many(
        "accounts_mailrequest",
        ("id", "tenant_id", "kind", "email", "asked_at"),
        [(request_id, current_tenant(), kind, normal_email(email), clock.now())],
    )
    events.append("accounts.mail_request", request_id, [MailAsked(request_id=request_id)], expected_version=0)


def answer_mail_request(request_id: UUID, /) -> None:
    """Forget the typed address; when it belongs to somebody who may get the mail, say so by an event."""
    asked = db.row(
        "DELETE FROM accounts_mailrequest WHERE tenant_id = %s AND id = %s RETURNING kind, email",
        [current_tenant(), request_id],
    )
    if asked is None:
        return
    person = queries.user_by_email(asked.email)
    if person and person.is_active:
        _announce(asked.kind, person)


def _announce(kind: str, person: UserInfo) -> None:
    if kind == MailRequest.PASSWORD_RESET:
        events.append("accounts.user", person.id, [PasswordResetRequested(user_id=person.id)])
    elif not person.email_verified:
        events.append("accounts.user", person.id, [VerificationRequested(user_id=person.id)])
