"""From the queue to the mail server. Outside any transaction: no row is locked while the server answers."""

from collections.abc import Iterable
from email.errors import MessageError
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings

from nexus.kernel import clock
from nexus.notifications.contracts.kinds import SECRET_KINDS
from nexus.notifications.services.smtp import (
    RefusedForGood,
    SmtpServer,
    build_message,
    message_id,
    send_message,
)
from nexus.platform import db
from nexus.platform.tenancy import bound_tenant, current_tenant, tenant_scope
from nexus.tenancy.facade import tenant

_log = structlog.get_logger(__name__)


def send_queued(message_ids: Iterable[UUID], /) -> None:
    """Send those that are still queued; each is marked by itself, so that a failure repeats only what is
    left.

    Raises when the server cannot be reached or says "later"; the delivery is then tried again.
    """
    for mail in _queued(list(message_ids)):
        try:
            send_message(SmtpServer(**settings.NEXUS_SMTP), _message(mail))
        except (
            RefusedForGood,
            MessageError,
            ValueError,
            IndexError,
        ) as error:  # the last three: an address like no other
            _log.warning("mail_refused", mail_id=str(mail.id), error=str(error))
            _mark_failed(mail.id, str(error))
        else:
            _mark_sent(mail)


def _queued(message_ids: list[UUID]) -> list[Any]:
    with tenant_scope():
        return db.rows(
            'SELECT id, key, kind, "to", subject, text, html, created_at FROM notifications_mailmessage '
            "WHERE tenant_id = %s AND id = ANY(%s::uuid[]) AND status = 'queued' ORDER BY id",
            [current_tenant(), message_ids],
        )


def _message(mail: Any) -> Any:
    sender = settings.NEXUS_MAIL_FROM
    return build_message(
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        sender=sender,
        shop=tenant().name,
        identity=message_id(bound_tenant(), mail.key, sender),
        at=mail.created_at,
    )


def _mark_sent(mail: Any) -> None:
    """A mail with a secret link has done its work: nobody needs to read the link here any more."""
    forget = mail.kind in SECRET_KINDS
    with tenant_scope():
        db.execute(
            "UPDATE notifications_mailmessage SET status = 'sent', sent_at = %s, text = %s, html = %s "
            "WHERE tenant_id = %s AND id = %s AND status = 'queued'",
            [
                clock.now(),
                "" if forget else mail.text,
                "" if forget else mail.html,
                current_tenant(),
                mail.id,
            ],
        )


def _mark_failed(mail_id: UUID, error: str) -> None:
    with tenant_scope():
        db.execute(
            "UPDATE notifications_mailmessage SET status = 'failed', error = %s "
            "WHERE tenant_id = %s AND id = %s AND status = 'queued'",
            [error[:1000], current_tenant(), mail_id],
        )
