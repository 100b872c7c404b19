"""Credentials to actor. The ways to authenticate are plugged in by the setting NEXUS_AUTHENTICATORS (dotted paths)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.http.problems import InvalidCredentials

type Authenticator = Callable[[Any], Actor | None]
"""Reads its own kind of credentials: None when there are none of that kind, InvalidCredentials when they are bad."""


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> tuple[Authenticator, ...]:
    return tuple(import_string(path) for path in paths)


def authenticate(request: Any, /) -> Actor:
    """The first actor that an authenticator recognises; the guest without credentials.

    Raises InvalidCredentials for an Authorization header that nobody understands: a typo never makes a guest.
    """
    for authenticator in _load(tuple(getattr(settings, "NEXUS_AUTHENTICATORS", ()))):
        actor = authenticator(request)
        if actor is not None:
            return actor
    if request.META.get("HTTP_AUTHORIZATION"):
        raise InvalidCredentials(
            "Use `Authorization: Bearer <access token>` or `Authorization: Api-Key <key>`."
        )
    return GUEST
