"""Promotions as somebody writes them: from JSON to what the engine weighs, with every reason at its field."""

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.pricing.contracts.previews import InvalidDraft
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, Strategies, compiled

_AT: Final = re.compile(r"^(?P<before>.*?)(?: - at `\$(?P<inside>.*)`)$", re.DOTALL)
_FIELD: Final = re.compile(r"^(?P<field>[a-z_]+(?:\[\d+\]|\.[a-z_]+)*)[:.] ?(?P<said>.+)$", re.DOTALL)
_MISSING: Final = re.compile(r"missing required field `(?P<name>\w+)`")
_EXPECTED: Final[tuple[tuple[str, str], ...]] = (
    ("missing required field", "This is required."),
    ("Expected `int`", "A whole number."),
    ("Expected `decimal`", "A number, such as 12.5."),
    ("Invalid decimal", "A number, such as 12.5."),
    ("Expected `datetime`", "A day and a time."),
    ("Invalid RFC3339", "A day and a time."),
    ("Invalid UUID", "This is no id."),
    ("unknown field", "There is no such field here."),
    ("Expected", "This cannot be read."),
)


def draft_of(spec: Mapping[str, Any], strategies: Strategies, /, *, promotion_id: UUID) -> Promotion:
    """Raises InvalidDraft, whose errors name their fields as paths: `conditions.0.amounts`."""
    try:
        known = msgspec.convert(spec, PromotionSpec, strict=False)
        return compiled(known, strategies, promotion_id=promotion_id, version=0)
    except (msgspec.ValidationError, ValueError) as error:
        field, said = reason(str(error))
        raise InvalidDraft(errors={field: [said]}) from error


def reason(text: str, /) -> tuple[str, str]:
    """The field and what is wrong with it, from what the engine says: "field: reason", or msgspec's words."""
    found = _AT.match(text)
    inside = found["inside"] if found else ""
    prefix, said = _split(found["before"] if found else text)
    if missing := _MISSING.search(said):
        inside = f"{inside}.{missing['name']}"
    path = _path(".".join(part for part in (prefix, inside.lstrip(".")) if part))
    return path, next((plain for sign, plain in _EXPECTED if sign in said), _sentence(said))


def _split(text: str) -> tuple[str, str]:
    found = _FIELD.match(text)
    return (found["field"], found["said"]) if found else ("", text)


def _path(text: str) -> str:
    return re.sub(r"\[(\d+|\.{3})\]", r".\1", text).replace("....", ".").strip(".")


def _sentence(said: str) -> str:
    said = said.strip()
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
