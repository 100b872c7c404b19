"""Tables of notifications."""

from nexus.notifications.models.mail import MailMessage, MailStatus
from nexus.notifications.models.note import Notification
from nexus.notifications.models.preference import Preference

__all__ = ["MailMessage", "MailStatus", "Notification", "Preference"]
