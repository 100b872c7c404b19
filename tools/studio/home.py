"""Lamps, baskets, boxes and what else stands in a room."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tools.studio.kitchen import flat, oval
from tools.studio.mesh import (
    Array,
    Mesh,
    ball,
    block,
    joined,
    revolve,
    shade,
    slab,
    smooth,
    swept,
    tube,
    turned,
    vessel,
)
from tools.studio.scene import Part


def table_lamp(cloth: str, base: str, metal: str) -> list[Part]:
    """A turned foot and a tapered shade."""
    foot = turned([(0, 0), (0.42, 0), (0.46, 0.03), (0.46, 0.09), (0.3, 0.14), (0.26, 0.3), (0.34, 0.55), (0.32, 0.8), (0.12, 1.02), (0.06, 1.06), (0, 1.06)])
    stem = turned([(0.035, 1.0), (0.035, 1.5)])
    hood = shade([(0.84, 1.22), (0.845, 1.24), (0.845, 1.24), (0.52, 2.18), (0.515, 2.2)])
    return [Part(foot, base), Part(stem, metal), Part(hood, cloth)]


def mushroom_lamp(cap: str, base: str) -> list[Part]:
    """A dome on a column."""
    column = turned([(0, 0), (0.5, 0), (0.54, 0.03), (0.54, 0.08), (0.3, 0.13), (0.17, 0.3), (0.15, 0.9), (0.2, 1.2), (0, 1.2)])
    dome = turned([(0, 1.16), (0.88, 1.16), (0.92, 1.18), (0.9, 1.36), (0.7, 1.64), (0.38, 1.8), (0, 1.84)])
    return [Part(column, base), Part(dome, cap)]


def globe_lamp(globe: str, base: str) -> list[Part]:
    """A ball of light on a ring."""
    foot = turned([(0, 0), (0.48, 0), (0.5, 0.02), (0.5, 0.18), (0.46, 0.24), (0.36, 0.24), (0, 0.22)])
    return [Part(ball(0.7).moved(y=0.86), globe), Part(foot, base)]


def pendant(hat: str, cord: str, metal: str, *, wide: float = 0.95) -> list[Part]:
    """A shade that hangs: the cord leaves the frame."""
    hood = shade([(wide, 0.9), (wide, 0.92), (wide * 0.93, 1.25), (wide * 0.6, 1.68), (wide * 0.34, 1.86)], 0.025)
    top = turned([(wide * 0.345, 1.84), (wide * 0.36, 1.88), (wide * 0.2, 1.94), (0.1, 1.98), (0.09, 2.14), (0.03, 2.17), (0, 2.17)])
    line = tube(np.array([(0, 2.1, 0), (0, 2.6, 0), (0, 3.2, 0)]), 0.018)
    return [Part(hood, hat), Part(top, metal), Part(line, cord), Part(ball(0.24).moved(y=1.16), "texture { pigment { srgb <1,.93,.8> } finish { emission .95 } }")]


def paper_lantern(paper: str, wood: str) -> list[Part]:
    """Ribbed paper around a light."""
    height = np.linspace(0, 1, 260)
    radius = 0.3 + 0.52 * np.sin(np.pi * (0.1 + 0.8 * height)) ** 0.8 + 0.016 * np.abs(np.sin(height * np.pi * 20))
    body = np.column_stack((radius, 0.14 + height * 1.55))
    feet = [tube(np.array([(0.4 * np.cos(a), 0, 0.4 * np.sin(a)), (0.44 * np.cos(a), 0.22, 0.44 * np.sin(a))]), 0.035) for a in (0.5, 2.6, 4.7)]
    rim = turned([(0.36, 1.68), (0.38, 1.7), (0.36, 1.73), (0.34, 1.7), (0.36, 1.68)])
    base = turned([(0, 0.13), (0.5, 0.13), (0.5, 0.13), (0.5, 0.17), (0, 0.17)])
    return [Part(revolve(body), paper), Part(joined(rim, base, *feet), wood)]


def camp_lantern(body: str, glass: str, light: str, metal: str) -> list[Part]:
    """A lantern with a globe between base and hat, and a bail."""
    base = turned([(0, 0), (0.48, 0), (0.52, 0.04), (0.52, 0.26), (0.44, 0.36), (0.4, 0.4), (0.4, 0.4), (0, 0.4)])
    hat = turned([(0.4, 1.14), (0.4, 1.14), (0.5, 1.18), (0.46, 1.3), (0.24, 1.42), (0.14, 1.44), (0.14, 1.54), (0, 1.56)])
    globe = turned([(0.36, 0.4), (0.42, 0.6), (0.42, 0.95), (0.36, 1.14)])
    lamp = turned([(0, 0.4), (0.15, 0.42), (0.18, 0.6), (0.18, 0.9), (0.1, 1.02), (0, 1.05)])
    t = np.linspace(-0.2, np.pi + 0.2, 40)
    bail = tube(np.column_stack((0.53 * np.cos(t), 1.18 + 0.72 * np.sin(t), np.zeros(40))), 0.022)
    posts = [tube(np.array([(0.43 * np.cos(a), 0.36, 0.43 * np.sin(a)), (0.43 * np.cos(a), 1.16, 0.43 * np.sin(a))]), 0.018) for a in (0.6, 2.17, 3.74, 5.3)]
    return [Part(joined(base, hat), body), Part(globe, glass), Part(lamp, light), Part(joined(bail, *posts), metal)]


def basket(weave: str, handle: str, *, tall: float = 1.0) -> list[Part]:
    """A round basket with two handles."""
    body = vessel([(0.7, 0), (0.74, 0), (0.82, 0.08), (0.9, tall * 0.5), (0.92, tall)], wall=0.06)
    rim = turned([(0.92, tall - 0.05), (0.96, tall), (0.92, tall + 0.05), (0.87, tall), (0.92, tall - 0.05)])
    ears = [tube(smooth([(s * 0.9, tall - 0.05, -0.26), (s * 0.95, tall + 0.26, -0.18), (s * 0.95, tall + 0.3, 0), (s * 0.95, tall + 0.26, 0.18), (s * 0.9, tall - 0.05, 0.26)]), 0.045) for s in (-1, 1)]
    return [Part(body, weave), Part(joined(rim, *ears), handle)]


def crate(wood_x: str, wood_z: str, wood_y: str) -> list[Part]:
    """Slats around four corner posts."""
    parts = []
    for level in range(3):
        y = 0.05 + level * 0.34
        for s in (-1, 1):
            parts.append(Part(block(2.2, 0.26, 0.07, round=0.015).moved(y=y, z=s * 0.7), wood_x))
            parts.append(Part(block(0.07, 0.26, 1.33, round=0.015).moved(x=s * 1.06, y=y), wood_z))
    posts = [block(0.12, 1.0, 0.12, round=0.015).moved(x=x * 0.95, z=z * 0.6) for x in (-1, 1) for z in (-1, 1)]
    return [*parts, Part(joined(*posts), wood_y), Part(block(2.06, 0.06, 1.3, round=0.01).moved(y=0.04), wood_x)]


def tray(body: str, grip: str) -> list[Part]:
    """A rounded tray with a raised edge and two grips."""
    outline = oval(2.6, 1.7, 0.35)
    floor = flat(outline, 0.07)
    rim = tube(np.column_stack((outline[:, 0], np.full(len(outline), 0.13), outline[:, 1])) * (0.985, 1, 0.985), 0.05, flat=1.0, closed=True)
    wall = tube(np.column_stack((outline[:, 0], np.full(len(outline), 0.07), outline[:, 1])) * (0.985, 1, 0.985), 0.05, closed=True)
    ears = [tube(smooth([(s * 1.26, 0.15, -0.3), (s * 1.27, 0.36, -0.22), (s * 1.27, 0.36, 0.22), (s * 1.26, 0.15, 0.3)]), 0.035) for s in (-1, 1)]
    return [Part(joined(floor, rim, wall), body), Part(joined(*ears), grip)]


def lidded_box(body: str, lid: str, tab: str) -> list[Part]:
    """A box with a lid and a pull of leather."""
    return [Part(block(1.7, 0.86, 1.2, round=0.06), body), Part(block(1.78, 0.24, 1.28, round=0.06).moved(y=0.84), lid),
            Part(block(0.16, 0.3, 0.03, round=0.012).moved(y=0.72, z=-0.65), tab)]  # fmt: skip


def cushion(cloth: str) -> list[Part]:
    """A cushion that stands, leaning back a little."""
    return [Part(_pillow(), cloth)]


def _pillow() -> Mesh:
    body = block(2.0, 2.0, 0.1, round=0.04, cells=46)

    def puff(points: Array) -> Array:
        x, y = points[:, 0], points[:, 1] - 1.0
        full = np.clip((1 - np.abs(x) ** 2.4) * (1 - np.abs(y) ** 2.4), 0, None) ** 0.55
        crease = 0.016 * np.sin(9 * x + 3 * np.sin(4 * y)) * np.sin(7 * y + 1.0) * (1 - full) * 2
        points[:, 2] = np.sign(points[:, 2]) * (0.03 + 0.38 * full + crease)
        pull = 1 - 0.07 * (1 - np.abs(points[:, [1, 0]] - (1.0, 0)) ** 2)
        points[:, 0] *= pull[:, 0]
        points[:, 1] = 1.0 + y * pull[:, 1]
        return points

    return body.bent(lambda p: _lean(puff(p)))


def _lean(points: Array) -> Array:
    y, z = points[:, 1].copy(), points[:, 2].copy()
    a = np.radians(14)
    points[:, 1], points[:, 2] = y * np.cos(a) - z * np.sin(a), y * np.sin(a) + z * np.cos(a)
    return points


def fold(width: float, depth: float, thick: float, layers: int = 2, *, seed: float = 0.0) -> Mesh:
    """Cloth folded over `layers` times: seen from the front, soft loops."""
    r, half, path = thick / 2, depth / 2, []
    for n in range(layers):
        y, sign = r + n * thick, (1 if n % 2 else -1)
        path += [(-sign * (half - r), y), (sign * (half - r), y)]
        if n < layers - 1:
            path += [(sign * (half - r) + sign * r * np.sin(a), y + r * (1 - np.cos(a))) for a in np.linspace(0.3, np.pi - 0.3, 7)]
    line = np.array(path, dtype=float)
    fine = np.concatenate([np.linspace(a, b, 10, endpoint=False) for a, b in pairwise(line)] + [line[-1:]])
    ahead = np.gradient(fine, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    over = np.column_stack((-ahead[:, 1], ahead[:, 0])) * r * 0.97
    cap = [fine[-1] + np.array([ahead[-1] * np.cos(a) * r + over[-1] * np.sin(a)]) for a in np.linspace(1.2, -1.2, 7)]
    start = [fine[0] + np.array([-ahead[0] * np.cos(a) * r + over[0] * np.sin(a)]) for a in np.linspace(-1.2, 1.2, 7)]
    section = np.concatenate([fine + over, *cap, (fine - over)[::-1], *start])
    return swept(section, width, rows=40).bent(lambda p: _slack(p, width, seed))


def _slack(points: Array, width: float, seed: float) -> Array:
    """Cloth is never quite straight."""
    x, y, z = points.T.copy()
    points[:, 1] += 0.012 * np.sin(3.1 * x + seed) * np.sin(2.3 * z + seed) * np.minimum(y * 4, 1)
    points[:, 2] += 0.018 * np.sin(2.2 * x + seed * 2 + 5 * y)
    points[:, 0] += 0.02 * np.sin(4 * y + 2 * z + seed) * np.sign(x) * (np.abs(x) > width * 0.4)
    return points


def folded(cloths: list[str], *, width: float = 1.7, depth: float = 1.25, thick: float = 0.15, layers: int = 2, trim: str = "", fringe: str = "") -> list[Part]:
    """A pile of folded cloths, the first one at the bottom."""
    parts, rise = [], thick * layers
    for n, cloth in enumerate(cloths):
        piece = fold(width, depth, thick, layers, seed=n * 1.7).turned(y=(n % 3 - 1) * 1.6).moved(y=n * rise, x=0.02 * (n % 2))
        parts.append(Part(piece, cloth))
    top = rise * len(cloths)
    if fringe:
        ends = [tube(smooth([(x, top - 0.06, -depth / 2 + 0.1), (x, top - 0.03, -depth / 2 - 0.02), (x + 0.01 * np.sin(9 * x), top - 0.18, -depth / 2 - 0.06), (x + 0.03 * np.sin(31 * x), top - 0.42, -depth / 2 - 0.07)], 5), 0.018, sides=8) for x in np.linspace(-width / 2 + 0.04, width / 2 - 0.04, 34)]
        parts.append(Part(joined(*ends), fringe))
    if trim:
        y = top + 0.012
        band = smooth([(-0.1, 0.02, -depth / 2 - 0.05), (-0.1, top * 0.5, -depth / 2 - 0.06), (-0.1, y - 0.03, -depth / 2 - 0.03), (-0.1, y + 0.015, -depth / 2 + 0.12), (-0.1, y + 0.02, 0), (-0.1, y + 0.01, depth / 2 - 0.1)])
        parts.append(Part(tube(band, 0.018, flat=6.5), trim))
    return parts


def rolled(cloth: str, strap: str, *, width: float = 1.9, radius: float = 0.42, turns: float = 4.5) -> list[Part]:
    """A mat or a rug, rolled up and strapped."""
    t = np.linspace(0.6, turns * 2 * np.pi, 420)
    thick = radius / turns
    r = thick * t / (2 * np.pi)
    outer = np.column_stack((r * np.cos(t), -r * np.sin(t)))
    inner = np.column_stack(((r - thick * 0.8) * np.cos(t), -(r - thick * 0.8) * np.sin(t)))
    body = slab(outer, inner, width).moved(y=radius)
    rings = [turned([(radius + 0.02, -0.05), (radius + 0.03, -0.04), (radius + 0.03, 0.04), (radius + 0.02, 0.05)]).turned(z=90).moved(x=x, y=radius) for x in (-width * 0.27, width * 0.27)]
    return [Part(body, cloth), Part(joined(*rings), strap)]
