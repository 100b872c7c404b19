"""Pans, boards and what hangs beside them."""

from __future__ import annotations

import numpy as np

from tools.studio.mesh import Array, Mesh, block, grid, joined, smooth, tube, turned, vessel
from tools.studio.scene import Part


def _long_handle(start: float, height: float, length: float, *, rise: float = 0.15, thick: float = 0.06) -> Mesh:
    path = [(start - 0.03, height, 0), (start + length * 0.3, height + rise * 0.5, 0), (start + length * 0.7, height + rise, 0),
            (start + length, height + rise * 1.05, 0)]  # fmt: skip
    line = smooth(path)
    return tube(line, np.interp(np.linspace(0, 1, len(line)), [0, 0.35, 0.8, 1], [0.5, 0.75, 1, 0.9]) * thick, flat=1.7)


def saucepan(body: str, handle: str, inside: str = "") -> list[Part]:
    """A saucepan with its lid leaning open: here closed, with a knob."""
    pan = vessel([(0.8, 0), (0.84, 0), (0.9, 0.06), (0.92, 0.2), (0.92, 0.86), (0.95, 0.9)], wall=0.035, floor=0.05)
    lid = turned([(0.95, 0.91), (0.94, 0.94), (0.7, 1.02), (0.3, 1.09), (0, 1.1)])
    knob = turned([(0.05, 1.08), (0.05, 1.16), (0.05, 1.16), (0.13, 1.19), (0.15, 1.24), (0.1, 1.29), (0, 1.3)])
    return [Part(pan, body), Part(lid, inside or body), Part(joined(_long_handle(0.92, 0.72, 1.35), knob), handle)]


def casserole(body: str, knob: str) -> list[Part]:
    """A heavy pot with two ears and a domed lid."""
    pot = turned([(0, 0), (0.95, 0), (1.05, 0.06), (1.1, 0.25), (1.12, 0.85), (1.15, 0.88), (1.15, 0.92), (0, 0.92)])
    lid = turned([(1.16, 0.93), (1.17, 0.97), (1.08, 1.03), (0.7, 1.17), (0.3, 1.23), (0, 1.24)])
    ears = [tube(smooth([(s * 1.08, 0.74, -0.28), (s * 1.32, 0.76, -0.22), (s * 1.38, 0.76, 0), (s * 1.32, 0.76, 0.22), (s * 1.08, 0.74, 0.28)]), 0.075) for s in (-1, 1)]
    top = turned([(0.07, 1.2), (0.07, 1.3), (0.2, 1.34), (0.22, 1.4), (0.14, 1.46), (0, 1.47)])
    return [Part(joined(pot, *ears), body), Part(lid, body), Part(top, knob)]


def wok(body: str, handle: str) -> list[Part]:
    """A wok: thin steel and a wooden handle."""
    pan = vessel([(0.3, 0), (0.32, 0), (0.6, 0.08), (1.0, 0.34), (1.3, 0.72), (1.34, 0.78)], wall=0.03, floor=0.03)
    stem = tube(smooth([(1.2, 0.62, 0), (1.45, 0.8, 0), (1.7, 0.96, 0)]), 0.05)
    grip = tube(smooth([(1.68, 0.95, 0), (2.0, 1.12, 0), (2.5, 1.36, 0)]), 0.085)
    ear = tube(smooth([(-1.24, 0.66, -0.22), (-1.46, 0.82, -0.16), (-1.46, 0.82, 0.16), (-1.24, 0.66, 0.22)]), 0.045)
    return [Part(joined(pan, stem, ear), body), Part(grip, handle)]


def frying_pan(body: str, handle: str, inside: str) -> list[Part]:
    """A low pan, seen into."""
    pan = vessel([(0.95, 0), (1.0, 0), (1.05, 0.03), (1.2, 0.2), (1.3, 0.34)], wall=0.04, floor=0.04)
    ground = turned([(0, 0.046), (0.96, 0.046)])
    return [Part(pan, body), Part(ground, inside), Part(_long_handle(1.27, 0.3, 1.7, rise=0.25, thick=0.075), handle)]


def mortar(stone: str, pestle: str = "") -> list[Part]:
    """A mortar with its pestle standing in it."""
    bowl = vessel([(0.4, 0), (0.46, 0), (0.48, 0.06), (0.6, 0.2), (0.7, 0.5), (0.72, 0.8)], wall=0.14, floor=0.16)
    stick = tube(smooth([(0, 0, 0), (0, 0.2, 0), (0, 0.7, 0), (0, 1.15, 0)]), np.array([0.19] + [0.17] * 8 + [0.12] * 8 + [0.13] * 8)[:25])
    return [Part(bowl, stone), Part(stick.turned(z=-33).moved(x=-0.12, y=0.38), pestle or stone)]


def pepper_mill(wood: str, metal: str) -> list[Part]:
    """A turned mill with a knob of metal."""
    body = turned([(0, 0), (0.3, 0), (0.32, 0.03), (0.32, 0.16), (0.24, 0.42), (0.19, 0.8), (0.24, 1.12), (0.29, 1.22), (0.29, 1.28), (0.29, 1.28), (0.25, 1.3), (0, 1.3)])
    head = turned([(0.25, 1.32), (0.25, 1.32), (0.3, 1.35), (0.31, 1.5), (0.24, 1.72), (0.1, 1.8), (0, 1.8)])
    knob = turned([(0.05, 1.78), (0.05, 1.83), (0.09, 1.88), (0.07, 1.95), (0, 1.97)])
    ring = turned([(0.265, 1.29), (0.265, 1.325)])
    return [Part(joined(body, head), wood), Part(joined(knob, ring), metal)]


def flat(outline: Array, thick: float, /, *, edge: float = 0.03) -> Mesh:
    """A board of that (x, z) outline, with softened edges."""
    outline = np.asarray(outline)
    away = outline - outline.mean(0)
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    turn = np.linspace(-np.pi / 2, np.pi / 2, 7)
    x, z = outline.mean(0)
    rows = [np.full((len(outline), 3), (x, 0, z))]
    for angle in turn:
        ring = outline + away * edge * (np.cos(angle) - 1)
        height = thick / 2 + np.sign(angle) * (thick / 2 - edge) + edge * np.sin(angle) if angle else thick / 2
        rows.append(np.column_stack((ring[:, 0], np.full(len(ring), height), ring[:, 1])))
    rows.append(np.full((len(outline), 3), (x, thick, z)))
    return grid(np.stack(rows), around=True)


def oval(width: float, depth: float, square: float = 0.5, count: int = 160) -> Array:
    """A rounded outline; `square` 1 is an ellipse, smaller is boxier."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([np.sign(f(t)) * np.abs(f(t)) ** square * side / 2 for f, side in ((np.cos, width), (np.sin, depth))])


def cutting_board(wood: str, *, foot: str = "") -> list[Part]:
    """A thick board that leans against nothing: it lies, with a slot for the hand."""
    board = block(2.6, 0.24, 1.7, round=0.07)
    slot = tube(smooth([(1.02, 0.242, -0.28), (1.02, 0.242, 0.28)]), 0.07).scaled(1, 1, 1)
    return [Part(board, wood), Part(slot.bent(_sunk), foot)] if foot else [Part(board, wood)]


def _sunk(points: Array) -> Array:
    points[:, 1] = 0.2405 + (points[:, 1] - 0.242) * 0.01
    return points


def serving_board(wood: str, leather: str) -> list[Part]:
    """A round board with a handle and a loop to hang it by."""
    t = np.linspace(0.22, 2 * np.pi - 0.22, 120)
    disc = np.column_stack((np.cos(t), np.sin(t)))
    grip = smooth([(disc[-1][0], disc[-1][1]), (1.25, -0.15), (1.7, -0.15), (1.86, -0.08), (1.86, 0.08), (1.7, 0.15), (1.25, 0.15), (disc[0][0], disc[0][1])])
    outline = np.concatenate((disc, grip[1:-1]))
    loop = tube(smooth([(1.74, 0.16, 0), (1.9, 0.2, 0.06), (2.15, 0.05, 0.1), (2.2, 0.03, -0.05), (1.95, 0.1, -0.1), (1.74, 0.16, 0)]), 0.025)
    return [Part(flat(outline, 0.16), wood), Part(loop, leather)]


def knife(blade: str, handle: str, bolster: str, *, long: float = 2.0, tall: float = 0.46) -> list[Part]:
    """A kitchen knife, lying."""
    spine = smooth([(0, 0.5), (0.5, 0.5), (0.75, 0.42), (1, -0.02)]) * (long, tall)
    edge = smooth([(1, -0.02), (0.8, -0.28), (0.5, -0.45), (0.03, -0.5), (0, -0.48)]) * (long, tall)
    sheet = flat(np.concatenate((spine, edge[1:])), 0.035, edge=0.012)
    line = smooth([(0, 0, 0.1), (-0.5, 0, 0.1), (-1.0, 0, 0.1), (-1.3, 0, 0.06)])
    wide = np.interp(np.linspace(0, 1, len(line)), [0, 0.2, 0.6, 0.9, 1], [0.13, 0.12, 0.14, 0.16, 0.13])
    grip = tube(line, wide).scaled(1, 0.62, 1).moved(y=0.05)
    collar = block(0.12, 0.14, 0.3, round=0.04).moved(x=0.02, y=-0.02, z=0.1)
    return [Part(sheet.moved(y=0.04), blade), Part(grip.moved(y=0.02), handle), Part(collar, bolster)]
