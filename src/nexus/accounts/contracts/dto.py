"""Frozen rows that leave the context."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.accounts.contracts.roles import STAFF


@dataclass(frozen=True, kw_only=True, slots=True)
class UserInfo:
    """A person of one tenant. `roles` always contains `buyer`; `vendor_ids` are the subjects of the seller
    grants.
    """

    id: UUID
    email: str
    first_name: str
    last_name: str
    roles: frozenset[str]
    is_active: bool
    email_verified: bool
    language: str = "en"
    phone: str = ""
    vendor_ids: frozenset[UUID] = frozenset()
    joined_at: datetime | None = None

    @property
    def full_name(self) -> str:
        """First and last name, or the part of the address before the @ for somebody who gave neither."""
        return f"{self.first_name} {self.last_name}".strip() or self.email.partition("@")[0]

    @property
    def is_staff(self) -> bool:
        """True for support, owners and operators."""
        return not STAFF.isdisjoint(self.roles)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressInfo:
    """One entry of a person's address book. `country` is ISO 3166-1 alpha-2."""

    id: UUID
    name: str
    address_line: str
    address_line2: str
    city: str
    region: str
    postal_code: str
    country: str
    phone: str
    is_default_shipping: bool
    is_default_billing: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BuyerInfo:
    """What prices depend on of a person: e-mail address, codes of customer groups, and where parcels go by default (empty when
    the address book has no default)."""

    email: str
    groups: frozenset[str] = frozenset()
    country: str = ""
    region: str = ""
    postal_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkParts:
    """The two halves of a link that proves the control of a mailbox. A secret: never log it, never put it in
    an event.
    """

    uid: str
    token: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenPair:
    """JSON Web Tokens of one login: a short access token and the refresh token that rotates."""

    access: str
    refresh: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenOwner:
    """Who an access token belongs to, the login it came from, and until when it is good."""

    person: UserInfo
    session_id: UUID
    expires_at: datetime
