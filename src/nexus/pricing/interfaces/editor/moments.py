"""Days and times of the shop's own clock, there and back without losing a second or an hour."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

_FORMATS: Final = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
SKIPPED: Final = "Clocks go forward over this time; it does not exist on that day."
UNREADABLE: Final = "A day and a time, as in 2026-03-29 08:00."


def text_of(moment: datetime | None, zone: ZoneInfo, /) -> str:
    """As a browser's field shows it, to the minute."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if moment else ""


def moment_of(text: str, zone: ZoneInfo, /, *, was: str = "") -> datetime | None:
    """The instant, in UTC. `was`: the instant that the field showed; left as it is it stays that very one, seconds and the hour
    that comes twice included. A time that comes twice and was typed anew is the first of the two. Raises ValueError saying what
    is wrong.
    """
    if not text:
        return None
    before = _instant(was)
    if before is not None and text_of(before, zone) == text:
        return before
    local = _parsed(text).replace(tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(SKIPPED)
    return instant


def _parsed(text: str) -> datetime:
    for shape in _FORMATS:
        try:
            return datetime.strptime(text, shape)  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(UNREADABLE)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None
