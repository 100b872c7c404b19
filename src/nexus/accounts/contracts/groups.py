"""Customer groups across the border of accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupInfo:
    """A group of customers; price lists and promotions name it by its code, which stays."""

    id: UUID
    code: str
    name: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberInfo:
    """Somebody in a group, until just before `ends_at` (None: until taken out)."""

    id: UUID
    user_id: UUID
    email: str
    first_name: str
    last_name: str
    joined_at: datetime
    ends_at: datetime | None


class GroupNotFound(NotFound):
    """No such group in this shop."""

    code: ClassVar[str] = "group_not_found"
    title: ClassVar[str] = "There is no such customer group"


class MemberNotFound(NotFound):
    """The person is not in the group."""

    code: ClassVar[str] = "member_not_found"
    title: ClassVar[str] = "The person is not in this group"


class GroupCodeTaken(Conflict):
    """`errors["code"]`."""

    code: ClassVar[str] = "group_code_taken"
    title: ClassVar[str] = "Another group has this code"


class InvalidMember(RuleBroken):
    """Nobody that could be put into a group: `errors` names the field."""

    code: ClassVar[str] = "invalid_member"
    title: ClassVar[str] = "This person cannot be put into a group"
