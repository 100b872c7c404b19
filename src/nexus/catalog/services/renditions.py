"""Smaller copies of a picture: several widths, each in three formats, made one after the other so that memory holds one."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from threading import get_native_id
from typing import Any, Final

from PIL import Image

WIDTHS: Final = (160, 320, 640, 960, 1440)
"""Pixels: a thumbnail, a card on a phone, a card on a dense screen, a gallery, a gallery on a dense screen."""
FORMATS: Final = ("avif", "webp", "jpeg")
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}
_NICENESS: Final = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A smaller copy; `format` as in `FORMATS`."""

    width: int
    format: str
    content: bytes


def widths_of(width: int, /) -> list[int]:
    """The widths that a picture of this width is offered in, falling; never wider than it is itself."""
    narrower = [one for one in WIDTHS if one < width]
    return sorted({*narrower, min(width, WIDTHS[-1])}, reverse=True)


def renditions_of(content: bytes, /) -> Iterator[Rendered]:
    """All copies of a stored picture, the widest first. Each is scaled down from the one before.

    The work is done by a thread that yields to everything else on the machine (where threads have a priority of their own).
    """
    with ThreadPoolExecutor(1, initializer=_step_back) as quiet:
        image, (whole, tall) = quiet.submit(_opened, content).result()
        for width in widths_of(whole):
            size = width, max(1, round(tall * width / whole))
            image = quiet.submit(_scaled, image, size).result()
            for kind in FORMATS:
                encoded = quiet.submit(_encoded, image, kind).result()
                yield Rendered(width=width, format=kind, content=encoded)


def _step_back() -> None:
    if (
        hasattr(os, "setpriority") and os.uname().sysname == "Linux"
    ):  # elsewhere it would slow the whole process down
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _NICENESS)


def _opened(content: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """The picture and its true size: a large JPEG is decoded no larger than the copies need."""
    image: Any = Image.open(BytesIO(content))
    whole = image.size
    image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
    image.load()
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB"), whole


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    shown = _on_white(image) if kind == "jpeg" and image.mode == "RGBA" else image
    shown.save(buffer, kind, **_OPTIONS[kind])
    return buffer.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG cannot be transparent."""
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
