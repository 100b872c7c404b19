"""Things with a plug."""

from __future__ import annotations

import numpy as np

from tools.studio.kitchen import flat, oval
from tools.studio.mesh import Mesh, ball, block, joined, smooth, tube, turned
from tools.studio.scene import Part


def _facing(mesh: Mesh) -> Mesh:
    """Something that was turned around y now looks at the camera."""
    return mesh.turned(x=-90)


def _cone(radius: float) -> tuple[Mesh, Mesh]:
    """The membrane of a loudspeaker and the ring around it."""
    cone = turned([(0, 0.05), (radius * 0.25, 0.06), (radius * 0.33, 0.0), (radius * 0.36, -0.03), (radius * 0.8, 0.05), (radius * 0.86, 0.075), (radius * 0.92, 0.06)])
    ring = turned([(radius * 0.9, 0), (radius * 0.9, 0.06), (radius * 0.95, 0.085), (radius, 0.06), (radius, 0)])
    return _facing(cone), _facing(ring)


def speaker(body: str, cone: str, ring: str) -> list[Part]:
    """A bookshelf loudspeaker with two drivers."""
    big, big_ring = (mesh.moved(y=0.66, z=-0.62) for mesh in _cone(0.4))
    small, small_ring = (mesh.moved(y=1.42, z=-0.62) for mesh in _cone(0.2))
    return [Part(block(1.1, 1.85, 1.25, round=0.07), body), Part(joined(big, small), cone), Part(joined(big_ring, small_ring), ring)]


def portable_speaker(cloth: str, cap: str) -> list[Part]:
    """A cylinder covered in cloth."""
    body = turned([(0.5, 0.07), (0.52, 0.1), (0.52, 1.3), (0.5, 1.33)])
    base = turned([(0, 0), (0.46, 0), (0.5, 0.03), (0.5, 0.08), (0.5, 0.1)])
    top = turned([(0.5, 1.32), (0.5, 1.35), (0.46, 1.39), (0.38, 1.385), (0.36, 1.36), (0, 1.36)])
    buttons = [turned([(0, 0), (0.06, 0), (0.06, 0.012), (0, 0.015)]).moved(x=x, y=1.36) for x in (-0.16, 0.0, 0.16)]
    return [Part(body, cloth), Part(joined(base, top, *buttons), cap)]


def headphones(shell: str, pad: str, metal: str) -> list[Part]:
    """Over-ear headphones, standing."""
    t = np.linspace(-0.08, np.pi + 0.08, 60)
    band = tube(np.column_stack((0.78 * np.cos(t), 0.95 + 0.92 * np.sin(t), np.zeros(60))), 0.045, flat=3.0)
    lining = tube(np.column_stack((0.72 * np.cos(t[12:-12]), 0.93 + 0.88 * np.sin(t[12:-12]), np.zeros(36))), 0.06, flat=2.4)
    parts = [Part(band, metal), Part(lining, pad)]
    for s in (-1, 1):
        cup = turned([(0, 0.26), (0.28, 0.26), (0.38, 0.2), (0.42, 0.08), (0.42, 0.0), (0, 0)]).turned(z=-90 * s)
        cushion = turned([(0.2, -0.02), (0.24, -0.17), (0.34, -0.2), (0.42, -0.13), (0.42, 0.0)]).turned(z=-90 * s)
        parts += [Part(cup.scaled(1, 1.22, 1).moved(x=s * 0.74, y=0.52), shell), Part(cushion.scaled(1, 1.22, 1).moved(x=s * 0.74, y=0.52), pad)]
    return parts


def radio(body: str, cloth: str, dial: str, metal: str) -> list[Part]:
    """A table radio with a handle, a grille of cloth and a dial."""
    box = block(2.3, 1.3, 0.75, round=0.14)
    grille = block(1.2, 0.96, 0.06, round=0.03).moved(x=-0.38, y=0.17, z=-0.37)
    knob = _facing(turned([(0, 0.14), (0.22, 0.14), (0.25, 0.12), (0.26, 0.0), (0, 0)])).moved(x=0.7, y=0.86, z=-0.37)
    pips = [_facing(turned([(0, 0.1), (0.08, 0.1), (0.1, 0.08), (0.1, 0), (0, 0)])).moved(x=x, y=0.32, z=-0.37) for x in (0.5, 0.9)]
    mark = block(0.03, 0.16, 0.02, round=0.008).moved(x=0.7, y=0.9, z=-0.515)
    grip = tube(smooth([(-0.9, 1.2, 0), (-0.9, 1.55, 0), (-0.75, 1.64, 0), (0.75, 1.64, 0), (0.9, 1.55, 0), (0.9, 1.2, 0)]), 0.045, flat=1.6)
    return [Part(box, body), Part(grille, cloth), Part(joined(knob, *pips), dial), Part(joined(grip, mark), metal)]


def turntable(plinth: str, platter: str, record: str, label: str, metal: str) -> list[Part]:
    """A record player with its arm on the record."""
    base = block(2.4, 0.3, 1.9, round=0.06).moved(y=0.08)
    feet = [turned([(0, 0), (0.12, 0), (0.14, 0.1), (0, 0.1)]).moved(x=x * 0.95, z=z * 0.7) for x in (-1, 1) for z in (-1, 1)]
    dish = turned([(0, 0.38), (0.8, 0.38), (0.8, 0.38), (0.8, 0.44), (0.78, 0.46), (0, 0.46)]).moved(x=-0.25)
    groove = np.linspace(0.28, 0.755, 60)
    disc = turned([(0, 0.475), *[(r, 0.475 + 0.0015 * (i % 2)) for i, r in enumerate(groove)], (0.76, 0.46)], steps=1).moved(x=-0.25)
    paper = turned([(0, 0.48), (0.26, 0.48), (0.26, 0.475)]).moved(x=-0.25)
    pivot = turned([(0, 0.3), (0.16, 0.38), (0.16, 0.46), (0.07, 0.48), (0.07, 0.62), (0, 0.63)]).moved(x=0.88, z=0.55)
    arm = tube(smooth([(0.88, 0.58, 0.78), (0.88, 0.58, 0.2), (0.82, 0.57, -0.25), (0.38, 0.53, -0.44)]), 0.026)
    head = block(0.1, 0.06, 0.22, round=0.02).turned(y=66).moved(x=0.34, y=0.49, z=-0.45)
    return [Part(base, plinth), Part(joined(*feet), record), Part(dish, platter), Part(disc, record), Part(paper, label), Part(joined(pivot, arm, head), metal)]


def charger(body: str, port: str, metal: str, ports: int = 2) -> list[Part]:
    """A wall charger: rounded cube, sockets in front, prongs to the side."""
    cube = block(0.8, 0.86, 0.8, round=0.12)
    holes = [block(0.1, 0.3, 0.02, round=0.009).turned(z=90).moved(x=0.15, y=0.25 + i * 0.24, z=-0.4) for i in range(ports)]
    prongs = [tube(np.array([(0.38, y, 0), (0.86, y, 0)]), 0.05) for y in (0.27, 0.6)]
    return [Part(cube, body), Part(joined(*holes), port), Part(joined(*prongs), metal)]


def power_bank(body: str, light: str, port: str) -> list[Part]:
    """A slab, standing on its side, with four dots of charge."""
    slab = block(0.92, 1.75, 0.3, round=0.14)
    dots = [ball(0.022).moved(x=-0.15 + i * 0.1, y=1.42, z=-0.145) for i in range(4)]
    hole = block(0.24, 0.02, 0.09, round=0.009).moved(y=1.742)
    return [Part(slab.turned(x=-8, y=0).moved(y=0.02), body), Part(joined(*dots).turned(x=-8).moved(y=0.02), light), Part(hole.turned(x=-8).moved(y=0.02), port)]


def cable(cord: str, plug: str, tie: str) -> list[Part]:
    """A cable, coiled, with both plugs lying out."""
    t = np.linspace(0, 8 * np.pi, 260)
    r = 0.72 + 0.05 * np.sin(t * 0.37)
    coil = np.column_stack((r * np.cos(t), 0.07 + 0.055 * (t / (2 * np.pi)) + 0.02 * np.sin(t * 1.3), r * np.sin(t)))
    tail = np.array([(0.85, 0.26, 0.3), (1.0, 0.14, 0.1), (1.06, 0.06, -0.3), (1.0, 0.06, -0.62)])
    start = np.array([(-0.3, 0.06, -1.0), (0.2, 0.06, -0.98), (0.6, 0.06, -0.6)])
    line = tube(smooth([*map(tuple, start), *map(tuple, coil[4::4]), *map(tuple, tail)], 4), 0.055)
    one = block(0.16, 0.13, 0.3, round=0.06).turned(y=4).moved(x=1.0, z=-0.8)
    other = block(0.3, 0.13, 0.16, round=0.06).turned(y=2).moved(x=-0.48, z=-1.0)
    tips = joined(block(0.1, 0.05, 0.2, round=0.02).moved(x=0.99, y=0.04, z=-0.98), block(0.2, 0.05, 0.1, round=0.02).moved(x=-0.68, y=0.04, z=-1.0))
    band = turned([(0.19, -0.09), (0.2, -0.08), (0.2, 0.08), (0.19, 0.09)]).turned(x=90).scaled(1.0, 1.05, 1).moved(x=-0.72, y=0.2)
    return [Part(line, cord), Part(joined(one, other), plug), Part(tips, "texture { pigment { srgb <.75,.76,.77> } finish { diffuse .5 specular .5 reflection .3 metallic } }"), Part(band, tie)]


def dock(body: str, pad: str, phone: str, screen: str) -> list[Part]:
    """A stand that charges: a slab, an upright pad, a phone on it."""
    base = flat(oval(1.7, 1.1, 0.5), 0.13, edge=0.05)
    stem = block(0.6, 1.2, 0.1, round=0.05).turned(x=14).moved(y=0.05, z=0.18)
    telephone = block(0.78, 1.55, 0.075, round=0.036).bent(lambda p: p)
    face = block(0.71, 1.47, 0.01, round=0.004).moved(y=0.04, z=-0.036)
    ledge = block(0.62, 0.08, 0.2, round=0.03).moved(y=0.12, z=-0.05)
    return [Part(joined(base, stem, ledge), body), Part(telephone.turned(x=14).moved(y=0.21, z=0.02), phone), Part(face.turned(x=14).moved(y=0.21, z=0.02), screen),
            Part(turned([(0, 0.13), (0.22, 0.13), (0.24, 0.145), (0, 0.15)]).moved(x=0.58, z=-0.12), pad)]  # fmt: skip


def thermostat(body: str, ring: str, face: str) -> list[Part]:
    """A dial for the wall, on a small stand of its own back plate."""
    plate = turned([(0, 0), (0.86, 0), (0.9, 0.03), (0.9, 0.12), (0, 0.12)])
    bezel = turned([(0.7, 0.1), (0.8, 0.12), (0.84, 0.16), (0.84, 0.34), (0.8, 0.4), (0.74, 0.41), (0.7, 0.38)])
    glass = turned([(0, 0.385), (0.71, 0.38), (0.71, 0.3)])
    return [Part(_upright(mesh), material) for mesh, material in ((plate, body), (bezel, ring), (glass, face))]


def _upright(mesh: Mesh) -> Mesh:
    return _facing(mesh).turned(x=8).moved(y=0.9)


def smart_plug(body: str, hole: str, light: str) -> list[Part]:
    """A round adapter: a socket in front, a small light."""
    drum = turned([(0, 0), (0.62, 0), (0.66, 0.04), (0.66, 0.55), (0.6, 0.62), (0.5, 0.62), (0.47, 0.58), (0.46, 0.4), (0, 0.4)])
    pins = [turned([(0, 0), (0.07, 0), (0.07, 0.01), (0, 0.01)]).moved(x=x, y=0.4) for x in (-0.2, 0.2)]
    lamp = ball(0.035).moved(z=-0.555, y=0.62)
    return [Part(_facing(drum).moved(y=0.66), body), Part(_facing(joined(*pins)).moved(y=0.66), hole), Part(_facing(lamp).moved(y=0.66), light)]


def switch(plate: str, rocker: str) -> list[Part]:
    """A wall switch: frame and rocker."""
    return [Part(block(1.6, 1.6, 0.16, round=0.06), plate), Part(block(1.02, 1.02, 0.14, round=0.05).turned(x=4).moved(y=0.3, z=-0.09), rocker)]


def air_monitor(body: str, cloth: str, face: str) -> list[Part]:
    """A rounded cube with a cloth front and a bar of light."""
    return [Part(block(1.3, 1.3, 0.6, round=0.22), body), Part(block(1.08, 1.08, 0.1, round=0.048, cells=6).moved(y=0.11, z=-0.27), cloth),
            Part(block(0.5, 0.06, 0.04, round=0.018).moved(y=0.34, z=-0.315), face)]  # fmt: skip
