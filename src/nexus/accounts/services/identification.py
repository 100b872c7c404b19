"""From credentials to a person: access tokens and web sessions."""

from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase

from nexus.accounts import queries
from nexus.accounts.contracts.dto import TokenOwner, UserInfo
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.accounts.models import User
from nexus.accounts.services import tokens
from nexus.platform.http.actor import Actor
from nexus.platform.tenancy import current_tenant


def owner_of_token(text: str, /) -> TokenOwner:
    """The active person behind an access token of this tenant whose login was not ended. Raises
    TokenNotValid.
    """
    claims = tokens.read_access(text)
    if claims.tenant_id != current_tenant():
        raise TokenNotValid("The token belongs to another shop.")
    person = queries.user_of_session(claims.user_id, claims.session_id)
    if person is None:
        raise TokenNotValid("The login behind the token has ended.")
    return TokenOwner(person=person, session_id=claims.session_id, expires_at=claims.expires_at)


def actor_of_web_session(session: SessionBase, /) -> Actor | None:
    """Who Django's session belongs to in this tenant; None for nobody."""
    request: Any = SimpleNamespace(session=session)
    user = get_user(request)
    return actor_of_user(user) if isinstance(user, User) else None


def actor_of_user(user: User, /) -> Actor:
    """A person of this tenant, or an operator, whom only the installation knows."""
    person = queries.user_by_id(user.pk)
    if person is not None:
        return actor_of(person)
    return Actor(kind="user", id=user.pk, email=user.email, roles=user.roles, is_verified=user.email_verified)


def actor_of(person: UserInfo, /) -> Actor:
    """The platform's view of a person. Until the address is confirmed it may be somebody else's, who was let in for a
    vendor: such a person acts for nobody.
    """
    return Actor(
        kind="user",
        id=person.id,
        email=person.email,
        roles=person.roles,
        vendor_ids=person.vendor_ids if person.email_verified else frozenset(),
        is_verified=person.email_verified,
    )
