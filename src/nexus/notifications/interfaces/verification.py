"""What `nexus verify` checks about notifications."""

from collections.abc import Iterator

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

_ORPHANS = """
SELECT m.id, m.key FROM notifications_mailmessage m
 WHERE m.tenant_id = %s AND m.status = 'queued' AND NOT EXISTS (
   SELECT 1 FROM events_log e JOIN events_delivery d ON d.tenant_id = e.tenant_id AND d.event_id = e.id
    WHERE e.tenant_id = %s AND d.tenant_id = %s AND e.type = 'notifications.mail_queued.v1'
      AND d.status IN ('pending', 'parked') AND e.payload -> 'message_ids' ? m.id::text)
 ORDER BY m.id LIMIT 100"""


def mails_nobody_will_send() -> Iterator[Finding]:
    """A queued mail must be in the hands of a delivery that is still to come (or parked, where a person sees it)."""
    tenant = current_tenant()
    for found in db.rows(_ORPHANS, [tenant, tenant, tenant]):
        yield Finding("queued mail that nobody will send", {"mail": str(found.id)}, found.key)


CHECKS = (Check("notifications: every queued mail waits for its sender", mails_nobody_will_send),)
