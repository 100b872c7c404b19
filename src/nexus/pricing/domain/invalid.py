"""What is wrong with a promotion that somebody wrote, by field."""

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

_PLACE: Final = re.compile(r"^(?P<reason>.*?) - at `(?:key in )?\$(?P<path>.*)`$", re.DOTALL)
_NAMED: Final = re.compile(r"^(?P<field>[a-z_][a-z_0-9.\[\]]*): (?P<reason>.*)$", re.DOTALL)
_UNKNOWN: Final = re.compile(r"^Object contains unknown field `(?P<field>.*)`$")
_MISSING: Final = re.compile(r"^Object missing required field `(?P<field>.*)`$")


class WrongSetting(ValueError):
    """`field`: where, as a path ("benefit.steps[1].percent"), empty for the whole; `reason`: what is wrong there."""

    def __init__(self, field: str, reason: str, /) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field, self.reason = field, reason

    def within(self, place: str, /) -> "WrongSetting":
        """The same, seen from further out."""
        return WrongSetting(_joined(place, self.field), self.reason)


def made[T](kind: type[T], settings: Mapping[str, Any], /, *, place: str = "", strict: bool = True) -> T:
    """Settings as an object. Raises WrongSetting."""
    try:
        return msgspec.convert(settings, kind, strict=strict)
    except (msgspec.ValidationError, ValueError) as error:
        raise understood(error).within(place) from None


def understood(error: Exception, /) -> WrongSetting:
    """The field that msgspec or a check of our own ("percent: must be ...") complains about."""
    if isinstance(error, WrongSetting):
        return error
    text, path = str(error), ""
    if at := _PLACE.match(text):
        text, path = at["reason"], at["path"].lstrip(".").replace("[...]", "")
    if unknown := _UNKNOWN.match(text):
        return WrongSetting(_joined(path, unknown["field"]), "there is no such setting")
    if missing := _MISSING.match(text):
        return WrongSetting(_joined(path, missing["field"]), "is missing")
    if named := _NAMED.match(text):
        return WrongSetting(_joined(path, named["field"]), named["reason"])
    return WrongSetting(path, text)


def _joined(outer: str, inner: str) -> str:
    return f"{outer}{'' if inner.startswith('[') or not outer or not inner else '.'}{inner}"
