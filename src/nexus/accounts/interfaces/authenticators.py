"""Credentials of API requests to actors (setting NEXUS_AUTHENTICATORS). They run inside the request's
tenant_scope.
"""

from typing import Any
from uuid import UUID

from django.conf import settings

from nexus.accounts.contracts.errors import TokenNotValid
from nexus.accounts.services import tokens
from nexus.accounts.services.identification import actor_of, actor_of_user, owner_of_token
from nexus.platform.http.actor import Actor
from nexus.platform.http.csrf import enforce_csrf
from nexus.platform.http.problems import InvalidCredentials
from nexus.tenancy.facade import authenticate_api_key

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def bearer(request: Any, /) -> Actor | None:
    """`Authorization: Bearer <access token>`. One statement. Raises InvalidCredentials."""
    text = _credentials(request, "bearer")
    if text is None:
        return None
    try:
        return actor_of(owner_of_token(text).person)
    except TokenNotValid as error:
        raise InvalidCredentials(error.detail) from None


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
    vendors = frozenset[UUID]() if key.vendor_id is None else frozenset({key.vendor_id})
    return Actor(kind="api_key", id=key.id, roles=key.roles, vendor_ids=vendors, is_verified=True)


def session(request: Any, /) -> Actor | None:
    """Django's session cookie; unsafe methods need the CSRF token. A session that is no (longer) good makes a
    guest.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    if request.method not in SAFE:
        enforce_csrf(request)
    return actor_of_user(user)


def _credentials(request: Any, scheme: str) -> str | None:
    given, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return text.strip() if given.lower() == scheme else None
