"""What accounts does when something happened."""

from nexus.accounts.contracts.events import MailAsked
from nexus.accounts.services import answer_mail_request
from nexus.platform.events import EventContext, after_commit


def on_mail_asked(event: MailAsked, context: EventContext) -> None:
    """Find out whether the typed address belongs to somebody, where nobody can watch."""
    answer_mail_request(event.request_id)


SUBSCRIPTIONS = {MailAsked: (after_commit(on_mail_asked, name="accounts.answer_mail_request"),)}
