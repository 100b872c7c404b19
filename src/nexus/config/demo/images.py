"""Generated product pictures: a quiet gradient and one motif per product line. Deterministic, no files needed."""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageOps

SIDE, OUT = 640, 512  # drawn larger and reduced: smooth edges
type Colour = tuple[int, int, int]
type Motif = Callable[[ImageDraw.ImageDraw, Random, list[Colour]], None]


def picture(motif: str, hue: int, seed: str, /) -> bytes:
    """A JPEG of OUT x OUT pixels."""
    random = Random(seed)  # noqa: S311 - decoration
    base = (hue + random.randint(-18, 18)) % 360
    ground = Image.linear_gradient("L").resize((SIDE, SIDE)).rotate(random.choice((0, 90, 180)))
    image = ImageOps.colorize(ground, _tone(base, 0.10, 0.97), _tone(base, 0.22, 0.86))
    tones = [_tone(base + shift, saturation, value) for shift, saturation, value in _PALETTE]
    random.shuffle(tones)
    _MOTIFS[motif](ImageDraw.Draw(image), random, tones)
    target = BytesIO()
    image.resize((OUT, OUT), Image.Resampling.LANCZOS).save(target, "JPEG", quality=82)
    return target.getvalue()


_PALETTE = ((0, 0.55, 0.55), (12, 0.45, 0.75), (-20, 0.35, 0.35), (180, 0.30, 0.80), (30, 0.20, 0.95))


def _tone(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb((hue % 360) / 360, saturation, value)
    return int(red * 255), int(green * 255), int(blue * 255)


def _disc(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    radius = random.randint(150, 210)
    draw.ellipse((320 - radius, 330 - radius, 320 + radius, 330 + radius), fill=tones[0])
    inner = int(radius * random.uniform(0.5, 0.8))
    draw.ellipse((320 - inner, 315 - inner, 320 + inner, 315 + inner), fill=tones[1])


def _rings(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    for index, radius in enumerate(range(random.randint(190, 225), 40, -44)):
        draw.ellipse((320 - radius, 320 - radius, 320 + radius, 320 + radius), fill=tones[index % len(tones)])


def _arc(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    width = random.randint(120, 170)
    draw.rounded_rectangle(
        (320 - width // 2, 250, 320 + width // 2, 520), radius=random.randint(20, 70), fill=tones[0]
    )
    draw.pieslice((320 - width, 120, 320 + width, 120 + 2 * width), 180, 360, fill=tones[1])


def _stack(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    bottom = 530
    for index in range(random.randint(3, 5)):
        height, half = random.randint(50, 85), random.randint(110, 200)
        draw.rounded_rectangle(
            (320 - half, bottom - height, 320 + half, bottom), radius=14, fill=tones[index % len(tones)]
        )
        bottom -= height + 8


def _weave(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    step = random.choice((36, 45, 60))
    for row, top in enumerate(range(140, 500, step)):
        for column, left in enumerate(range(140, 500, step)):
            draw.rectangle(
                (left, top, left + step - 5, top + step - 5), fill=tones[(row * column + row) % len(tones)]
            )


def _grid(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    for row in range(3):
        for column in range(3):
            left, top = 155 + column * 115, 155 + row * 115
            draw.rounded_rectangle(
                (left, top, left + 100, top + 100), radius=random.choice((10, 50)), fill=random.choice(tones)
            )


def _blade(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    lean = random.randint(-60, 60)
    draw.polygon(((290, 110), (350, 150), (355 + lean // 3, 380), (285, 380)), fill=tones[0])
    draw.rounded_rectangle((280, 390, 360, 560), radius=30, fill=tones[1])


def _bolt(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    draw.rounded_rectangle((170, 170, 470, 470), radius=random.randint(40, 140), fill=tones[0])
    draw.polygon(((345, 190), (240, 345), (315, 345), (290, 455), (405, 290), (325, 290)), fill=tones[1])


def _peak(draw: ImageDraw.ImageDraw, random: Random, tones: list[Colour]) -> None:
    summit = random.randint(260, 380)
    draw.polygon(((110, 500), (summit, 150), (530, 500)), fill=tones[0])
    draw.polygon(((250, 500), (summit + 90, 280), (560, 500)), fill=tones[1])
    draw.ellipse((430, 130, 500, 200), fill=tones[4])


_MOTIFS: dict[str, Motif] = {
    "disc": _disc, "rings": _rings, "arc": _arc, "stack": _stack, "weave": _weave, "grid": _grid, "blade": _blade,
    "bolt": _bolt, "peak": _peak,
}  # fmt: skip
