"""What other contexts may ask of accounts. Every function runs inside the caller's tenant_scope."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from nexus.accounts import queries, services
from nexus.accounts.contracts.dto import AddressInfo, BuyerInfo, LinkParts, TokenOwner, TokenPair, UserInfo
from nexus.accounts.contracts.groups import GroupInfo
from nexus.accounts.models import MailRequest
from nexus.accounts.queries import buyers, groups
from nexus.accounts.services import groups as group_services
from nexus.accounts.services import identification, web_sessions
from nexus.accounts.services.registration import NewAccount, register_new
from nexus.platform.http.actor import Actor


def user(user_id: UUID, /) -> UserInfo | None:
    """The person, whatever their state, or None. One statement."""
    return queries.user_by_id(user_id)


def groups_of(user_id: UUID, /) -> frozenset[str]:
    """Codes of the customer groups that the person belongs to now. One statement."""
    return groups.groups_of(user_id)


def buyer(user_id: UUID, /) -> BuyerInfo | None:
    """What prices depend on of the person, or None. One statement."""
    return buyers.buyer(user_id)


def group_names() -> tuple[tuple[str, str], ...]:
    """Code and name of every customer group of the shop, by name. One statement."""
    return groups.group_names()


def unknown_groups(codes: Iterable[str], /) -> frozenset[str]:
    """Those of the codes that no customer group has. One statement, none without codes."""
    return groups.unknown_groups(codes)


def create_group(*, code: str, name: str) -> GroupInfo:
    """Raises GroupCodeTaken."""
    return group_services.create_group(code=code, name=name)


def put_into_group(group_id: UUID, user_id: UUID, /, *, ends_at: datetime | None = None) -> None:
    """Until just before `ends_at`. Raises GroupNotFound, InvalidMember."""
    group_services.put_into_group(group_id, user_id, ends_at=ends_at)


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


def register(
    email: str, password: str, /, *, first_name: str = "", last_name: str = "", language: str = ""
) -> None:
    """Open an account for whoever typed this. For an address that has one nothing changes and its owner gets a mail: the
    caller cannot tell. `language` defaults to the product's. Raises WeakPassword under `password`.
    """
    new = NewAccount(
        email=email,
        password=password,
        first_name=first_name,
        last_name=last_name,
        language=language or settings.LANGUAGE_CODE,
    )
    register_new(new)


def ask_for_verification(email: str, /) -> None:
    """Mail the verification link again, if the address has an account that needs it; nobody is told whether."""
    services.ask_for_mail(MailRequest.VERIFICATION, email)


def ask_for_new_password(email: str, /) -> None:
    """Mail a link for a new password, if the address has an account; nobody is told whether."""
    services.ask_for_mail(MailRequest.PASSWORD_RESET, email)


def verify_email(uid: str, token: str, /) -> UUID:
    """By the link from the mail; whose address it is. Raises LinkNotValid."""
    return services.verify_email(uid, token)


def reset_password(uid: str, token: str, new: str, /) -> None:
    """By the link from the mail; every login ends. Raises LinkNotValid, WeakPassword under `new_password`."""
    services.reset_password(uid, token, new)


def log_in_on_web(request: HttpRequest, /, *, email: str, password: str) -> UUID:
    """Open the browser's session under a new key, for a person of this shop. Raises InvalidCredentials, telling nothing."""
    return web_sessions.log_in_on_web(request, email=email, password=password)


def change_password_on_web(request: HttpRequest, user_id: UUID, /, *, current: str, new: str) -> None:
    """Every other login ends. Raises WrongPassword, WeakPassword under `new_password`."""
    web_sessions.change_password_on_web(request, user_id, current=current, new=new)


def delete_account_on_web(request: HttpRequest, user_id: UUID, /, *, current_password: str) -> None:
    """Make the person anonymous and end the browser's session; orders stay. Raises WrongPassword."""
    web_sessions.delete_account_on_web(request, user_id, current_password=current_password)


def change_profile(user_id: UUID, /, **changes: Any) -> None:
    """Set some of first_name, last_name, phone, language, accepts_marketing. Raises ValueError for anything else."""
    services.change_profile(user_id, **changes)


def address(user_id: UUID, address_id: UUID, /) -> AddressInfo | None:
    """One entry of that person's book."""
    return queries.address_of(user_id, address_id)


def add_address(user_id: UUID, /, **fields: Any) -> AddressInfo:
    """`fields` are members of AddressInfo; the first address becomes both defaults. Raises TooManyAddresses."""
    return services.add_address(user_id, **fields)


def change_address(user_id: UUID, address_id: UUID, /, **fields: Any) -> AddressInfo:
    """Change some members; a new default takes the mark from the old one. Raises AddressNotFound."""
    return services.change_address(user_id, address_id, **fields)


def remove_address(user_id: UUID, address_id: UUID, /) -> None:
    """Orders keep the copy they were placed with. Raises AddressNotFound."""
    services.remove_address(user_id, address_id)


def addresses(user_id: UUID, /) -> tuple[AddressInfo, ...]:
    """The address book, defaults first."""
    return queries.addresses_of(user_id)


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
