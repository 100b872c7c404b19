"""People with their roles, always by one statement."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from nexus.accounts.contracts.dto import UserInfo
from nexus.accounts.contracts.roles import BUYER, SELLER
from nexus.accounts.models.user import normal_email
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

# A grant travels as "role" or "role:subject".
_SELECT = """
SELECT u.id, u.email, u.first_name, u.last_name, u.phone, u.language, u.is_active, u.joined_at,
       u.email_verified_at IS NOT NULL AS email_verified,
       ARRAY(SELECT g.role || coalesce(':' || g.subject_id::text, '') FROM accounts_rolegrant g
              WHERE g.tenant_id = %s AND g.user_id = u.id) AS grants
  FROM accounts_user u"""


def user_by_id(user_id: UUID, /) -> UserInfo | None:
    """The person or None."""
    tenant = current_tenant()
    return _info(db.row(f"{_SELECT} WHERE u.tenant_id = %s AND u.id = %s", [tenant, tenant, user_id]))


def user_by_email(email: str, /) -> UserInfo | None:
    """The person with the address or None."""
    tenant = current_tenant()
    return _info(
        db.row(f"{_SELECT} WHERE u.tenant_id = %s AND u.email = %s", [tenant, tenant, normal_email(email)])
    )


def users_by_ids(user_ids: Iterable[UUID], /) -> dict[UUID, UserInfo]:
    """Those that exist."""
    tenant = current_tenant()
    found = db.rows(
        f"{_SELECT} WHERE u.tenant_id = %s AND u.id = ANY(%s::uuid[])", [tenant, tenant, list(set(user_ids))]
    )
    return {entry.id: _known(entry) for entry in found}


def user_of_session(user_id: UUID, session_id: UUID, /) -> UserInfo | None:
    """The active person behind a token login that was not ended, or None."""
    tenant = current_tenant()
    return _info(
        db.row(
            f"{_SELECT} JOIN accounts_refreshsession s ON s.tenant_id = u.tenant_id AND s.user_id = u.id "
            "WHERE u.tenant_id = %s AND u.id = %s AND u.is_active "
            "AND s.tenant_id = %s AND s.id = %s AND s.revoked_at IS NULL",
            [tenant, tenant, user_id, tenant, session_id],
        )
    )


def holders_of(role: str, /, *, subject_id: UUID | None = None) -> tuple[UserInfo, ...]:
    """Active people with the role for that subject (None: without a subject)."""
    tenant = current_tenant()
    found = db.rows(
        f"{_SELECT} JOIN accounts_rolegrant held ON held.tenant_id = u.tenant_id AND held.user_id = u.id "
        "WHERE u.tenant_id = %s AND held.tenant_id = %s AND u.is_active AND held.role = %s "
        "AND held.subject_id IS NOT DISTINCT FROM %s::uuid ORDER BY u.email",
        [tenant, tenant, tenant, role, subject_id],
    )
    return tuple(_known(entry) for entry in found)


def sellers_of(vendor_ids: Iterable[UUID], /) -> tuple[UserInfo, ...]:
    """Active staff of any of these vendors, each person once."""
    tenant = current_tenant()
    found = db.rows(
        f"{_SELECT} WHERE u.tenant_id = %s AND u.is_active AND EXISTS (SELECT 1 FROM accounts_rolegrant held "  # noqa: S608 - constant table and column names
        "WHERE held.tenant_id = %s AND held.user_id = u.id AND held.role = %s "
        "AND held.subject_id = ANY(%s::uuid[])) "
        "ORDER BY u.email",
        [tenant, tenant, tenant, SELLER, list(vendor_ids)],
    )
    return tuple(_known(entry) for entry in found)


def profile_of(user_id: UUID, /) -> dict[str, Any] | None:
    """Everything a person may see about themselves, as the API shows it."""
    tenant = current_tenant()
    select = _SELECT.replace("u.phone", "u.accepts_marketing, u.phone")
    found = db.row(f"{select} WHERE u.tenant_id = %s AND u.id = %s", [tenant, tenant, user_id])
    if found is None:
        return None
    person = _known(found)
    return {
        "id": person.id, "email": person.email, "email_verified": person.email_verified,
        "first_name": person.first_name, "last_name": person.last_name, "phone": person.phone,
        "language": person.language, "accepts_marketing": found.accepts_marketing,
        "roles": sorted(person.roles), "vendor_ids": sorted(person.vendor_ids), "joined_at": person.joined_at,
    }  # fmt: skip


def _info(entry: Any) -> UserInfo | None:
    return None if entry is None else _known(entry)


def _known(entry: Any) -> UserInfo:
    grants = [grant.partition(":") for grant in entry.grants]
    return UserInfo(
        id=entry.id,
        email=entry.email,
        first_name=entry.first_name,
        last_name=entry.last_name,
        phone=entry.phone,
        language=entry.language,
        is_active=entry.is_active,
        joined_at=entry.joined_at,
        email_verified=entry.email_verified,
        roles=frozenset({BUYER, *(role for role, _, _ in grants)}),
        vendor_ids=frozenset(UUID(subject) for role, _, subject in grants if role == SELLER),
    )
