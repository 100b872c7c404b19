"""Packs, tents and what goes into them."""

from __future__ import annotations

import numpy as np

from tools.studio.mesh import Array, Mesh, ball, block, grid, joined, smooth, swept, tube, turned
from tools.studio.scene import Part


def _stuffed(width: float, height: float, depth: float, *, seed: float = 0.0, round: float = 0.24, taper: float = 0.1) -> Mesh:  # noqa: A002
    """A bag that is full: rounder in the middle, narrower above, never quite even."""
    body = block(width, height, depth, round=round, cells=26)

    def fill(points: Array) -> Array:
        x, y, z = points.T.copy()
        t = y / height
        belly = 1 + 0.09 * np.sin(np.pi * np.clip(t, 0, 1))
        narrow = 1 - taper * t**2
        fold = 0.012 * np.sin(7 * t * height + 3 * np.sin(5 * x + seed)) * np.sin(6 * x + seed)
        points[:, 0] = x * belly * narrow
        points[:, 2] = z * (1 + 0.16 * np.sin(np.pi * np.clip(t, 0, 1)) * (1 - (x / width) ** 2)) * narrow + fold
        return points

    return body.bent(fill)


def daypack(cloth: str, second: str, strap: str, metal: str) -> list[Part]:
    """A pack with a front pocket, zips, a top handle and shoulder straps."""
    body = _stuffed(1.3, 1.9, 0.7, round=0.3, taper=0.16)
    pocket = _stuffed(0.98, 0.82, 0.3, round=0.13, seed=2).moved(y=0.16, z=-0.42)
    sides = [_stuffed(0.2, 0.62, 0.46, round=0.09).moved(x=s * 0.68, y=0.08) for s in (-1, 1)]
    t = np.linspace(0.25, np.pi - 0.25, 40)
    zip_ = tube(np.column_stack((0.58 * np.cos(t), 1.0 + 0.74 * np.sin(t), np.full(40, -0.36) - 0.03 * np.sin(t))), 0.017)
    pocket_zip = tube(smooth([(-0.42, 0.84, -0.61), (0, 0.86, -0.635), (0.42, 0.84, -0.61)]), 0.018)
    pull = block(0.03, 0.16, 0.02, round=0.009).moved(x=0.3, y=0.69, z=-0.65)
    loop = tube(smooth([(-0.16, 1.84, 0.1), (-0.15, 2.02, 0.1), (0, 2.08, 0.1), (0.15, 2.02, 0.1), (0.16, 1.84, 0.1)]), 0.03, flat=1.8)
    shoulders = [tube(smooth([(s * 0.3, 1.8, 0.26), (s * 0.5, 1.86, 0.5), (s * 0.82, 1.3, 0.62), (s * 0.86, 0.6, 0.56), (s * 0.64, 0.16, 0.36)]), 0.05, flat=2.0) for s in (-1, 1)]
    tag = block(0.26, 0.12, 0.02, round=0.009).moved(y=1.3, z=-0.44)
    return [Part(joined(body), cloth), Part(joined(pocket, *sides), second), Part(joined(loop, *shoulders, tag), strap), Part(joined(zip_, pocket_zip, pull), metal)]


def roll_top(cloth: str, base: str, strap: str, metal: str) -> list[Part]:
    """A bag whose top is rolled and buckled down."""
    body = _stuffed(1.25, 1.6, 0.62, round=0.2, taper=0.04)
    foot = _stuffed(1.29, 0.46, 0.66, round=0.18, taper=-0.04)
    neck = block(1.2, 0.34, 0.34, round=0.12).moved(y=1.46)
    t = np.linspace(0, 3.2 * np.pi, 80)
    r = 0.05 + 0.12 * t / t[-1]
    roll = swept(np.column_stack((r * np.cos(t), r * np.sin(t))), 1.24, rows=6).moved(y=1.86)
    tube_roll = tube(np.array([(-0.62, 1.86, 0), (0, 1.86, 0), (0.62, 1.86, 0)]), 0.165)
    bands = [tube(smooth([(x, 1.86, -0.19), (x, 1.7, -0.25), (x, 1.2, -0.4), (x, 0.7, -0.42), (x, 0.5, -0.41)]), 0.016, flat=3.4) for x in (-0.34, 0.34)]
    over = [tube(smooth([(x, 1.86, -0.19), (x, 2.04, -0.06), (x, 2.04, 0.06), (x, 1.86, 0.19)]), 0.016, flat=3.4) for x in (-0.34, 0.34)]
    buckles = [block(0.17, 0.2, 0.06, round=0.025).moved(x, 1.1, -0.43) for x in (-0.34, 0.34)]
    return [Part(joined(body, neck, roll, tube_roll), cloth), Part(foot, base), Part(joined(*bands, *over), strap), Part(joined(*buckles), metal)]


def duffel(cloth: str, strap: str, end: str, metal: str) -> list[Part]:
    """A travelling bag: a drum with two handles."""
    drum = ball(1.25, 0.62, 0.62, square=0.42).bent(_sag).moved(y=0.56)
    line = tube(smooth([(-0.98, 1.13, 0), (0, 1.16, 0), (0.98, 1.13, 0)]), 0.022)
    hoops = []
    for x in (-0.52, 0.52):
        t = np.linspace(-1.05, np.pi + 1.05, 44)
        hoops.append(tube(np.column_stack((np.full(44, x), 0.57 + 0.63 * np.sin(t), -0.655 * np.cos(t))), 0.018, flat=3.6))
    grips = [tube(smooth([(-0.52, 0.86, s * 0.58), (-0.46, 1.2, s * 0.5), (-0.3, 1.46, s * 0.2), (0, 1.52, s * 0.14), (0.3, 1.46, s * 0.2), (0.46, 1.2, s * 0.5), (0.52, 0.86, s * 0.58)]), 0.036, flat=1.6) for s in (-1, 1)]
    pulls = block(0.05, 0.04, 0.18, round=0.018).moved(0.9, 1.14, -0.06)
    patch = block(0.5, 0.3, 0.02, round=0.009).moved(0, 0.5, -0.66)
    return [Part(drum, cloth), Part(joined(*hoops, *grips), strap), Part(patch, end), Part(joined(line, pulls), metal)]


def _sag(points: Array) -> Array:
    x, y, z = points.T.copy()
    points[:, 1] = np.where(y < 0, y * 0.9, y * (1 - 0.05 * np.cos(2.4 * x))) + 0.012 * np.sin(9 * x + 4 * z)
    points[:, 2] = z + 0.016 * np.sin(8 * x + 5 * y)
    return points


def dry_bag(cloth: str, band: str, metal: str) -> list[Part]:
    """A tube of coated cloth, rolled shut into a ring."""
    body = turned([(0, 0), (0.46, 0), (0.54, 0.06), (0.56, 0.3), (0.55, 1.2), (0.46, 1.5), (0.3, 1.62)]).bent(_crumple)
    neck = block(0.98, 0.3, 0.14, round=0.06).moved(y=1.54)
    roll = tube(smooth([(-0.6, 1.84, 0), (-0.3, 1.88, 0), (0.3, 1.88, 0), (0.6, 1.84, 0)]), 0.115)
    ring = tube(smooth([(-0.6, 1.85, 0), (-0.56, 2.2, 0), (-0.3, 2.42, 0), (0.3, 2.42, 0), (0.56, 2.2, 0), (0.6, 1.85, 0)]), 0.022, flat=3.0)
    buckle = block(0.36, 0.16, 0.09, round=0.035).moved(0, 2.34)
    stripe = turned([(0.562, 0.5), (0.565, 0.51), (0.565, 0.68), (0.562, 0.69)])
    return [Part(joined(body, neck, roll), cloth), Part(joined(ring, stripe), band), Part(buckle, metal)]


def _crumple(points: Array) -> Array:
    angle = np.arctan2(points[:, 2], points[:, 0])
    wave = 1 + 0.022 * np.sin(5 * angle + 4 * points[:, 1]) * np.clip(points[:, 1], 0, 1.2) * (1 - 0.0)
    points[:, 0] *= wave
    points[:, 2] *= wave * (1 - 0.3 * np.clip((points[:, 1] - 1.2) / 0.4, 0, 1))
    return points


def tent(cloth: str, inside: str, pole: str, floor: str) -> list[Part]:
    """A ridge tent with its door tied open."""
    half, tall, long = 1.15, 1.35, 1.5
    parts = []
    for s in (-1, 1):
        v, u = np.meshgrid(np.linspace(0, 1, 16), np.linspace(0, 1, 30), indexing="ij")
        sag = -0.09 * np.sin(np.pi * u) * np.sin(np.pi * v)
        x = s * half * (1 - v) + s * sag
        y = tall * v - 0.05 * np.sin(np.pi * u) * v
        parts.append(Part(grid(np.stack((x, y, (u - 0.5) * 2 * long), -1)), cloth))
    back = grid(np.array([[(-half, 0, long), (half, 0, long)], [(0, tall, long), (0.001, tall, long)]]))
    flaps = []
    for s in (-1, 1):
        v, u = np.meshgrid(np.linspace(0, 1, 16), np.linspace(0, 1, 14), indexing="ij")
        edge = s * half * (1 - v)
        open_ = s * (0.34 + 0.24 * np.sin(np.pi * v)) * (1 - v) ** 0.6 + s * 0.0
        x = edge * u + np.where(np.abs(open_) < np.abs(edge), open_, edge) * (1 - u)
        z = -long - 0.1 * np.sin(np.pi * u) * (1 - v) - 0.04 * np.sin(8 * u + 3 * v)
        flaps.append(grid(np.stack((x, tall * v, z), -1)))
    ground = block(2 * half, 0.03, 2 * long, round=0.01)
    poles = [tube(np.array([(0, 0, z), (0, tall * 0.6, z), (0, tall + 0.14, z)]), 0.028) for z in (-long + 0.02, long - 0.02)]
    ropes = [tube(np.array([(0, tall + 0.08, -long), (s * 0.3, 0.6, -long - 0.5), (s * 0.62, 0.0, -long - 0.95)]), 0.01) for s in (-1, 1)]
    return [*parts, Part(joined(back, *flaps), cloth), Part(ground, floor), Part(joined(*poles), pole), Part(joined(*ropes), pole)]


def stuff_sack(cloth: str, strap: str, cord: str) -> list[Part]:
    """A sleeping bag in its sack: a drum with two straps along it."""
    drum = turned([(0, -1.05), (0.3, -1.05), (0.5, -1.0), (0.56, -0.8), (0.54, -0.3), (0.57, 0.1), (0.55, 0.7), (0.5, 0.98), (0.3, 1.04), (0.12, 1.07), (0.1, 1.14), (0, 1.15)])
    body = drum.turned(z=-90).bent(_sag).moved(y=0.56)
    straps = [turned([(0.575, y - 0.05), (0.59, y - 0.04), (0.59, y + 0.04), (0.575, y + 0.05)]).turned(z=-90).moved(y=0.56) for y in (-0.5, 0.5)]
    lace = tube(smooth([(1.1, 0.56, 0), (1.3, 0.6, -0.1), (1.42, 0.3, -0.2), (1.36, 0.03, -0.3), (1.2, 0.03, -0.5)]), 0.02)
    return [Part(body, cloth), Part(joined(*straps), strap), Part(lace, cord)]
