"""What settings plug into the edge: lists of dotted paths, each loaded once."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def plugged_in(setting: str, /) -> tuple[Any, ...]:
    """The callables that the setting names, in its order; none where it is not set."""
    return _load(tuple(getattr(settings, setting, ())))


@lru_cache(maxsize=16)
def _load(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)
