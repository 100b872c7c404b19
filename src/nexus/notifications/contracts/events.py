"""Facts about notifications."""

from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@event("notifications.mail_queued.v1")
class MailQueued(DomainEvent):
    """Mails wait for the SMTP server."""

    message_ids: tuple[UUID, ...]
