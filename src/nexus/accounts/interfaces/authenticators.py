"""Credentials of API requests to actors (setting NEXUS_AUTHENTICATORS). They run inside the request's tenant_scope."""

from typing import Any
from uuid import UUID

from django.conf import settings

from nexus.accounts import queries
from nexus.accounts.contracts.dto import UserInfo
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.accounts.models import User
from nexus.accounts.services import tokens
from nexus.platform.http.actor import Actor
from nexus.platform.http.csrf import enforce_csrf
from nexus.platform.http.problems import InvalidCredentials
from nexus.platform.tenancy import current_tenant
from nexus.tenancy.facade import authenticate_api_key

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def bearer(request: Any, /) -> Actor | None:
    """`Authorization: Bearer <access token>`. One statement. Raises InvalidCredentials."""
    text = _credentials(request, "bearer")
    return None if text is None else actor_of(person_of_token(text))


def person_of_token(text: str, /) -> UserInfo:
    """The active person behind an access token of this tenant whose login was not ended. Raises InvalidCredentials."""
    try:
        claims = tokens.read_access(text)
    except TokenNotValid as error:
        raise InvalidCredentials(error.detail) from None
    if claims.tenant_id != current_tenant():
        raise InvalidCredentials("The token belongs to another shop.")
    person = queries.user_of_session(claims.user_id, claims.session_id)
    if person is None:
        raise InvalidCredentials("The login behind the token has ended.")
    return person


def session_of(request: Any, /) -> UUID | None:
    """The token login that an already admitted request belongs to; None for web sessions."""
    text = _credentials(request, "bearer")
    return None if text is None else tokens.read_access(text).session_id


def api_key(request: Any, /) -> Actor | None:
    """`Authorization: Api-Key <key>`. Raises InvalidCredentials."""
    text = _credentials(request, "api-key")
    if text is None:
        return None
    key = authenticate_api_key(text)
    if key is None:
        raise InvalidCredentials("The API key is unknown, expired or revoked.")
    vendors = frozenset() if key.vendor_id is None else frozenset({key.vendor_id})
    return Actor(kind="api_key", id=key.id, roles=key.roles, vendor_ids=vendors, is_verified=True)


def session(request: Any, /) -> Actor | None:
    """Django's session cookie; unsafe methods need the CSRF token. A session that is no (longer) good makes a guest."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    if request.method not in SAFE:
        enforce_csrf(request)
    return _session_actor(user)


def _session_actor(user: User) -> Actor:
    person = queries.user_by_id(user.pk)
    if person is not None:
        return actor_of(person)
    # An operator: known to the installation, not to this tenant.
    return Actor(kind="user", id=user.pk, email=user.email, roles=user.roles, is_verified=user.email_verified)


def actor_of(person: UserInfo, /) -> Actor:
    """The platform's view of a person."""
    return Actor(
        kind="user",
        id=person.id,
        email=person.email,
        roles=person.roles,
        vendor_ids=person.vendor_ids,
        is_verified=person.email_verified,
    )


def _credentials(request: Any, scheme: str) -> str | None:
    given, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return text.strip() if given.lower() == scheme else None
