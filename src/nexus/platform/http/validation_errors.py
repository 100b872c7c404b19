"""Field errors as a flat map: `{"shipping_address.city": ["..."], "lines.0.quantity": ["..."]}`."""

from collections.abc import Iterator, Mapping
from typing import Any


def flatten(detail: Any, /) -> dict[str, list[str]]:
    """Flatten the nested errors of a serializer; errors without a field go under `non_field_errors`."""
    found: dict[str, list[str]] = {}
    for path, message in _walk(detail, ""):
        found.setdefault(path or "non_field_errors", []).append(message)
    return found


def _walk(detail: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _walk(inner, _join(path, str(name)))
    elif isinstance(detail, list | tuple):
        yield from _walk_list(detail, path)
    else:
        yield path, str(detail)


def _walk_list(detail: list[Any] | tuple[Any, ...], path: str) -> Iterator[tuple[str, str]]:
    """A list of messages belongs to the field itself; a list of objects has one entry for each item."""
    for index, inner in enumerate(detail):
        is_item = isinstance(inner, Mapping | list)
        yield from _walk(inner, _join(path, str(index)) if is_item else path)


def _join(path: str, name: str) -> str:
    if name == "non_field_errors" and path:
        return path
    return f"{path}.{name}" if path else name
