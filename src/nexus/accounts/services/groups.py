"""Customer groups: making them, and who is in them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from nexus.accounts.contracts.groups import (
    GroupCodeTaken,
    GroupInfo,
    GroupNotFound,
    InvalidMember,
    MemberInfo,
    MemberNotFound,
)
from nexus.accounts.queries import groups as queries
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_ADD: Final = """
INSERT INTO accounts_customergroup (id, tenant_id, code, name, created_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, code) DO NOTHING"""
_RENAME: Final = "UPDATE accounts_customergroup SET name = %s WHERE tenant_id = %s AND id = %s"
_EMPTY: Final = "DELETE FROM accounts_groupmembership WHERE tenant_id = %s AND group_id = %s"
_REMOVE: Final = "DELETE FROM accounts_customergroup WHERE tenant_id = %s AND id = %s"
_PUT: Final = """
INSERT INTO accounts_groupmembership (id, tenant_id, group_id, user_id, joined_at, ends_at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, user_id, group_id) DO UPDATE SET ends_at = EXCLUDED.ends_at"""
_TAKE: Final = "DELETE FROM accounts_groupmembership WHERE tenant_id = %s AND group_id = %s AND user_id = %s"
_KNOWN: Final = "SELECT id FROM accounts_user WHERE tenant_id = %s AND id = %s AND is_active FOR KEY SHARE"
_GROUP: Final = "SELECT id FROM accounts_customergroup WHERE tenant_id = %s AND id = %s FOR KEY SHARE"


def create_group(*, code: str, name: str) -> GroupInfo:
    """Raises GroupCodeTaken."""
    made = GroupInfo(id=new_id(), code=code, name=name, created_at=clock.now())
    if not db.execute(_ADD, [made.id, current_tenant(), code, name, made.created_at]):
        raise GroupCodeTaken(errors={"code": [f"Another group has the code {code}."]})
    return made


def rename_group(group_id: UUID, /, *, name: str) -> GroupInfo:
    """The code stays: price lists and promotions name it. Raises GroupNotFound."""
    db.execute(_RENAME, [name, current_tenant(), group_id])
    return _found(group_id)


def remove_group(group_id: UUID, /) -> None:
    """With all memberships; price lists and promotions that name it hold for nobody from then on. Raises GroupNotFound."""
    db.execute(_EMPTY, [current_tenant(), group_id])
    if not db.execute(_REMOVE, [current_tenant(), group_id]):
        raise GroupNotFound(group=str(group_id))


def put_into_group(group_id: UUID, user_id: UUID, /, *, ends_at: datetime | None = None) -> MemberInfo:
    """Until just before `ends_at`; who is in it already stays, until then. Raises GroupNotFound, InvalidMember."""
    if ends_at is not None and ends_at <= clock.now():
        raise InvalidMember(errors={"ends_at": ["Must be later than now."]})
    if db.row(_GROUP, [current_tenant(), group_id]) is None:
        raise GroupNotFound(group=str(group_id))
    if db.row(_KNOWN, [current_tenant(), user_id]) is None:
        raise InvalidMember(errors={"user_id": ["There is no such active account."]})
    db.execute(_PUT, [new_id(), current_tenant(), group_id, user_id, clock.now(), ends_at])
    return queries.member(group_id, user_id)


def take_out_of_group(group_id: UUID, user_id: UUID, /) -> None:
    """Raises GroupNotFound, MemberNotFound."""
    if not db.execute(_TAKE, [current_tenant(), group_id, user_id]):
        _found(group_id)
        raise MemberNotFound(user=str(user_id))


def forget_memberships(user_id: UUID, /) -> None:
    """The person is erased."""
    db.execute(
        "DELETE FROM accounts_groupmembership WHERE tenant_id = %s AND user_id = %s",
        [current_tenant(), user_id],
    )


def _found(group_id: UUID) -> GroupInfo:
    known = queries.group(group_id)
    if known is None:
        raise GroupNotFound(group=str(group_id))
    return known
