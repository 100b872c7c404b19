"""What else happens when somebody is let in. The steps are plugged in by the setting NEXUS_ON_ADMISSION (dotted paths)."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from nexus.platform.http.requests import ApiRequest

type AdmissionStep = Callable[[ApiRequest], None]
"""Runs in the transaction that admits the request; has to cost nothing when it has nothing to do."""


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> tuple[AdmissionStep, ...]:
    return tuple(import_string(path) for path in paths)


def admitted(request: ApiRequest, /) -> None:
    """The actor is known and may do what the request asks for."""
    if request.actor.is_authenticated:
        for step in _load(tuple(getattr(settings, "NEXUS_ON_ADMISSION", ()))):
            step(request)
