"""The photographs of the demo, as they lie in the package. `tools/studio` makes them."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

_FOLDER: Final = files("nexus.config.demo") / "pictures"


def hero(slug: str, /) -> bytes:
    """The wide still life of a shop."""
    return (_FOLDER / f"hero-{slug}.webp").read_bytes()
