"""Giving and taking roles."""

from uuid import UUID

from nexus.accounts.contracts.errors import UnknownRole
from nexus.accounts.contracts.events import RoleGranted, RoleRevoked
from nexus.accounts.contracts.roles import GRANTABLE, SELLER
from nexus.kernel import clock
from nexus.kernel.errors import NotFound
from nexus.kernel.ids import new_id
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant


def grant_role(user_id: UUID, role: str, /, *, subject_id: UUID | None = None) -> None:
    """Give a role once. Raises UnknownRole, NotFound."""
    _check(role, subject_id)
    if (
        db.row("SELECT id FROM accounts_user WHERE tenant_id = %s AND id = %s", [current_tenant(), user_id])
        is None
    ):
        raise NotFound(user_id=str(user_id))
    inserted = db.insert_many(
        "accounts_rolegrant",
        ("id", "tenant_id", "user_id", "role", "subject_id", "granted_at"),
        [(new_id(), current_tenant(), user_id, role, subject_id, clock.now())],
        on_conflict="ON CONFLICT DO NOTHING",
    )
    if inserted:
        _record(user_id, RoleGranted(user_id=user_id, role=role, subject_id=subject_id))


def revoke_role(user_id: UUID, role: str, /, *, subject_id: UUID | None = None) -> None:
    """Take a role back. Raises UnknownRole."""
    _check(role, subject_id)
    removed = db.execute(
        "DELETE FROM accounts_rolegrant WHERE tenant_id = %s AND user_id = %s AND role = %s "
        "AND subject_id IS NOT DISTINCT FROM %s::uuid",
        [current_tenant(), user_id, role, subject_id],
    )
    if removed:
        _record(user_id, RoleRevoked(user_id=user_id, role=role, subject_id=subject_id))


def _check(role: str, subject_id: UUID | None) -> None:
    if role not in GRANTABLE or (role == SELLER) != (subject_id is not None):
        raise UnknownRole(f"{role!r} with subject {subject_id} is not a role.", role=role)


def _record(user_id: UUID, fact: RoleGranted | RoleRevoked) -> None:
    events.append("accounts.user", user_id, [fact])
