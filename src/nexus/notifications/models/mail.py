"""Mails: queue and mailbox in one."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class MailStatus(models.TextChoices):
    QUEUED = "queued", "Queued"
    SENT = "sent", "Sent"
    FAILED = "failed", "Refused by the mail server"
    MAILBOX = "mailbox", "Delivered to the mailbox"


class MailMessage(TenantModel):
    """One mail. `key` makes it exist once, whoever tries to write it again.

    A mail with a secret link loses its text once the mail server has it; without a mail server it stays
    readable here.
    """

    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    user_id = models.UUIDField(null=True, blank=True)
    order_id = models.UUIDField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=MailStatus)
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mail"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "key"], name="notifications_mail_once"),
            # The net under the renderer: a line break in a header would let data write headers of its own.
            models.CheckConstraint(
                condition=~models.Q(subject__regex=r"[\r\n]"), name="notifications_mail_subject"
            ),
            models.CheckConstraint(condition=~models.Q(to__regex=r"[\r\n,;]"), name="notifications_mail_to"),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "-created_at", "-id"], name="notifications_mail_newest"),
            models.Index(fields=["tenant_id", "to"], name="notifications_mail_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
