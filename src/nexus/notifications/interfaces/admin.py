"""The mailbox: what was mailed to whom, readable as it arrived. Without a mail server it is the only place to read a mail."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from nexus.kernel import clock
from nexus.kernel.errors import Conflict
from nexus.kernel.ids import new_id, parse_id
from nexus.notifications.contracts import kinds
from nexus.notifications.contracts.events import MailQueued
from nexus.notifications.models import MailMessage, MailStatus
from nexus.platform import db, events
from nexus.platform.backoffice import (
    Action,
    Asked,
    Code,
    Facts,
    Letter,
    RecordAdmin,
    Section,
    Tile,
    add_tiles,
    choices,
    column,
    is_owner,
    link_to,
    links_to,
    words,
)  # fmt: skip
from nexus.platform.backoffice.values import badge
from nexus.platform.tenancy import current_tenant
from nexus.tenancy.facade import tenant

TONES: Final = {"queued": "warn", "sent": "good", "failed": "bad", "mailbox": "info"}
_HIDDEN: Final = "This mail holds a link that opens the recipient's account. Owners of the shop may read it."


class NotFailed(Conflict):
    """It was sent, or is about to be."""

    code = "mail_not_failed"
    title = "Only a mail that the server refused can be sent again"


def resend(asked: Asked) -> str:
    """Back into the queue (or the mailbox, when the mail server is gone); the worker sends it."""
    status = MailStatus.QUEUED if settings.NEXUS_SMTP else MailStatus.MAILBOX
    again = MailMessage.objects.filter(pk=asked.record.pk, status=MailStatus.FAILED).update(
        status=status, error=""
    )
    if not again:
        raise NotFailed
    if status is MailStatus.QUEUED:
        events.append(
            "notifications.mail", new_id(), [MailQueued(message_ids=(asked.record.pk,))], expected_version=0
        )
    return f"{asked.record.subject} goes to {asked.record.to} again."


@admin.register(MailMessage)
class MailAdmin(RecordAdmin):
    """Newest first."""

    ordering = ("-created_at", "-id")
    stacked = True
    list_display = ("subject", "to", "kind_", "status_", "created", "error_")
    list_filter = (
        choices("status", MailStatus.values),
        choices("kind", [*kinds.ACCOUNT_KINDS, *kinds.CHOOSABLE_KINDS]),
    )
    search_help_text = "Recipient (the beginning of the address), or id of a mail, an order or a user"
    record_actions = (
        Action(name="resend", label="Send again", run=resend, bulk=True,
               offered=lambda record: record.status == MailStatus.FAILED),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        return MailMessage.objects.defer("text", "html")

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(Q(pk=known) | Q(order_id=known) | Q(user_id=known))
        return queryset.filter(to__startswith=text.lower())

    @column("Kind")
    def kind_(self, record: MailMessage) -> Any:
        return words(record.kind)

    @column("Status")
    def status_(self, record: MailMessage) -> Any:
        return badge(record.status, TONES)

    @column("Written", order="created_at")
    def created(self, record: MailMessage) -> Any:
        return record.created_at

    @column("Error")
    def error_(self, record: MailMessage) -> Any:
        return record.error[:80]

    def sections(self, request: HttpRequest, record: MailMessage) -> Iterable[Section]:
        hidden = record.kind == kinds.PASSWORD_RESET and not is_owner(request.user)
        yield Letter(
            title=record.subject, html="" if hidden else record.html, text="" if hidden else record.text,
            empty=_HIDDEN if hidden else _FORGOTTEN,
            head=[
                ("From", f"{tenant().name} <{settings.NEXUS_MAIL_FROM}>"), ("To", record.to),
                ("Date", record.sent_at or record.created_at),
            ],
        )  # fmt: skip
        yield Facts(title="Sending", rows=[
            ("Status", badge(record.status, TONES)), ("Written", record.created_at), ("Sent", record.sent_at),
            *([("Error", record.error)] if record.error else []),
        ])  # fmt: skip
        yield Facts(title="Belongs to", rows=[
            ("Kind", words(record.kind)),
            ("Account", link_to("accounts.user", record.user_id, record.to) if record.user_id else "a guest"),
            ("Order", links_to("orders.orderrecord", [record.order_id]).get(record.order_id)),
            ("Id", Code(str(record.pk))),
        ])  # fmt: skip


_FORGOTTEN: Final = "Its text was forgotten when it was sent: it held a secret link."


def failed_tile() -> list[Tile]:
    """Mails that a server refused for good this week. One statement."""
    found = db.row(
        "SELECT count(*) AS many FROM notifications_mailmessage WHERE tenant_id = %s AND created_at > %s AND status = 'failed'",
        [current_tenant(), clock.now() - timedelta(days=7)],
    )
    many = found.many if found else 0
    url = reverse("admin:notifications_mailmessage_changelist") + "?status=failed"
    note = "in seven days; see why, send again" if many else "every mail went out"
    return [Tile(title="Refused mails", values=[many], note=note, url=url, tone="bad" if many else "good")]


add_tiles(failed_tile, position=70)
