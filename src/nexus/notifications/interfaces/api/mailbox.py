"""The mailbox: what was mailed to whom. For staff; where no mail server is set, the only place to read a
mail.
"""

from typing import Any
from uuid import UUID

from nexus.notifications import queries
from nexus.notifications.contracts.dto import MailInfo
from nexus.notifications.contracts.errors import MailNotFound
from nexus.notifications.contracts.kinds import PASSWORD_RESET
from nexus.notifications.interfaces.api import forms
from nexus.notifications.queries.lists import MAIL_COLUMNS, NEWEST
from nexus.platform import db
from nexus.platform.http import ApiView, endpoint, keyset_page, validated_query
from nexus.platform.tenancy import current_tenant

_CHOSEN = (
    "FROM notifications_mailmessage WHERE tenant_id = %s "
    'AND (%s::text IS NULL OR "to" = %s) AND (%s::text IS NULL OR kind = %s) '
    "AND (%s::text IS NULL OR status = %s)"
)


class Mailbox(ApiView):
    """All mails of the shop."""

    @endpoint(
        auth="staff", query=forms.MailQuery, returns={200: forms.MailListAnswer}, errors=(400, 401, 403)
    )
    def get(self, request: Any) -> dict[str, Any]:
        """Mails, newest first; `?to=`, `?kind=`, `?status=`."""
        asked = validated_query(forms.MailQuery, request)
        wanted = (asked["to"].lower() if "to" in asked else None, asked.get("kind"), asked.get("status"))
        chosen = [current_tenant(), *(value for one in wanted for value in (one, one))]
        page = keyset_page(request, NEWEST)
        found = db.rows(
            f"SELECT {MAIL_COLUMNS} {_CHOSEN} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
            [*chosen, *page.params],
        )
        return page.answer(found, item=lambda row: row._asdict(), count=lambda: _count(chosen))


def _count(chosen: list[Any]) -> int:
    found = db.row(f"SELECT count(*) AS total {_CHOSEN}", chosen)
    return int(found.total) if found else 0


class OneMail(ApiView):
    """A mail with its text."""

    @endpoint(auth="staff", returns={200: forms.MailTextAnswer}, errors=(401, 403, 404))
    def get(self, request: Any, mail_id: UUID) -> dict[str, Any]:
        """One mail. The text of a password mail is shown to owners only: it opens the recipient's account."""
        found = queries.mail(mail_id)
        if found is None:
            raise MailNotFound(id=str(mail_id))
        return mail_body(found, may_read_secrets=request.actor.is_owner)


def mail_body(mail: MailInfo, /, *, may_read_secrets: bool) -> dict[str, Any]:
    """The mail for the API; without its text when that would hand an account over."""
    hidden = mail.kind == PASSWORD_RESET and not may_read_secrets
    return {
        "id": mail.id, "to": mail.to, "kind": mail.kind, "subject": mail.subject, "status": mail.status,
        "created_at": mail.created_at, "sent_at": mail.sent_at, "error": mail.error,
        "text": "" if hidden else mail.text, "html": "" if hidden else mail.html,
    }  # fmt: skip
