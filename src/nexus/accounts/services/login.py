"""Checking e-mail and password."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from nexus.accounts.contracts.errors import InvalidCredentials
from nexus.accounts.contracts.events import UserLoggedIn
from nexus.accounts.models.user import normal_email
from nexus.kernel import clock
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant

DEMO_PASSWORD = "nexus-demo-1"  # noqa: S105 - printed by the demo, refused everywhere else


def log_in(email: str, password: str, /, *, by: str) -> UUID:
    """The person's id. Raises InvalidCredentials, after the work of one hash whether or not the address is
    known.
    """
    found = find_credentials(email)
    if not credentials_fit(found, password) or found is None:
        raise InvalidCredentials
    record_login(found.id, by=by)
    return found.id  # type: ignore[no-any-return]


def find_credentials(email: str, /) -> Any | None:
    """Row with id, password and is_active of the address in the current tenant."""
    return db.row(
        "SELECT id, password, is_active FROM accounts_user WHERE tenant_id = %s AND email = %s",
        [current_tenant(), normal_email(email)],
    )


def credentials_fit(found: Any | None, password: str, /) -> bool:
    """One hash in every case: for an unknown address the work is done for nothing, so that the time does not
    tell.
    """
    if found is None:
        make_password(password)
        return False
    fits = check_password(password, found.password, setter=lambda raw: _renew(found.id, raw))
    return fits and found.is_active and demo_password_allowed(password)


def record_login(user_id: UUID, /, *, by: str) -> None:
    """Note when and how somebody logged in."""
    db.execute(
        "UPDATE accounts_user SET last_login_at = %s WHERE tenant_id = %s AND id = %s",
        [clock.now(), current_tenant(), user_id],
    )
    events.append("accounts.user", user_id, [UserLoggedIn(user_id=user_id, by=by)])


def demo_password_allowed(password: str, /) -> bool:
    """The password that the demo prints is refused where no demo runs."""
    return password != DEMO_PASSWORD or settings.NEXUS_DEMO


def _renew(user_id: UUID, raw: str) -> None:
    """Called when the stored hash was made with other parameters than today's."""
    db.execute(
        "UPDATE accounts_user SET password = %s WHERE tenant_id = %s AND id = %s",
        [make_password(raw), current_tenant(), user_id],
    )
