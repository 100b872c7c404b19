"""Refusals of notifications."""

from nexus.kernel.errors import NotFound, RuleBroken


class NotificationNotFound(NotFound):
    title = "No such notification of yours"


class MailNotFound(NotFound):
    title = "No such mail"


class NotChoosable(RuleBroken):
    """Facts `kind`, `channel`."""

    code = "not_choosable"
    title = "This notification cannot be switched"
