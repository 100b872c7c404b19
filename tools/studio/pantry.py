"""Coffee, tea and what they are brewed with."""

from __future__ import annotations

import numpy as np

from tools.studio import materials as m
from tools.studio.kitchen import flat, oval
from tools.studio.mesh import Array, block, grid, joined, revolve, smooth, tube, turned, vessel
from tools.studio.scene import Part
from tools.studio.vessels import handle


def coffee_bag(label: str, side: str, tie: str) -> list[Part]:
    """A folded bag, its front printed, closed with a tin tie."""
    v, u = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 1, 40), indexing="ij")
    wide, tall = 1.4, 2.1

    def depth(y: Array) -> Array:
        return np.interp(y, [0, 0.08, 0.5, 0.8, 0.9, 1.0], [0.40, 0.43, 0.42, 0.2, 0.06, 0.045])

    x = (u - 0.5) * wide
    bulge = 0.07 * np.sin(np.pi * u) * np.sin(np.pi * np.clip(v * 1.15, 0, 1)) + 0.012 * np.sin(9 * v + 5 * u) * np.sin(7 * u + 2) * (v < 0.9)
    front = np.stack((x * (1 + 0.0 * v), v * tall, -depth(v) - bulge), -1)
    back = np.stack((x[:, ::-1], v * tall, depth(v) + bulge), -1)
    sides = []
    for s in (-1, 1):
        t = np.linspace(-1, 1, 16)[None, :]
        rows = np.linspace(0, 1, 60)[:, None]
        tuck = 0.16 * (1 - np.abs(t)) * np.clip(rows * 1.3, 0, 1)
        net = np.stack((s * (wide / 2 - tuck * np.ones_like(t)), rows * tall * np.ones_like(t), t * depth(rows)), -1)
        sides.append(grid(net))
    lip = block(wide + 0.02, 0.2, 0.11, round=0.04).moved(y=tall - 0.14)
    band = tube(smooth([(-wide / 2 - 0.05, tall - 0.05, -0.02), (-wide / 2 - 0.03, tall - 0.05, -0.075), (0, tall - 0.05, -0.08), (wide / 2 + 0.03, tall - 0.05, -0.075), (wide / 2 + 0.05, tall - 0.05, -0.02)]), 0.022, flat=2.2)
    return [Part(grid(front), label), Part(joined(grid(back), *sides, lip), side), Part(band.turned(), tie)]


def tea_tin(wrapper: str, lid: str, *, wide: float = 0.5, tall: float = 1.3) -> list[Part]:
    """A round tin whose label runs around it."""
    height = np.linspace(0.02, tall, 12)
    skin = revolve(np.column_stack((np.full(12, wide), height)))
    cap = turned([(wide + 0.012, tall - 0.12), (wide + 0.012, tall - 0.12), (wide + 0.014, tall + 0.06), (wide - 0.02, tall + 0.1), (wide - 0.1, tall + 0.1), (wide - 0.12, tall + 0.08), (0, tall + 0.08)])
    base = turned([(wide - 0.02, 0), (wide + 0.012, 0.01), (wide + 0.012, 0.05), (wide, 0.06)])
    return [Part(skin, wrapper), Part(joined(cap, base), lid)]


def dripper(body: str, server: str, coffee: str, wood: str = "") -> list[Part]:
    """A cone on a glass server with coffee in it."""
    cone = vessel([(0.2, 1.06), (0.22, 1.07), (0.3, 1.2), (0.66, 1.78), (0.68, 1.82)], wall=0.05, floor=0.02)
    plate = turned([(0.15, 1.0), (0.56, 1.0), (0.58, 1.03), (0.56, 1.06), (0.15, 1.08)])
    grip = handle(0.56, 1.2, 1.62, 0.3, thick=0.05)
    jar = vessel([(0.5, 0.0), (0.56, 0.02), (0.7, 0.14), (0.72, 0.36), (0.5, 0.82), (0.42, 0.94), (0.44, 1.0)], wall=0.03, floor=0.03)
    drink = turned([(0, 0.05), (0.52, 0.05), (0.66, 0.16), (0.685, 0.36), (0.66, 0.42), (0, 0.42)])
    return [Part(joined(cone, plate, grip), body), Part(jar, server), Part(drink, coffee)]


def kettle(body: str, grip: str, knob: str) -> list[Part]:
    """A kettle with a long curved neck for pouring."""
    pot = turned([(0, 0), (0.76, 0), (0.82, 0.03), (0.83, 0.1), (0.72, 0.7), (0.56, 1.02), (0.5, 1.08), (0.48, 1.1)])
    lid = turned([(0.5, 1.09), (0.48, 1.13), (0.2, 1.18), (0, 1.19)])
    top = turned([(0.05, 1.17), (0.05, 1.24), (0.12, 1.28), (0.11, 1.36), (0, 1.38)])
    line = smooth([(-0.7, 0.2, 0), (-0.98, 0.22, 0), (-1.1, 0.5, 0), (-1.04, 0.86, 0), (-1.16, 1.14, 0), (-1.42, 1.22, 0)])
    neck = tube(line, np.interp(np.linspace(0, 1, len(line)), [0, 1], [0.11, 0.05]))
    ear = tube(smooth([(0.52, 1.0, 0), (0.86, 1.16, 0), (1.2, 1.06, 0), (1.26, 0.66, 0), (1.2, 0.34, 0)]), 0.075, flat=1.5)
    return [Part(joined(pot, lid, neck), body), Part(ear, grip), Part(top, knob)]


def french_press(glass: str, metal: str, coffee: str, knob: str) -> list[Part]:
    """A glass cylinder in a frame, its plunger up."""
    jar = vessel([(0.46, 0.1), (0.5, 0.12), (0.52, 0.2), (0.52, 1.5)], wall=0.03, floor=0.03)
    drink = turned([(0, 0.16), (0.48, 0.16), (0.485, 0.22), (0.485, 0.86), (0, 0.86)])
    rods = [tube(np.array([(0.55 * np.cos(a), 0.04, 0.55 * np.sin(a)), (0.55 * np.cos(a), 1.4, 0.55 * np.sin(a))]), 0.03, flat=1.2) for a in (0.78, 2.36, 3.93, 5.5)]
    bands = [turned([(0.54, y), (0.56, y + 0.01), (0.56, y + 0.09), (0.54, y + 0.1)]) for y in (0.06, 1.3)]
    lid = turned([(0.55, 1.49), (0.56, 1.52), (0.54, 1.58), (0.4, 1.68), (0.1, 1.74), (0, 1.74)])
    rod = tube(np.array([(0, 1.7, 0), (0, 1.95, 0), (0, 2.1, 0)]), 0.025)
    grip = handle(0.55, 0.3, 1.34, 0.4, thick=0.065)
    base = turned([(0, 0.05), (0.5, 0.05), (0.56, 0.06), (0.56, 0.1), (0, 0.1)])
    return [Part(jar, glass), Part(drink, coffee), Part(joined(*rods, *bands, lid, rod, base), metal), Part(joined(grip, turned([(0, 2.06), (0.12, 2.1), (0.13, 2.2), (0.06, 2.26), (0, 2.27)])), knob)]


def grinder(body: str, metal: str, wood: str) -> list[Part]:
    """A hand grinder: a slim barrel and a crank."""
    barrel = turned([(0, 0), (0.28, 0), (0.3, 0.03), (0.3, 1.3), (0.3, 1.3), (0, 1.3)])
    band = turned([(0.305, 0.5), (0.31, 0.52), (0.31, 0.72), (0.305, 0.74)])
    lid = turned([(0.31, 1.3), (0.31, 1.3), (0.31, 1.4), (0.24, 1.46), (0.06, 1.48), (0.06, 1.56), (0, 1.56)])
    arm = tube(smooth([(0, 1.55, 0), (0.3, 1.56, 0), (0.62, 1.6, 0), (0.84, 1.6, 0)]), 0.03, flat=2.0)
    knob = turned([(0, 0), (0.07, 0), (0.1, 0.1), (0.13, 0.26), (0.08, 0.36), (0, 0.37)]).moved(0.82, 1.61)
    return [Part(barrel, body), Part(joined(lid, arm), metal), Part(joined(knob, band), wood)]


def scale(body: str, top: str, screen: str) -> list[Part]:
    """A flat scale with a display."""
    base = flat(oval(1.7, 2.0, 0.22), 0.22, edge=0.06)
    plate = flat(oval(1.56, 1.42, 0.22), 0.05, edge=0.02).moved(y=0.22, z=0.22)
    face = block(0.8, 0.012, 0.26, round=0.005).moved(y=0.219, z=-0.76)
    return [Part(base, body), Part(plate, top), Part(face, screen)]


def scale_digits(file: str) -> str:
    """The display's material: a drawn picture that lies on it."""
    place = "rotate x*90 translate <-.5,0,-.5> scale <.8,1,.26> translate <0,0,-.76>"
    return m.texture(f'image_map {{ png "{file}" interpolate 2 once }} {place}', m.GLOSS)
