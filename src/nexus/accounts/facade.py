"""What other contexts may ask of accounts. Every function runs inside the caller's tenant_scope."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from nexus.accounts import queries, services
from nexus.accounts.contracts.dto import AddressInfo, LinkParts, TokenOwner, TokenPair, UserInfo
from nexus.accounts.services import identification
from nexus.platform.http.actor import Actor


def user(user_id: UUID, /) -> UserInfo | None:
    """The person, whatever their state, or None. One statement."""
    return queries.user_by_id(user_id)


def one_at_a_time(user_id: UUID, /) -> None:
    """Wait until nobody else is here for the person, and let nobody in until the transaction ends: for rules over all
    that one person has (at most one open application). Raises Busy.
    """
    services.one_at_a_time(user_id)


def users(user_ids: Iterable[UUID], /) -> dict[UUID, UserInfo]:
    """Several people by one statement; unknown ids are absent."""
    return queries.users_by_ids(user_ids)


def find_by_email(email: str, /) -> UserInfo | None:
    """The person with the address (in any case) or None. Never let the difference reach the public."""
    return queries.user_by_email(email)


def create_user(
    email: str,
    password: str | None,
    /,
    *,
    first_name: str = "",
    last_name: str = "",
    roles: Iterable[str] = (),
    verified: bool = False,
    language: str = "",
) -> UserInfo:
    """A new account. `password` None: cannot log in until it is reset. Raises EmailTaken (409)."""
    return services.create_user(
        email,
        password,
        first_name=first_name,
        last_name=last_name,
        roles=roles,
        verified=verified,
        language=language,
    )


def grant_role(user_id: UUID, role: str, /, *, subject_id: UUID | None = None) -> None:
    """Give a role; giving it twice changes nothing. `seller` needs the vendor as `subject_id`. Raises
    NotFound, UnknownRole.
    """
    services.grant_role(user_id, role, subject_id=subject_id)


def revoke_role(user_id: UUID, role: str, /, *, subject_id: UUID | None = None) -> None:
    """Take a role back; taking what is not held changes nothing."""
    services.revoke_role(user_id, role, subject_id=subject_id)


def holders_of(role: str, /, *, subject_id: UUID | None = None) -> tuple[UserInfo, ...]:
    """The active people who hold the role (for that subject), ordered by address."""
    return queries.holders_of(role, subject_id=subject_id)


def sellers_of(vendor_ids: Iterable[UUID], /) -> tuple[UserInfo, ...]:
    """Active staff of any of these vendors, each person once, ordered by address. One statement."""
    return queries.sellers_of(vendor_ids)


def addresses(user_id: UUID, /) -> tuple[AddressInfo, ...]:
    """The address book, defaults first."""
    return queries.addresses_of(user_id)


def add_address(user_id: UUID, /, **fields: Any) -> AddressInfo:
    """A new entry of the address book; the first one becomes the default for both. Raises TooManyAddresses."""
    return services.add_address(user_id, **fields)


def activation_link_parts(user_id: UUID, /) -> LinkParts | None:
    """uid and token of the verification link; None when there is nothing to verify (unknown, inactive,
    verified).
    """
    return services.activation_link_parts(user_id)


def password_reset_link_parts(user_id: UUID, /) -> LinkParts | None:
    """uid and token of the password link; None for unknown or inactive people."""
    return services.password_reset_link_parts(user_id)


def open_session(user_id: UUID, /) -> TokenPair:
    """Log a person in without a password (demo, tests, the web's token hand-over). Raises NotFound."""
    return services.open_session(user_id)


def revoke_sessions(user_id: UUID, /, *, reason: str) -> int:
    """End every token login of the person; how many were ended."""
    return services.revoke_sessions(user_id, reason=reason)


def owner_of_token(access: str, /) -> TokenOwner:
    """Who an access token belongs to. Raises TokenNotValid (401): malformed, expired, ended, of another
    tenant.
    """
    return identification.owner_of_token(access)


def actor_of(person: UserInfo, /) -> Actor:
    """The platform's view of a person."""
    return identification.actor_of(person)


def actor_of_web_session(session: SessionBase, /) -> Actor | None:
    """Who a web session belongs to in this tenant, operators included; None for nobody."""
    return identification.actor_of_web_session(session)
