"""Cloth laid flat: heights and colours are drawn, part over part. Coordinates from -1 to 1, y up."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.studio import materials
from tools.studio.mesh import Array, smooth
from tools.studio.scene import Part, Relief

SIDE = 900
FOLDER = Path(tempfile.gettempdir()) / "nexus-studio"
Outline = list[tuple[float, float]]


@dataclass
class Cloth:
    """A garment in the making: heights and colours of what lies on the table so far."""

    colour: str
    pattern: str = "plain"
    height: Array = field(default_factory=lambda: np.zeros((SIDE, SIDE)))
    paint: Array = field(default_factory=lambda: np.zeros((SIDE, SIDE, 3)))

    def lay(self, outline: Outline, *, colour: str = "", pattern: str = "", thick: float = 0.5, soft: float = 16, curved: bool = True) -> None:
        """Put a piece of cloth on what is there already."""
        mask = _mask(outline, curved)
        inside = np.asarray(Image.fromarray((mask * 255).astype("uint8")).filter(ImageFilter.GaussianBlur(soft)), float) / 255
        wide = np.asarray(Image.fromarray((mask * 255).astype("uint8")).filter(ImageFilter.GaussianBlur(soft * 3.2)), float) / 255
        edge = np.clip((inside - 0.5) * 2, 0, 1) ** 0.5
        rise = thick * (0.55 * edge + 0.45 * edge * np.clip((wide - 0.5) * 2, 0, 1) ** 0.7)
        kind = pattern or self.pattern
        fibre = _fibre(kind)
        rise = rise * (1 + 0.10 * _wrinkles()) + edge * fibre * 0.02
        own = mask > 0.5
        under = np.where(own, _blurred(self.height, 6), self.height)
        self.height = np.where(own, under * 0.7 + rise, self.height)
        tone = np.array([int((colour or self.colour)[i : i + 2], 16) for i in (1, 3, 5)], float)
        shadow = np.clip(1.0 - 0.12 * (1 - edge) + 0.16 * (fibre - 0.4), 0, 1.15)[..., None]
        spread = _blurred(mask, 5)[..., None] * 0.2 * (self.height > 0.02)[..., None]
        self.paint = self.paint * (1 - np.where(own[..., None], 0, spread))
        self.paint = np.where(own[..., None], tone * shadow, self.paint)
        grown = np.asarray(Image.fromarray((mask * 255).astype("uint8")).filter(ImageFilter.MaxFilter(9)), float) > 127
        self.paint = np.where((grown & (self.paint.sum(-1) == 0))[..., None], tone * 0.8, self.paint)

    def both(self, outline: Outline, **how) -> None:
        """The same on the left and on the right."""
        self.lay(outline, **how)
        self.lay([(-x, y) for x, y in outline], **how)

    def seam(self, line: Outline, *, deep: float = 0.06, wide: int = 3, curved: bool = True) -> None:
        """A stitched line."""
        mark = Image.new("L", (SIDE, SIDE))
        points = smooth(line) if curved else np.array(line)
        ImageDraw.Draw(mark).line([_at(p) for p in points], fill=255, width=wide)
        strength = np.asarray(mark.filter(ImageFilter.GaussianBlur(1.6)), float) / 255
        self.height = np.maximum(self.height - deep * strength, 0.03 * (self.height > 0.03))
        self.paint = self.paint * (1 - 0.28 * strength[..., None])

    def button(self, x: float, y: float, colour: str = "#f2efe6", size: float = 0.022) -> None:
        t = np.linspace(0, 2 * np.pi, 24)
        self.lay([(x + size * np.cos(a), y + size * np.sin(a)) for a in t], colour=colour, pattern="plain", thick=0.16, soft=2, curved=False)

    def parts(self, size: float = 2.4, high: float = 0.26) -> list[Part]:
        """The finished garment, `size` wide."""
        FOLDER.mkdir(exist_ok=True)
        name = FOLDER / f"cloth-{abs(hash((self.colour, self.pattern, float(self.height.sum()))))}"
        heights = np.clip(self.height / 1.4, 0, 1) * 65535
        Image.fromarray(heights.astype(np.uint16)).save(f"{name}-h.png")
        Image.fromarray(np.clip(self.paint, 0, 255).astype("uint8")).save(f"{name}-c.png")
        cloth = materials.slide(f"{name}-c.png", size, size, "finish { diffuse .88 brilliance .9 }")
        return [Part(Relief(f"{name}-h.png", size, high * 1.4, size, self._box()), cloth)]

    def _box(self) -> tuple[float, float, float, float]:
        rows, columns = (np.flatnonzero((self.height > 0.02).any(axis=side)) / SIDE for side in (1, 0))
        return columns[0], 1 - rows[-1], columns[-1], 1 - rows[0]


def _at(point: tuple[float, float]) -> tuple[float, float]:
    return ((point[0] + 1.06) / 2.12 * SIDE, (1.06 - point[1]) / 2.12 * SIDE)


def _mask(outline: Outline, curved: bool) -> Array:
    image = Image.new("L", (SIDE, SIDE))
    points = smooth([*outline, outline[0]], 10) if curved else outline
    ImageDraw.Draw(image).polygon([_at(p) for p in points], fill=255)
    return np.asarray(image, float) / 255


def _blurred(field_: Array, radius: float) -> Array:
    return np.asarray(Image.fromarray(np.clip(field_ * 120, 0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(radius)), float) / 120


def _wrinkles() -> Array:
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    return np.sin(7 * x + 4 * np.sin(5 * y)) * np.sin(6 * y + 3 * np.sin(4 * x + 1)) + 0.5 * np.sin(19 * x - 13 * y + 3 * np.sin(9 * y))


def _fibre(kind: str) -> Array:
    """The surface of the cloth, between 0 and 1."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(float)
    if kind == "knit":
        return 0.5 + 0.5 * np.sin(y / 2.0 + np.abs(np.sin(x * np.pi / 13)) * 3.4)
    if kind == "cable":
        rope = np.sin(y / 11 + 1.6 * np.sign(np.sin(x * np.pi / 60)))
        return np.clip(0.5 + 0.5 * np.sin(x * np.pi / 15 + 1.5 * rope), 0, 1) * 1.6
    if kind == "rib":
        return (0.5 + 0.5 * np.sin(x * 2 * np.pi / 13)) * 1.6
    if kind == "across":
        return (0.5 + 0.5 * np.sin(y * 2 * np.pi / 13)) * 1.6
    if kind == "cord":
        return 0.5 + 0.5 * np.sin(x * 2 * np.pi / 9)
    if kind == "linen":
        noise = np.random.default_rng(3).random((SIDE, 1)) * 0.5 + np.random.default_rng(4).random((1, SIDE)) * 0.5
        return noise * 0.9
    return np.full((SIDE, SIDE), 0.4)
