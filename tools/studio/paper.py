"""Books, pens, frames: what lies on a desk or hangs above it."""

from __future__ import annotations

import numpy as np

from tools.studio import materials as m
from tools.studio.kitchen import flat, oval
from tools.studio.mesh import Mesh, ball, block, grid, joined, smooth, tube, turned, vessel
from tools.studio.scene import Part

PAGES = m.texture(
    f"gradient y color_map {{ [0 {m.srgb('#efe7d6')}] [.6 {m.srgb('#f5efe2')}] [1 {m.srgb('#ddd3bf')}] }} scale .018", m.MATT)


def book(cover: str, band: str = "", *, width: float = 1.45, depth: float = 2.1, thick: float = 0.24, ribbon: str = "") -> list[Part]:
    """A book that lies: two boards, a round back, pages between; an elastic band if wanted."""
    boards = joined(block(width, 0.035, depth, round=0.015), block(width, 0.035, depth, round=0.015).moved(y=thick - 0.035))
    back = flat_back(width, depth, thick)
    parts = [Part(joined(boards, back), cover), Part(block(width - 0.05, thick - 0.06, depth - 0.08, round=0.01).moved(x=0.0, y=0.03), PAGES)]
    if band:
        x, y = width * 0.36, thick + 0.006
        parts.append(Part(tube(np.linspace((x, y, -depth / 2), (x, y, depth / 2), 6), 0.012, flat=3.4), band))
        parts.append(Part(block(0.085, thick + 0.01, 0.012, round=0.005).moved(x=width * 0.36, z=-depth / 2 - 0.004), band))
    if ribbon:
        parts.append(Part(tube(smooth([(0.1, thick * 0.5, -depth / 2 + 0.1), (0.1, thick * 0.5, -depth / 2 - 0.04), (0.13, 0.02, -depth / 2 - 0.16), (0.2, 0.012, -depth / 2 - 0.34)]), 0.008, flat=4.5), ribbon))
    return parts


def flat_back(width: float, depth: float, thick: float) -> Mesh:
    return block(0.05, thick, depth, round=0.024).moved(x=-width / 2 + 0.01)


def shifted(parts: list[Part], x: float = 0, y: float = 0, z: float = 0, turn: float = 0) -> list[Part]:
    """A thing put somewhere else. Only for materials without a drawn picture."""
    return [Part(part.mesh.turned(y=turn).moved(x, y, z), part.material) for part in parts]


def book_stack(covers: list[str], band: str = "", **sizes: float) -> list[Part]:
    """A few of them on each other."""
    parts, thick = [], sizes.get("thick", 0.24)
    for n, cover in enumerate(covers):
        parts += shifted(book(cover, band, **sizes), y=n * thick, turn=(n * 7 % 13) - 5)
    return parts


def ring_book(cover: str, wire: str, page: str) -> list[Part]:
    """A planner with a wire along its back."""
    body = [Part(block(1.5, 0.16, 2.1, round=0.015).moved(y=0.03), page), Part(joined(block(1.56, 0.03, 2.16, round=0.012), block(1.56, 0.03, 2.16, round=0.012).moved(y=0.19)), cover)]
    t = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    wires = [tube(np.column_stack((-0.74 + 0.13 * np.cos(t), 0.115 + 0.15 * np.sin(t), np.full(20, z))), 0.016, closed=True, sides=8) for z in np.linspace(-0.95, 0.95, 24)]
    return [*body, Part(joined(*wires), wire)]


def journal(leather: str, cord: str) -> list[Part]:
    """A soft journal with a cord wound around it."""
    parts = book(leather, thick=0.34, width=1.4, depth=1.95)
    t = np.linspace(0, 1, 14)
    wound = []
    for x, lean in ((0.12, 0.05), (0.2, -0.05), (0.28, 0.02)):
        wound.append(tube(np.column_stack((x + lean * t, np.full(14, 0.352), -0.985 + 1.97 * t)), 0.02))
        wound.append(tube(np.array([(x, 0.352, -0.985), (x, 0.2, -1.0), (x, -0.0, -0.985)]), 0.02))
    tail = tube(smooth([(0.3, 0.35, -0.98), (0.4, 0.2, -1.02), (0.5, 0.02, -1.15), (0.75, 0.02, -1.2), (0.9, 0.02, -1.05)]), 0.02)
    return [*parts, Part(joined(*wound, tail), cord)]


def cards(paper: str, box: str, tab: str) -> list[Part]:
    """Index cards in an open box."""
    shell = joined(block(1.6, 0.05, 1.1, round=0.02), *[block(1.6, 0.72, 0.05, round=0.02).moved(z=z) for z in (-0.53, 0.53)], *[block(0.05, 0.72, 1.06, round=0.02).moved(x=x) for x in (-0.78, 0.78)])
    sheets = [block(1.44, 0.92, 0.02, round=0.006, cells=3).turned(x=-3).moved(y=0.05, z=-0.4 + n * 0.058) for n in range(14)]
    tabs = [block(0.3, 0.12, 0.024, round=0.008, cells=3).moved(x=-0.5 + (n // 4) * 0.45, y=0.95, z=-0.4 + n * 0.058 - 0.05) for n in (0, 4, 8)]
    return [Part(shell, box), Part(joined(*sheets), paper), Part(joined(*tabs), tab)]


def pen(barrel: str, grip: str, metal: str, *, nib: bool = True) -> list[Part]:
    """A pen, lying, its cap beside it."""
    body = turned([(0, -1.3), (0.06, -1.29), (0.1, -1.2), (0.13, -0.6), (0.135, 0.2), (0.13, 0.36), (0.13, 0.36), (0, 0.36)])
    hold = turned([(0.11, 0.36), (0.11, 0.36), (0.1, 0.6), (0.085, 0.9), (0.095, 0.94), (0.07, 0.96), (0, 0.96)])
    tip = turned([(0.07, 0.95), (0.075, 1.05), (0.05, 1.2), (0.012, 1.36), (0, 1.37)]) if nib else turned([(0.075, 0.95), (0.06, 1.05), (0.02, 1.18), (0.01, 1.24), (0, 1.25)])
    cap = turned([(0, -0.62), (0.08, -0.6), (0.12, -0.52), (0.15, -0.2), (0.152, 0.6), (0.152, 0.6), (0.13, 0.6), (0.12, 0.3)])
    clip = joined(tube(smooth([(0.16, -0.45, 0), (0.2, -0.38, 0), (0.19, 0.1, 0), (0.165, 0.24, 0)]), 0.022, flat=1.6), ball(0.035).moved(0.175, 0.24, 0))
    rings = [turned([(r, y), (r + 0.008, y + 0.015), (r + 0.008, y + 0.04), (r, y + 0.055)]) for r, y in ((0.128, 0.31), (0.15, 0.5))]
    if nib:
        tip = tip.scaled(1, 1, 0.45)

    def lying(mesh: Mesh, x: float, z: float, turn: float) -> Mesh:
        return mesh.turned(z=-90).turned(y=turn).moved(x, 0.14, z)

    return [Part(lying(body, 0, 0.12, -24), barrel), Part(lying(hold, 0, 0.12, -24), grip), Part(joined(lying(tip, 0, 0.12, -24), lying(rings[0], 0, 0.12, -24)), metal),
            Part(lying(cap, 0.05, -0.5, -14), barrel), Part(joined(lying(clip, 0.05, -0.5, -14), lying(rings[1], 0.05, -0.5, -14)), metal)]  # fmt: skip


def pencils(colours: list[str], wood: str, lead: str, cup: str) -> list[Part]:
    """Pencils in a cup."""
    parts = [Part(vessel([(0.34, 0), (0.37, 0), (0.38, 0.03), (0.38, 0.9)], wall=0.05), cup)]
    for n, colour in enumerate(colours):
        a = n * 2.4
        body = turned([(0, 0), (0.06, 0), (0.06, 0), (0.06, 1.5), (0.06, 1.5)], segments=6)
        cone = turned([(0.06, 1.5), (0.06, 1.5), (0.02, 1.68)], steps=2)
        tip = turned([(0.022, 1.67), (0.0, 1.74)], steps=2)
        for mesh, material in ((body, colour), (cone, wood), (tip, lead)):
            leaning = mesh.turned(z=9 + 2 * (n % 3)).turned(y=np.degrees(a)).moved(0.1 * np.cos(a + 2.8), 0.08 + 0.06 * (n % 3), -0.1 * np.sin(a + 2.8))
            parts.append(Part(leaning, material))
    return parts


def ink(glass: str, liquid: str, lid: str, label: str) -> list[Part]:
    """A bottle of ink."""
    jar = block(1.1, 0.82, 0.9, round=0.13)
    neck = turned([(0.27, 0.78), (0.27, 0.94)])
    cap = turned([(0, 0.9), (0.33, 0.9), (0.34, 0.92), (0.34, 1.18), (0.31, 1.21), (0, 1.21)])
    return [Part(joined(jar, neck), liquid), Part(cap, lid), Part(block(0.72, 0.4, 0.012, round=0.005).moved(y=0.2, z=-0.452), label)]


def pen_tray(body: str, pens: tuple[str, str]) -> list[Part]:
    """A shallow tray with two pens in it."""
    outline = oval(2.5, 0.8, 0.4)
    base = flat(outline, 0.06)
    rim = tube(np.column_stack((outline[:, 0] * 0.985, np.full(len(outline), 0.1), outline[:, 1] * 0.95)), 0.05, closed=True)
    rods = [tube(np.array([(-0.95 + s * 0.1, 0.12, z), (0.0, 0.12, z), (0.8 + s * 0.1, 0.12, z)]), 0.055).turned(y=s * 3) for s, z in ((0, -0.12), (1, 0.12))]
    return [Part(joined(base, rim), body), *[Part(rod, colour) for rod, colour in zip(rods, pens, strict=True)]]


def desk_mat(cloth: str, edge: str) -> list[Part]:
    """A mat, one corner curling up."""
    outline = oval(3.0, 1.7, 0.12, 240)
    line = np.column_stack((outline[:, 0] * 0.97, np.full(len(outline), 0.062), outline[:, 1] * 0.95))
    mat = flat(outline, 0.06, edge=0.02)
    roll = tube(np.array([(1.2, 0.2, -0.8), (1.2, 0.2, 0.0), (1.2, 0.2, 0.8)]), 0.15)
    return [Part(joined(mat, roll), cloth), Part(tube(line, 0.008, closed=True, sides=6), edge)]


def bookends(material: str, books: list[str]) -> list[Part]:
    """Two arches that hold a few books."""
    def arch(x: float) -> Mesh:
        t = np.linspace(0, np.pi, 30)
        return tube(np.concatenate(([(x + 0.3, 0.0, 0)], np.column_stack((x + 0.3 * np.cos(t), 0.75 + 0.3 * np.sin(t), np.zeros(30))), [(x - 0.3, 0.0, 0)])), 0.13, flat=2.2)

    parts = [Part(joined(arch(-1.1), arch(1.1)), material)]
    x = -0.64
    for n, cover in enumerate(books):
        wide = 0.2 + 0.05 * (n * 3 % 4)
        parts.append(Part(block(wide, 1.35 + 0.13 * (n * 5 % 3), 1.0, round=0.02).moved(x=x + wide / 2), cover))
        x += wide + 0.006
    return parts


def paperweight(stone: str, sheet: str) -> list[Part]:
    """A dome of stone on a few sheets."""
    dome = turned([(0, 0.05), (0.5, 0.05), (0.56, 0.09), (0.55, 0.3), (0.4, 0.58), (0.16, 0.7), (0, 0.71)])
    sheets = [block(1.5, 0.012, 2.0, round=0.004, cells=3).turned(y=n * 4 - 8).moved(y=n * 0.013) for n in range(4)]
    return [Part(dome, stone), Part(joined(*sheets), sheet)]


def framed(art: str, frame: str, *, width: float = 1.5, height: float = 2.0, around: float = 0.09) -> list[Part]:
    """A framed print that stands against the wall."""
    w, h = width / 2 + around / 2, height + around
    bars = [block(width + 2 * around, around, 0.11, round=0.012), block(width + 2 * around, around, 0.11, round=0.012).moved(y=height + around),
            block(around, height + around, 0.11, round=0.012).moved(x=-w, y=around / 2), block(around, height + around, 0.11, round=0.012).moved(x=w, y=around / 2)]  # fmt: skip
    sheet = grid(np.array([[(-width / 2, around, -0.0), (width / 2, around, -0.0)], [(-width / 2, h, 0.0), (width / 2, h, 0.0)]]))
    lean = 5
    return [Part(joined(*bars).turned(x=lean), frame), Part(sheet.turned(x=lean), m.picture(art, m.MATT))]


def postcards(arts: list[str]) -> list[Part]:
    """Cards that lie fanned out."""
    parts = []
    for n, art in enumerate(arts):
        sheet = grid(np.array([[(-0.75, 0, -1), (0.75, 0, -1)], [(-0.75, 0, 1), (0.75, 0, 1)]]))
        turn = (n - (len(arts) - 1) / 2) * 17
        parts.append(Part(sheet.moved(z=1.6).turned(y=turn).moved(y=0.02 + n * 0.02), m.picture(art, m.MATT)))
    return parts


def hanging(art: str, rod: str, fringe: str, *, width: float = 1.5, height: float = 2.0, tassels: int = 44) -> list[Part]:
    """A woven picture on a rod, with its warp hanging down."""
    x = np.linspace(-width / 2, width / 2, 40)
    y = np.linspace(0.5, 0.5 + height, 12)
    net = np.stack([np.column_stack((x, np.full(40, at), 0.012 * np.sin(x * 7 + at))) for at in y])
    cloth = grid(net)
    bar = tube(np.array([(-width / 2 - 0.16, 0.52 + height, 0.02), (0, 0.52 + height, 0.02), (width / 2 + 0.16, 0.52 + height, 0.02)]), 0.04)
    threads = [tube(smooth([(a, 0.52, 0), (a + 0.008 * np.sin(a * 40), 0.3, -0.01), (a + 0.02 * np.sin(a * 57), 0.08 + 0.05 * np.sin(a * 23), 0)], 5), 0.015, sides=7) for a in np.linspace(-width / 2 + 0.02, width / 2 - 0.02, tassels)]
    cord = tube(np.array([(-width / 2, 0.53 + height, 0), (0, 1.0 + height, 0.02), (width / 2, 0.53 + height, 0)]), 0.012)
    return [Part(cloth, m.picture(art, m.MATT, "bumps .3 scale .02")), Part(bar, rod), Part(joined(*threads), fringe), Part(cord, fringe)]
