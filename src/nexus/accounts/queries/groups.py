"""Customer groups: of a person, and as the staff reads them."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from nexus.accounts.contracts.groups import GroupInfo, MemberInfo
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

BY_CODE: Final = Keyset(Column("code", "text"))
NEWEST: Final = Keyset(Column("id", "uuid", descending=True, sql="m.id"))
_OF_PERSON: Final = """
SELECT g.code FROM accounts_groupmembership m
JOIN accounts_customergroup g ON g.tenant_id = %s AND g.id = m.group_id
WHERE m.tenant_id = %s AND m.user_id = %s AND (m.ends_at IS NULL OR m.ends_at > %s)"""
_MEMBERS: Final = """
SELECT m.id, m.user_id, u.email, u.first_name, u.last_name, m.joined_at, m.ends_at FROM accounts_groupmembership m
JOIN accounts_user u ON u.tenant_id = %s AND u.id = m.user_id WHERE m.tenant_id = %s AND m.group_id = %s"""


def groups_of(user_id: UUID, /) -> frozenset[str]:
    """Codes of the groups that the person belongs to now. One statement."""
    tenant_id = current_tenant()
    return frozenset(row.code for row in db.rows(_OF_PERSON, [tenant_id, tenant_id, user_id, clock.now()]))


def unknown_groups(codes: Iterable[str], /) -> frozenset[str]:
    """Those of the codes that no group has. One statement, none without codes."""
    asked = frozenset(codes)
    if not asked:
        return asked
    found = db.rows(
        "SELECT code FROM accounts_customergroup WHERE tenant_id = %s AND code = ANY(%s::text[])",
        [current_tenant(), list(asked)],
    )
    return asked - {row.code for row in found}


def group(group_id: UUID, /) -> GroupInfo | None:
    """Or None. One statement."""
    found = db.row(
        "SELECT id, code, name, created_at FROM accounts_customergroup WHERE tenant_id = %s AND id = %s",
        [current_tenant(), group_id],
    )
    return found and GroupInfo(**found._asdict())


def listed(page: KeysetPage, /) -> list[Any]:
    """A page in the order of the codes. One statement."""
    return db.rows(
        f"""SELECT id, code, name, created_at FROM accounts_customergroup WHERE tenant_id = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608 - names come from code
        [current_tenant(), *page.params],
    )


def count() -> int:
    found = db.row(
        "SELECT count(*) AS many FROM accounts_customergroup WHERE tenant_id = %s", [current_tenant()]
    )
    return int(found.many) if found else 0


def members(page: KeysetPage, group_id: UUID, /) -> list[Any]:
    """A page, who came last first. One statement."""
    tenant_id = current_tenant()
    return db.rows(
        f"{_MEMBERS} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [tenant_id, tenant_id, group_id, *page.params],
    )


def count_members(group_id: UUID, /) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM accounts_groupmembership WHERE tenant_id = %s AND group_id = %s",
        [current_tenant(), group_id],
    )
    return int(found.many) if found else 0


def member(group_id: UUID, user_id: UUID, /) -> MemberInfo:
    """Somebody who is in the group."""
    tenant_id = current_tenant()
    found = db.rows(f"{_MEMBERS} AND m.user_id = %s", [tenant_id, tenant_id, group_id, user_id])
    return MemberInfo(**found[0]._asdict())


def group_names() -> tuple[tuple[str, str], ...]:
    """Code and name of every group, by name. One statement."""
    found = db.rows(
        "SELECT code, name FROM accounts_customergroup WHERE tenant_id = %s ORDER BY name, code",
        [current_tenant()],
    )
    return tuple((row.code, row.name) for row in found)
