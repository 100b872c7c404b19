"""The photographs of the demo, as they lie in the package. `tools/studio` makes them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from django.utils.text import slugify

FOLDER: Final = files("nexus.config.demo") / "pictures"
_MOST_VIEWS: Final = 3


def hero(slug: str, /) -> bytes:
    """The wide still life of a shop."""
    return (FOLDER / f"hero-{slug}.webp").read_bytes()


def names(title: str, /) -> Iterator[str]:
    """The files a product may have: its picture, then further views."""
    stem = slugify(title)
    yield from (f"{stem}.webp", *(f"{stem}-{number}.webp" for number in range(2, _MOST_VIEWS + 1)))


def photographed(title: str, /) -> bool:
    """Whether there is a picture of it. What has none is not put on a shelf."""
    return (FOLDER / next(names(title))).is_file()


def views(title: str, /) -> list[bytes]:
    """The pictures of a product, the one that stands for it first."""
    return [(FOLDER / name).read_bytes() for name in names(title) if (FOLDER / name).is_file()]


def described(look: str, number: int, /) -> str:
    """What somebody who does not see the picture is told."""
    return (
        f"{look}, on a plain pale background" if number == 0 else f"{look}, seen closer and from another side"
    )
