"""Credentials to actor. The ways to authenticate are plugged in by the setting NEXUS_AUTHENTICATORS (dotted paths)."""

from collections.abc import Callable
from typing import Any

from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.http.plugged import plugged_in
from nexus.platform.http.problems import InvalidCredentials

type Authenticator = Callable[[Any], Actor | None]
"""Reads its own kind of credentials: None when there are none of that kind, InvalidCredentials when they are bad."""


def authenticate(request: Any, /) -> Actor:
    """The first actor that an authenticator recognises; the guest without credentials.

    Raises InvalidCredentials for an Authorization header that nobody understands: a typo never makes a guest.
    """
    authenticators: tuple[Authenticator, ...] = plugged_in("NEXUS_AUTHENTICATORS")
    for authenticator in authenticators:
        actor = authenticator(request)
        if actor is not None:
            return actor
    if request.META.get("HTTP_AUTHORIZATION"):
        raise InvalidCredentials(
            "Use `Authorization: Bearer <access token>` or `Authorization: Api-Key <key>`."
        )
    return GUEST
