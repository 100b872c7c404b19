"""Rates by name: the setting NEXUS_THROTTLES over sensible defaults."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

type Subject = Literal["actor", "ip", "ip_email"]

_PERIODS: Final = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hour": 3600, "day": 86400}
_FORM: Final = re.compile(r"(\d+)/(s|sec|min|h|hour|day)(?: by (actor|ip|ip_email))?")

DEFAULTS: Final[dict[str, tuple[str, ...]]] = {
    "none": (),
    "default": ("1200/min by actor",),
    "write": ("300/min by actor",),
    "checkout": ("60/min by actor",),
    "codes": ("20/min by actor", "600/day by ip"),
    "auth": ("10/min by ip_email", "100/min by ip"),
    "webhook": ("3000/min by ip",),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """`limit` requests in `seconds`, spent at once or evenly, for each subject (`actor`: guests count by address)."""

    limit: int
    seconds: int
    subject: Subject


def rates_of(name: str, /) -> tuple[Rate, ...]:
    """Rates that all have to hold. Raises ImproperlyConfigured for an unknown name or a form other than `60/min by actor`."""
    texts = getattr(settings, "NEXUS_THROTTLES", {}).get(name, DEFAULTS.get(name))
    if texts is None:
        raise ImproperlyConfigured(f"throttle {name!r} is neither in NEXUS_THROTTLES nor a default")
    return _parsed(tuple(texts))


@lru_cache(maxsize=64)
def _parsed(texts: tuple[str, ...]) -> tuple[Rate, ...]:
    return tuple(_rate(text) for text in texts)


def _rate(text: str) -> Rate:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ImproperlyConfigured(f"throttle {text!r} is not of the form `60/min by actor`")
    limit, period, subject = match.groups()
    return Rate(int(limit), _PERIODS[period], subject or "actor")  # type: ignore[arg-type]
