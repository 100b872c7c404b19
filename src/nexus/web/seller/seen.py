"""What a form showed when it was opened, carried along by the form, so that a save knows what changed in between."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson

from nexus.kernel.ids import parse_id

_IDS: Final = frozenset({"category_id", "product_type_id", "brand_id"})


def packed(facts: Mapping[str, Any], /) -> str:
    """As the value of a hidden field."""
    return orjson.dumps(dict(facts)).decode()


def unpacked(text: str, /) -> dict[str, Any]:
    """The facts again; nothing for what is not ours: then nothing is compared."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return {name: _value(name, value) for name, value in found.items()} if isinstance(found, dict) else {}


def _value(name: str, value: Any) -> Any:
    if name in _IDS:
        return _id(value)
    if name == "further_category_ids":
        return [_id(one) for one in value] if isinstance(value, list) else []
    if name == "publish_at":
        return _moment(value)
    return value


def _id(value: Any) -> UUID | None:
    return parse_id(value) if isinstance(value, str) else None


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
