"""Clothes laid flat, cut from cloth."""

from __future__ import annotations

import numpy as np

from tools.studio import materials
from tools.studio.cloth import SIDE, Cloth, Outline

BODY: Outline = [(-0.17, 0.8), (-0.17, 0.8), (-0.5, 0.68), (-0.5, 0.68), (-0.47, 0.3), (-0.46, -0.2), (-0.47, -0.8), (-0.47, -0.8), (0, -0.83), (0.47, -0.8), (0.47, -0.8),
                 (0.46, -0.2), (0.47, 0.3), (0.5, 0.68), (0.5, 0.68), (0.17, 0.8), (0.17, 0.8), (0, 0.66)]  # fmt: skip
SHORT: Outline = [(0.44, 0.7), (0.44, 0.7), (0.62, 0.6), (0.92, 0.22), (0.92, 0.22), (0.68, 0.04), (0.68, 0.04), (0.44, 0.36), (0.44, 0.36)]
LONG: Outline = [(0.44, 0.7), (0.44, 0.7), (0.6, 0.6), (0.74, 0.1), (0.84, -0.55), (0.84, -0.55), (0.66, -0.58), (0.66, -0.58), (0.54, 0.0), (0.44, 0.36), (0.44, 0.36)]
CUFF: Outline = [(0.85, -0.54), (0.85, -0.54), (0.86, -0.68), (0.86, -0.68), (0.67, -0.71), (0.67, -0.71), (0.655, -0.57), (0.655, -0.57)]

def _dark(colour: str, share: float = 0.25) -> str:
    return materials.mixed(colour, "#000000", share)


def _neck(cloth: Cloth, rib: str = "rib") -> None:
    """The back of the neck, seen through the neckline, and the band around it."""
    back = [(-0.2, 0.79), (0, 0.84), (0.2, 0.79), (0.12, 0.66), (0, 0.6), (-0.12, 0.66)]
    cloth.lay(back, colour=_dark(cloth.colour, 0.4), thick=0.15, soft=5)
    arc = [(0.2 * np.cos(a), 0.8 + 0.19 * np.sin(a)) for a in np.linspace(np.pi, 2 * np.pi, 20)]
    band = [*arc, *[(0.155 * np.cos(a), 0.81 + 0.135 * np.sin(a)) for a in np.linspace(2 * np.pi, np.pi, 20)]]
    cloth.lay(band, pattern=rib, thick=0.3, soft=5, curved=False)


def t_shirt(colour: str, *, pattern: str = "plain", stripes: str = "", pocket: bool = False) -> Cloth:
    cloth = Cloth(colour, pattern)
    cloth.both(SHORT)
    cloth.lay(BODY)
    if stripes:
        _stripe(cloth, stripes)
    _neck(cloth)
    cloth.seam([(-0.46, -0.74), (0, -0.77), (0.46, -0.74)], wide=2)
    for s in (-1, 1):
        cloth.seam([(s * 0.87, 0.19), (s * 0.665, 0.085)], wide=2)
    if pocket:
        cloth.lay([(0.12, 0.4), (0.36, 0.4), (0.36, 0.18), (0.24, 0.12), (0.12, 0.18)], thick=0.16, soft=3, curved=False)
    return cloth


def _stripe(cloth: Cloth, colour: str, count: int = 9) -> None:
    tone = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], float)
    ground = np.array([int(cloth.colour[i : i + 2], 16) for i in (1, 3, 5)], float)
    y = np.arange(SIDE)[:, None] / SIDE
    band = ((y * count * 2) % 1 < 0.42)[..., None] & (cloth.paint.sum(-1) > 0)[..., None]
    cloth.paint = np.where(band, cloth.paint / np.maximum(ground, 1) * tone, cloth.paint)


def sweater(colour: str, *, pattern: str = "knit", neck: str = "crew", stripes: str = "") -> Cloth:
    cloth = Cloth(colour, pattern)
    cloth.both(LONG, thick=0.6)
    cloth.both(CUFF, pattern="rib", thick=0.5)
    cloth.lay(BODY, thick=0.75)
    if stripes:
        _stripe(cloth, stripes)
    cloth.lay([(-0.46, -0.74), (0.46, -0.74), (0.44, -0.9), (-0.44, -0.9)], pattern="rib", thick=0.5, soft=8, curved=False)
    if neck == "turtle":
        cloth.lay([(-0.2, 0.72), (-0.18, 0.98), (0.18, 0.98), (0.2, 0.72), (0, 0.66)], pattern="rib", thick=0.6, soft=10)
        cloth.seam([(-0.19, 0.84), (0, 0.8), (0.19, 0.84)])
    else:
        _neck(cloth)
    return cloth


def cardigan(colour: str, button: str = "#6b4a2f", *, sleeves: bool = True, pattern: str = "knit") -> Cloth:
    cloth = Cloth(colour, pattern)
    if sleeves:
        cloth.both(LONG, thick=0.6)
        cloth.both(CUFF, pattern="rib", thick=0.5)
    cloth.lay(BODY, thick=0.75)
    cloth.lay([(-0.17, 0.81), (0, 0.84), (0.17, 0.81), (0.0, 0.18), (0.0, 0.18)], colour=_dark(colour, 0.45), thick=0.1, soft=4, curved=False)
    cloth.lay([(-0.2, 0.8), (-0.14, 0.83), (0.05, 0.17), (0.05, -0.84), (-0.05, -0.84), (-0.05, 0.17)], pattern="across", thick=0.34, soft=5, curved=False)
    cloth.lay([(0.2, 0.8), (0.14, 0.83), (0.0, 0.28), (0.05, 0.17)], pattern="across", thick=0.34, soft=5, curved=False)
    cloth.lay([(-0.46, -0.76), (0.46, -0.76), (0.44, -0.9), (-0.44, -0.9)], pattern="rib", thick=0.45, soft=8, curved=False)
    for y in np.linspace(0.1, -0.82, 5):
        cloth.button(0, float(y), button, 0.03)
    return cloth


def shirt(colour: str, *, pattern: str = "linen", long: bool = True, pockets: int = 1, button: str = "#f2efe6", placket: float = -0.8) -> Cloth:
    """A shirt with collar and placket; short-sleeved and half-buttoned it is a polo."""
    cloth = Cloth(colour, pattern)
    cloth.both(LONG if long else SHORT)
    if long:
        cloth.both(CUFF, thick=0.4, soft=6)
    cloth.lay(BODY)
    cloth.lay([(-0.16, 0.8), (0, 0.85), (0.16, 0.8), (0, 0.6)], colour=_dark(colour, 0.4), thick=0.12, soft=4)
    cloth.lay([(-0.05, 0.6), (0.05, 0.6), (0.05, placket), (-0.05, placket)], thick=0.14, soft=3, curved=False)
    collar = [(0.19, 0.82), (0.1, 0.86), (0.0, 0.62), (0.0, 0.62), (0.17, 0.5), (0.29, 0.7)]
    cloth.both(collar, thick=0.34, soft=5, curved=False)
    for s in (-1, 1):
        cloth.seam([(s * 0.045, 0.55), (s * 0.045, placket)], wide=2, curved=False)
    for x in (-0.27, 0.27)[2 - pockets :] if pockets else ():
        cloth.lay([(x - 0.13, 0.36), (x + 0.13, 0.36), (x + 0.13, 0.1), (x, 0.04), (x - 0.13, 0.1)], thick=0.16, soft=3, curved=False)
    for y in np.arange(0.5, max(placket, -0.74), -0.22):
        cloth.button(0, float(y), button)
    if long:
        cloth.seam([(-0.46, -0.76), (0, -0.79), (0.46, -0.76)], wide=2)
    return cloth


def rain_jacket(colour: str, zip_: str = "#2b2f33") -> Cloth:
    cloth = Cloth(colour, "plain")
    hood = [(-0.3, 0.66), (-0.33, 0.9), (-0.16, 1.02), (0, 1.03), (0.16, 1.02), (0.33, 0.9), (0.3, 0.66), (0, 0.58)]
    cloth.both(LONG, thick=0.6)
    cloth.lay(BODY, thick=0.8)
    cloth.lay(hood, thick=0.6, soft=14)
    cloth.lay([(-0.17, 0.7), (-0.17, 0.88), (0, 0.95), (0.17, 0.88), (0.17, 0.7), (0, 0.52)], colour=_dark(colour, 0.5), thick=0.1, soft=6)
    cloth.lay([(-0.022, 0.56), (0.022, 0.56), (0.022, -0.8), (-0.022, -0.8)], colour=zip_, pattern="across", thick=0.14, soft=3, curved=False)
    cloth.both([(0.14, -0.2), (0.4, -0.2), (0.4, -0.27), (0.14, -0.27)], thick=0.2, soft=3, curved=False)
    cloth.both([(0.14, -0.27), (0.4, -0.27), (0.4, -0.56), (0.14, -0.56)], thick=0.1, soft=3, curved=False)
    return cloth


def dungarees(colour: str, *, pattern: str = "cord", button: str = "#c8a55c") -> Cloth:
    cloth = Cloth(colour, pattern)
    leg = [(0.0, -0.02), (0.0, -0.02), (0.42, 0.1), (0.42, 0.1), (0.5, -0.4), (0.53, -0.94), (0.53, -0.94), (0.17, -0.96), (0.17, -0.96), (0.08, -0.5)]
    cloth.both([(0.2, 0.52), (0.28, 0.5), (0.22, 0.95), (0.12, 1.0), (0.1, 0.95), (0.16, 0.88)], thick=0.4, soft=7)
    cloth.both(leg, thick=0.7)
    cloth.lay([(-0.4, 0.12), (-0.4, -0.06), (0.4, -0.06), (0.4, 0.12), (0.3, 0.2), (0.27, 0.6), (0.27, 0.6), (-0.27, 0.6), (-0.27, 0.6), (-0.3, 0.2)], thick=0.6)
    cloth.lay([(-0.16, 0.44), (0.16, 0.44), (0.16, 0.2), (-0.16, 0.2)], thick=0.14, soft=3, curved=False)
    cloth.seam([(-0.42, 0.08), (0.42, 0.08)], curved=False)
    cloth.both([(0.35, -0.74), (0.52, -0.74), (0.54, -0.95), (0.165, -0.97), (0.15, -0.75)], thick=0.15, soft=4, curved=False)
    for x in (-0.22, 0.22):
        cloth.button(x, 0.54, button, 0.04)
    return cloth


def beanie(colour: str, *, pompon: str = "", pattern: str = "rib") -> Cloth:
    cloth = Cloth(colour, pattern)
    cloth.lay([(-0.56, -0.4), (-0.56, 0.0), (-0.4, 0.45), (0, 0.64), (0.4, 0.45), (0.56, 0.0), (0.56, -0.4), (0, -0.45)], thick=0.95, soft=30)
    cloth.lay([(-0.6, -0.16), (-0.6, -0.16), (-0.6, -0.6), (-0.6, -0.6), (0, -0.66), (0.6, -0.6), (0.6, -0.6), (0.6, -0.16), (0.6, -0.16), (0, -0.2)], pattern="rib", thick=0.55, soft=14)
    if pompon:
        t = np.linspace(0, 2 * np.pi, 90)
        wild = 0.2 + 0.015 * np.random.default_rng(2).random(90)
        cloth.lay([(r * np.cos(a), 0.74 + r * np.sin(a)) for a, r in zip(t, wild, strict=True)], colour=pompon, pattern="linen", thick=1.0, soft=18, curved=False)
    else:
        cloth.lay([(0.2, -0.34), (0.36, -0.34), (0.36, -0.48), (0.2, -0.48)], colour="#efe6d2", pattern="plain", thick=0.1, soft=3, curved=False)
    return cloth


def leggings(colour: str, *, pattern: str = "plain", stripes: str = "") -> Cloth:
    cloth = Cloth(colour, pattern)
    cloth.both([(0.0, 0.5), (0.0, 0.5), (0.42, 0.7), (0.42, 0.7), (0.44, 0.2), (0.36, -0.5), (0.33, -0.9), (0.33, -0.9), (0.1, -0.9), (0.1, -0.9), (0.06, -0.2), (0.0, 0.12)], thick=0.6)
    cloth.lay([(-0.42, 0.66), (-0.42, 0.66), (-0.4, 0.9), (-0.4, 0.9), (0.4, 0.9), (0.4, 0.9), (0.42, 0.66), (0.42, 0.66), (0.2, 0.36), (0, 0.3), (-0.2, 0.36)], thick=0.6)
    if stripes:
        _stripe(cloth, stripes, 11)
    cloth.lay([(-0.41, 0.78), (0.41, 0.78), (0.4, 0.92), (-0.4, 0.92)], pattern="rib", thick=0.3, soft=6, curved=False)
    return cloth


def socks(colour: str, tip: str, *, stripes: str = "") -> Cloth:
    """A pair, one a little aside."""
    cloth = Cloth(colour, "knit")
    sock = [(-0.2, 0.8), (-0.2, 0.8), (0.12, 0.8), (0.12, 0.8), (0.12, 0.0), (0.16, -0.3), (0.4, -0.5), (0.56, -0.68), (0.4, -0.84), (0.1, -0.7), (-0.14, -0.46), (-0.21, -0.2)]
    toe = [(0.36, -0.46), (0.5, -0.56), (0.585, -0.7), (0.42, -0.86), (0.26, -0.79), (0.34, -0.62)]
    heel = [(-0.2, -0.24), (-0.05, -0.28), (0.0, -0.5), (-0.08, -0.56), (-0.19, -0.42)]
    for x, y in ((0.3, 0.06), (-0.34, -0.04)):
        def at(shape: Outline, x: float = x, y: float = y) -> Outline:
            return [(a + x, b + y) for a, b in shape]

        cloth.lay(at(sock), thick=0.6)
        if stripes and x < 0:
            _stripe(cloth, stripes, 12)
        cloth.lay(at(toe), colour=tip, thick=0.3, soft=12)
        cloth.lay(at(heel), colour=tip, thick=0.2, soft=10)
        cloth.lay(at([(-0.21, 0.82), (0.13, 0.82), (0.13, 0.62), (-0.21, 0.62)]), colour=tip, pattern="rib", thick=0.35, soft=8, curved=False)
    return cloth


def tote(colour: str, *, print_: str = "", handle: str = "") -> Cloth:
    """A bag of canvas with two handles."""
    cloth = Cloth(colour, "linen")
    t = np.linspace(0, np.pi, 30)
    loop = [*[(0.34 * np.cos(a), 0.3 + 0.68 * np.sin(a)) for a in t], *[(0.25 * np.cos(a), 0.3 + 0.58 * np.sin(a)) for a in t[::-1]]]
    cloth.lay(loop, colour=handle, thick=0.4, soft=7, curved=False)
    cloth.lay([(-0.64, 0.34), (-0.64, 0.34), (0.64, 0.34), (0.64, 0.34), (0.6, -0.3), (0.62, -0.92), (0.62, -0.92), (0, -0.95), (-0.62, -0.92), (-0.62, -0.92), (-0.6, -0.3)], thick=0.6)
    cloth.seam([(-0.63, 0.24), (0.63, 0.24)], wide=2)
    for x in (-0.295, 0.295):
        cloth.lay([(x - 0.047, 0.36), (x + 0.047, 0.36), (x + 0.047, 0.12), (x - 0.047, 0.12)], colour=handle, thick=0.16, soft=3, curved=False)
    if print_:
        for n, r in enumerate((0.3, 0.2, 0.1)):
            ring = [(r * np.cos(a), -0.36 + r * np.sin(a)) for a in np.linspace(0, np.pi, 40)]
            cloth.lay([*ring, *[(0.8 * x, -0.36 + (y + 0.36) * 0.75) for x, y in ring[::-1]]] if n < 2 else ring, colour=print_, thick=0.03, soft=2, curved=False)
    return cloth
