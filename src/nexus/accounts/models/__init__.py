"""Tables of accounts."""

from nexus.accounts.models.address import Address
from nexus.accounts.models.customer_group import CustomerGroup, GroupMembership
from nexus.accounts.models.grant import RoleGrant
from nexus.accounts.models.mail_request import MailRequest
from nexus.accounts.models.session import RefreshSession
from nexus.accounts.models.user import User

__all__ = [
    "Address",
    "CustomerGroup",
    "GroupMembership",
    "MailRequest",
    "RefreshSession",
    "RoleGrant",
    "User",
]
