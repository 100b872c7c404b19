"""What `nexus verify` looks at here."""

from collections.abc import Iterator
from datetime import timedelta

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

GRACE = timedelta(minutes=1)  # the schedule runs every ten seconds


def overdue_processes() -> Iterator[Finding]:
    """Processes that wait although their deadline has passed."""
    for found in db.rows(
        "SELECT order_id, order_number, deadline, attempts, last_error FROM checkout_process "
        "WHERE tenant_id = %s AND state = 'awaiting_payment' AND deadline <= %s ORDER BY deadline",
        [current_tenant(), clock.now() - GRACE],
    ):
        yield Finding(
            what="process past its deadline",
            ids={"order": str(found.order_id), "number": found.order_number},
            detail=f"deadline {clock.iso(found.deadline)}, failed attempts: {found.attempts} {found.last_error}".strip(),
        )


CHECKS = (Check("no process past its deadline", overdue_processes),)
