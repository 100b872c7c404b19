"""Wood and plush for children."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.studio.kitchen import flat
from tools.studio.mesh import Array, Mesh, ball, block, joined, slab, smooth, swept, tube, turned
from tools.studio.scene import Part


def building_blocks(colours: Sequence[str]) -> list[Part]:
    """A small house of blocks: cubes, a cylinder, an arch and a roof."""
    def prism(width: float, tall: float, depth: float) -> Mesh:
        outline = smooth([(-width / 2, 0), (-width / 2, 0), (width / 2, 0), (width / 2, 0), (0, tall), (0, tall)], 4)
        return swept(outline, depth, rows=4).turned(y=90)

    pillar = turned([(0, 0), (0.24, 0), (0.25, 0.02), (0.25, 0.68), (0.23, 0.7), (0, 0.7)])
    t = np.linspace(0, np.pi, 24)
    inner = np.column_stack((0.3 * np.cos(t), 0.3 * np.sin(t)))
    outer = np.column_stack((np.clip(inner[:, 0] * 3.2, -0.62, 0.62), np.clip(np.tan(np.clip(t, 0, np.pi / 2)) * 0.62, 0, 0.5)))
    outer[12:, 1] = outer[:12, 1][::-1]
    bridge = slab(outer, inner, 0.5).turned(y=90)
    placed = [block(0.5, 0.5, 0.5, round=0.04).moved(-0.62), block(0.5, 0.7, 0.5, round=0.04).moved(0.62), pillar.moved(1.3, 0, -0.35), bridge.moved(0, 0.5 + 0.0, 0).scaled(1).moved(y=0.0),
              prism(1.24, 0.5, 0.5).moved(y=1.0), block(0.5, 0.5, 0.5, round=0.04).turned(y=24).moved(-1.35, 0, -0.5), ball(0.26).moved(0.1, 0.26, -0.95)]  # fmt: skip
    placed[1] = block(0.5, 0.5, 0.5, round=0.04).moved(0.62)
    return [Part(mesh, colours[n % len(colours)]) for n, mesh in enumerate(placed)]


def stacking_rings(colours: Sequence[str], wood: str) -> list[Part]:
    """Rings on a rod, the largest below."""
    parts, y = [Part(turned([(0, 0), (0.78, 0), (0.8, 0.03), (0.8, 0.12), (0.76, 0.16), (0, 0.16)]), wood)], 0.16
    for n, colour in enumerate(colours):
        r = 0.72 - n * 0.085
        ring = turned([(0.1, 0.02), (r - 0.1, 0), (r, 0.07), (r, 0.19), (r - 0.1, 0.26), (0.1, 0.25)])
        parts.append(Part(ring.moved(y=y), colour))
        y += 0.26
    return [*parts, Part(joined(turned([(0.09, y - 0.1), (0.09, y + 0.1)]), ball(0.2).moved(y=y + 0.2)), wood)]


def rainbow(colours: Sequence[str]) -> list[Part]:
    """Arches within arches."""
    parts, t = [], np.linspace(0, np.pi, 48)
    for n, colour in enumerate(colours):
        outer, inner = 1.5 - n * 0.24, 1.5 - n * 0.24 - 0.225
        edges = [np.column_stack((r * np.cos(t), r * np.sin(t))) for r in (outer, inner)]
        parts.append(Part(slab(*edges, 0.62).turned(y=90), colour))
    return parts


def train(colours: Sequence[str], wood: str, wheel: str) -> list[Part]:
    """An engine and two wagons."""
    parts = []
    for n, x in enumerate((-1.25, 0.0, 1.2)):
        parts.append(Part(block(1.0, 0.16, 0.6, round=0.04).moved(x, 0.2), wood))
        hubs = [turned([(0, 0), (0.18, 0), (0.2, 0.03), (0.2, 0.07), (0.06, 0.09), (0, 0.09)]).turned(x=-90).moved(x + dx, 0.2, -0.3) for dx in (-0.3, 0.3)]
        parts.append(Part(joined(*hubs, *[hub.moved(z=0.66) for hub in hubs]), wheel))
        if n:
            parts.append(Part(tube(np.array([(x - 0.72, 0.28, 0), (x - 0.48, 0.28, 0)]), 0.04), wheel))
    boiler = turned([(0, 0), (0.24, 0), (0.26, 0.03), (0.26, 0.6), (0.24, 0.64), (0, 0.64)]).turned(z=90).moved(-1.08, 0.62)
    chimney = turned([(0, 0), (0.08, 0), (0.08, 0.2), (0.13, 0.3), (0.12, 0.33), (0, 0.33)]).moved(-1.5, 0.82)
    parts += [Part(boiler, colours[0]), Part(chimney, colours[1]), Part(block(0.42, 0.72, 0.58, round=0.05).moved(-0.98, 0.36), colours[1]),
              Part(block(0.56, 0.1, 0.7, round=0.04).moved(-0.98, 1.06), wood)]  # fmt: skip
    parts.append(Part(block(0.9, 0.42, 0.56, round=0.05).moved(0.0, 0.36), colours[2]))
    logs = [tube(np.array([(0.85, y, z), (1.2, y, z), (1.55, y, z)]), 0.12) for y, z in ((0.48, -0.15), (0.48, 0.13), (0.68, -0.01))]
    return [*parts, Part(joined(*logs), colours[3])]


def sorter(wood: str, hole: str, colours: Sequence[str]) -> list[Part]:
    """A cube with holes and the pieces that fit."""
    box = block(1.4, 1.4, 1.4, round=0.07)
    star = np.array([(0.24 * (1 if n % 2 else 0.5) * np.cos(n * np.pi / 5), 0.24 * (1 if n % 2 else 0.5) * np.sin(n * np.pi / 5)) for n in range(10)])
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    disc = np.column_stack((0.22 * np.cos(t), 0.22 * np.sin(t)))
    square = np.array([(-0.2, -0.2), (0.2, -0.2), (0.2, 0.2), (-0.2, 0.2)])
    holes = [flat(shape, 0.012, edge=0.004).moved(x, 1.395, z) for shape, x, z in ((star, -0.32, 0.3), (disc, 0.32, 0.28), (square, -0.3, -0.32), (disc * (1, 0.6), 0.34, -0.32))]
    pieces = [flat(star * 0.95, 0.34).moved(-1.0, 0, -0.75), flat(disc * 0.95, 0.4).moved(-0.35, 0, -1.05), flat(square * 0.9, 0.36).turned(y=20).moved(0.35, 0, -1.1)]
    return [Part(box, wood), Part(joined(*holes), hole), *[Part(piece, colour) for piece, colour in zip(pieces, colours, strict=False)]]


def _eyes(x: float, y: float, z: float, size: float = 0.05) -> Mesh:
    return joined(*[ball(size).moved(s * x, y, z) for s in (-1, 1)])


def _sitting(tall: float = 1.0) -> list[Mesh]:
    """A body that sits, arms at its sides, legs to the front."""
    torso = ball(0.56, 0.62 * tall, 0.48).moved(y=0.58 * tall)
    arms = [tube(smooth([(s * 0.42, 0.86 * tall, -0.05), (s * 0.66, 0.6 * tall, -0.2), (s * 0.6, 0.36 * tall, -0.42)]), 0.155) for s in (-1, 1)]
    legs = [tube(smooth([(s * 0.28, 0.24, -0.1), (s * 0.4, 0.2, -0.5), (s * 0.44, 0.2, -0.72)]), 0.2) for s in (-1, 1)]
    return [torso, *arms, *legs]


def _soles(material: str) -> Part:
    return Part(joined(*[ball(0.15, 0.15, 0.05).moved(s * 0.44, 0.21, -0.9) for s in (-1, 1)]), material)


def bear(fur: str, light: str, dark: str) -> list[Part]:
    head = ball(0.54, 0.48, 0.46).moved(y=1.5)
    ears = [ball(0.18, 0.18, 0.1).moved(s * 0.42, 1.88, 0.02) for s in (-1, 1)]
    inner = [ball(0.11, 0.11, 0.06).moved(s * 0.42, 1.87, -0.07) for s in (-1, 1)]
    muzzle = ball(0.24, 0.19, 0.2).moved(0, 1.38, -0.4)
    nose = ball(0.08, 0.06, 0.05).moved(0, 1.46, -0.59)
    return [Part(joined(head, *ears, *_sitting()), fur), Part(joined(muzzle, *inner), light), Part(joined(nose, _eyes(0.2, 1.58, -0.42)), dark), _soles(light)]


def fox(fur: str, light: str, dark: str) -> list[Part]:
    head = ball(0.54, 0.46, 0.44).moved(y=1.48)
    ears = [_ear(0.24, 0.5).turned(z=-s * 20).moved(s * 0.36, 1.74, 0.02) for s in (-1, 1)]
    tips = [_ear(0.12, 0.26).turned(z=-s * 20).moved(s * 0.38, 1.8, -0.09) for s in (-1, 1)]
    snout = ball(0.19, 0.15, 0.36).moved(0, 1.36, -0.44)
    cheeks = [ball(0.27, 0.2, 0.2).moved(s * 0.28, 1.33, -0.26) for s in (-1, 1)]
    tail = tube(smooth([(0.42, 0.22, 0.2), (0.85, 0.26, 0.2), (1.08, 0.55, 0.12), (1.05, 0.85, 0.1)]), np.interp(np.linspace(0, 1, 25), [0, 0.6, 1], [0.13, 0.24, 0.17]))
    tip = ball(0.19, 0.26, 0.19).moved(1.04, 1.0, 0.1)
    nose = ball(0.075, 0.06, 0.06).moved(0, 1.4, -0.79)
    bib = ball(0.34, 0.42, 0.2).moved(0, 0.66, -0.34)
    return [Part(joined(head, *ears, tail, *_sitting()), fur), Part(joined(snout, *cheeks, tip, bib), light), Part(joined(nose, *tips, _eyes(0.21, 1.56, -0.41)), dark), _soles(dark)]


def _ear(wide: float, tall: float) -> Mesh:
    return turned([(0, 0), (wide * 0.8, 0), (wide, 0.06), (wide * 0.8, tall * 0.4), (wide * 0.3, tall * 0.9), (0, tall)]).scaled(1, 1, 0.45)


def rabbit(fur: str, light: str, dark: str) -> list[Part]:
    head = ball(0.48, 0.45, 0.42).moved(y=1.46)
    ears = [ball(0.15, 0.52, 0.09).turned(z=-s * 13).moved(s * 0.27, 2.2, 0.05) for s in (-1, 1)]
    inner = [ball(0.08, 0.38, 0.05).turned(z=-s * 13).moved(s * 0.27, 2.18, -0.04) for s in (-1, 1)]
    muzzle = joined(*[ball(0.14, 0.12, 0.12).moved(s * 0.1, 1.36, -0.36) for s in (-1, 1)])
    nose = ball(0.06, 0.045, 0.04).moved(0, 1.45, -0.45)
    return [Part(joined(head, *ears, *_sitting()), fur), Part(joined(muzzle, *inner), light), Part(joined(nose, _eyes(0.19, 1.54, -0.37)), dark), _soles(light)]


def owl(fur: str, light: str, dark: str, beak: str) -> list[Part]:
    body = ball(0.78, 0.98, 0.66).moved(y=0.96)
    tufts = [_ear(0.18, 0.42).turned(z=-s * 30).moved(s * 0.46, 1.66, 0) for s in (-1, 1)]
    wings = [ball(0.2, 0.6, 0.42).turned(z=s * 12).moved(s * 0.74, 0.92, 0.02) for s in (-1, 1)]
    discs = [ball(0.3, 0.3, 0.09).turned(y=s * 16).moved(s * 0.28, 1.32, -0.52) for s in (-1, 1)]
    bib = ball(0.5, 0.52, 0.2).moved(0, 0.66, -0.5)
    feet = [ball(0.17, 0.1, 0.2).moved(s * 0.28, 0.1, -0.52) for s in (-1, 1)]
    bill = turned([(0, 0), (0.1, 0), (0.07, 0.14), (0, 0.24)]).turned(x=205).moved(0, 1.3, -0.62)
    eyes = joined(*[ball(0.11).moved(s * 0.27, 1.33, -0.6) for s in (-1, 1)])
    return [Part(joined(body, *tufts), fur), Part(joined(*wings), dark), Part(joined(*discs, bib), light), Part(joined(*feet, bill), beak), Part(eyes, "texture { pigment { srgb <.1,.08,.08> } finish { diffuse .7 specular .7 roughness .01 } }")]


def whale(skin: str, belly: str, dark: str) -> list[Part]:
    def shape(points: Array) -> Array:
        x = points[:, 0]
        points[:, 1] = points[:, 1] * np.interp(x, [-1.3, -0.3, 0.5, 1.3], [1, 1, 0.7, 0.25]) + 0.3 * np.clip(x, 0, None) ** 2
        points[:, 2] *= np.interp(x, [-1.3, -0.3, 0.5, 1.3], [1, 1, 0.7, 0.22])
        return points

    def settled(points: Array) -> Array:
        """A soft thing lies flat where it touches the ground."""
        points[:, 1] = np.maximum(points[:, 1], 0.12 + 0.02 * points[:, 0] ** 2) - 0.12
        return points

    body = ball(1.3, 0.66, 0.72).bent(shape).moved(y=0.66).bent(settled)
    under = ball(1.16, 0.52, 0.69).bent(shape).moved(-0.1, 0.52, 0).bent(settled)
    flukes = [ball(0.36, 0.07, 0.22).turned(y=s * 42).moved(1.42, 1.17, s * 0.24) for s in (-1, 1)]
    fins = [ball(0.3, 0.06, 0.17).turned(z=-24, y=-s * 50).moved(-0.35, 0.42, s * 0.74) for s in (-1, 1)]
    eyes = joined(*[ball(0.055).moved(-0.86, 0.72, s * 0.54) for s in (-1, 1)])
    return [Part(joined(body, *flukes, *fins), skin), Part(under, belly), Part(eyes, dark)]
