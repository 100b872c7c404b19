"""What else happens when somebody is let in. The steps are plugged in by the setting NEXUS_ON_ADMISSION (dotted paths)."""

from collections.abc import Callable

from nexus.platform.http.plugged import plugged_in
from nexus.platform.http.requests import ApiRequest

type AdmissionStep = Callable[[ApiRequest], None]
"""Runs in the transaction that admits the request; has to cost nothing when it has nothing to do."""


def admitted(request: ApiRequest, /) -> None:
    """The actor is known and may do what the request asks for."""
    if request.actor.is_authenticated:
        steps: tuple[AdmissionStep, ...] = plugged_in("NEXUS_ON_ADMISSION")
        for step in steps:
            step(request)
