"""Colour arithmetic for branding: contrast by WCAG 2.2 (relative luminance), and shades that reach it."""

import re
from typing import Final

WHITE: Final = "#ffffff"
NIGHT: Final = "#0e1110"
ENOUGH: Final = 4.5
"""WCAG 2.2 level AA for text of normal size."""

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


def is_colour(text: object, /) -> bool:
    """Whether it is spelled `#rrggbb`, the one form that settings may have."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None


def contrast(one: str, other: str, /) -> float:
    """1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(ground: str, /) -> str:
    """White or nearly black, whichever is easier to read there."""
    return max((WHITE, NIGHT), key=lambda text: contrast(text, ground))


def readable(colour: str, /, *, on: str) -> str:
    """The colour itself when text of it can be read on the ground, else the nearest darker or lighter shade that can."""
    towards = NIGHT if contrast(NIGHT, on) > contrast(WHITE, on) else WHITE
    for step in range(21):
        shade = mixed(colour, towards, step / 20)
        if contrast(shade, on) >= ENOUGH:
            return shade
    return towards


def mixed(one: str, other: str, share: float, /) -> str:
    """So much of the other colour, channel by channel in sRGB."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
