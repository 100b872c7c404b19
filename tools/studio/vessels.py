"""Pots: everything that is thrown on a wheel, cast or blown around an axis. Sizes in units of ten centimetres."""

from __future__ import annotations

from collections.abc import Sequence

from tools.studio.mesh import Mesh, joined, smooth, tube, turned, vessel
from tools.studio.scene import Part

Profile = Sequence[tuple[float, float]]

MUG: Profile = ((0.34, 0), (0.38, 0), (0.42, 0.04), (0.43, 0.3), (0.43, 0.9))
ROUND_MUG: Profile = ((0.26, 0), (0.32, 0), (0.44, 0.14), (0.48, 0.4), (0.42, 0.72), (0.4, 0.82))
CAMP_MUG: Profile = ((0.38, 0), (0.4, 0), (0.43, 0.04), (0.43, 0.08), (0.44, 0.8))
CUP: Profile = ((0.22, 0), (0.24, 0), (0.24, 0.05), (0.36, 0.16), (0.42, 0.4), (0.44, 0.68))
ESPRESSO: Profile = ((0.2, 0), (0.22, 0), (0.3, 0.06), (0.32, 0.3), (0.33, 0.56))
TEA_BOWL: Profile = ((0.24, 0), (0.25, 0), (0.25, 0.07), (0.42, 0.14), (0.54, 0.36), (0.57, 0.66))
TUMBLER: Profile = ((0.3, 0), (0.33, 0), (0.36, 0.05), (0.4, 0.5), (0.43, 1.0))
BOWL: Profile = ((0.36, 0), (0.38, 0), (0.39, 0.08), (0.62, 0.18), (0.82, 0.42), (0.9, 0.68))
SALAD_BOWL: Profile = ((0.5, 0), (0.52, 0), (0.54, 0.06), (0.9, 0.16), (1.2, 0.4), (1.32, 0.62))
RAMEN_BOWL: Profile = ((0.36, 0), (0.38, 0), (0.4, 0.14), (0.66, 0.24), (0.9, 0.56), (1.02, 0.9))
PLATE: Profile = ((0.7, 0), (0.72, 0), (0.74, 0.05), (1.0, 0.07), (1.22, 0.15), (1.35, 0.2))
COUPE: Profile = ((0.6, 0), (0.62, 0), (0.64, 0.05), (0.95, 0.08), (1.12, 0.2), (1.18, 0.32))
BUD_VASE: Profile = ((0.3, 0), (0.34, 0), (0.46, 0.16), (0.48, 0.4), (0.3, 0.7), (0.13, 0.92), (0.12, 1.2), (0.17, 1.32))
TALL_VASE: Profile = ((0.34, 0), (0.38, 0), (0.46, 0.2), (0.52, 0.9), (0.46, 1.6), (0.3, 1.95), (0.27, 2.1), (0.36, 2.3))
BELLY_VASE: Profile = ((0.38, 0), (0.42, 0), (0.66, 0.35), (0.68, 0.75), (0.45, 1.15), (0.26, 1.32), (0.25, 1.5), (0.34, 1.6))
MOON_JAR: Profile = ((0.4, 0), (0.44, 0), (0.46, 0.04), (0.82, 0.36), (0.96, 0.86), (0.8, 1.4), (0.46, 1.66), (0.4, 1.7), (0.42, 1.82))
PITCHER: Profile = ((0.4, 0), (0.44, 0), (0.56, 0.2), (0.6, 0.55), (0.48, 1.0), (0.38, 1.3), (0.42, 1.6))
PLANTER: Profile = ((0.5, 0), (0.54, 0), (0.6, 0.06), (0.68, 0.5), (0.74, 1.0), (0.74, 1.0), (0.79, 1.0), (0.79, 1.0), (0.8, 1.16))


def pot(profile: Profile, material: str, *, wall: float = 0.055) -> list[Part]:
    """One pot of that profile."""
    return [Part(vessel(profile, wall=wall), material)]


def handle(x: float, low: float, high: float, out: float, *, thick: float = 0.045, wide: float = 1.8) -> Mesh:
    """An ear on the right side, between two heights of a wall that stands at `x`."""
    tall = high - low
    path = [(x - 0.03, high, 0), (x + out * 0.55, high + 0.03, 0), (x + out, high - tall * 0.28, 0),
            (x + out * 0.92, low + tall * 0.3, 0), (x + out * 0.45, low + 0.02, 0), (x - 0.03, low - 0.02, 0)]  # fmt: skip
    return tube(smooth(path), thick, flat=wide)


def mug(material: str, *, profile: Profile = MUG, ear: str = "") -> list[Part]:
    """A mug; its ear may be of another material."""
    top = profile[-1][1]
    grip = handle(profile[-1][0] + 0.0, top * 0.24, top * 0.78, 0.26)
    return [*pot(profile, material, wall=0.045), Part(grip, ear or material)]


def espresso(material: str, saucer: str) -> list[Part]:
    """A small cup on its saucer."""
    plate = vessel([(0.26, 0), (0.28, 0), (0.3, 0.03), (0.46, 0.05), (0.58, 0.12)], wall=0.03, floor=0.03)
    cup = vessel(ESPRESSO, wall=0.04).moved(y=0.06)
    grip = handle(0.33, 0.2, 0.5, 0.17, thick=0.035)
    return [Part(plate, saucer), Part(cup, material), Part(grip, material)]


def stack(profile: Profile, materials: Sequence[str], *, rise: float, wall: float = 0.055, shrink: float = 1.0) -> list[Part]:
    """Pots that stand in each other."""
    return [
        Part(vessel(profile, wall=wall).scaled(shrink**n).moved(y=n * rise), material)
        for n, material in enumerate(materials)
    ]


def pitcher(material: str) -> list[Part]:
    """A jug with a pulled lip on the left and an ear on the right."""

    def lip(points):
        height = ((points[:, 1] - 1.15) / 0.5).clip(0, 1)
        front = (-points[:, 0] / 0.42).clip(0, 1) ** 3
        points[:, 0] -= 0.28 * height**2 * front
        points[:, 1] += 0.1 * height**2 * front
        return points

    return [Part(vessel(PITCHER, wall=0.045).bent(lip), material), Part(handle(0.43, 0.45, 1.36, 0.4, thick=0.06), material)]


def bottle(body: str, lid: str, *, tall: float = 2.2, wide: float = 0.37, loop: bool = False) -> list[Part]:
    """A drinking bottle with a screw cap."""
    skin = turned([(0, 0), (wide - 0.06, 0), (wide - 0.02, 0.01), (wide, 0.06), (wide, 0.12), (wide, tall * 0.72),
                   (wide * 0.97, tall * 0.78), (wide * 0.66, tall * 0.88), (wide * 0.6, tall * 0.9), (wide * 0.6, tall * 0.94), (0, tall * 0.94)])  # fmt: skip
    cap = turned([(0, 0), (wide * 0.68, 0), (wide * 0.68, 0), (wide * 0.7, 0.03), (wide * 0.7, 0.28), (wide * 0.64, 0.32), (0, 0.32)])
    parts = [Part(skin, body), Part(cap.moved(y=tall * 0.9), lid)]
    if loop:
        top = tall * 0.9 + 0.3
        ring = tube(smooth([(-0.17, top, 0), (-0.19, top + 0.14, 0), (0, top + 0.24, 0), (0.19, top + 0.14, 0), (0.17, top, 0)]), 0.035, flat=1.8)
        parts.append(Part(ring, lid))
    return parts


def flask(body: str, lid: str, ring: str) -> list[Part]:
    """A vacuum flask with its cup on top."""
    skin = turned([(0, 0), (0.36, 0), (0.4, 0.03), (0.41, 0.1), (0.41, 1.8), (0.38, 1.88), (0.38, 1.88), (0, 1.88)])
    band = turned([(0.385, 1.86), (0.385, 1.94)])
    cup = turned([(0.4, 1.94), (0.4, 1.94), (0.4, 2.35), (0.37, 2.45), (0.33, 2.47), (0, 2.47)])
    return [Part(skin, body), Part(band, ring), Part(cup, lid)]


def food_jar(body: str, lid: str) -> list[Part]:
    """A wide jar for soup, with a grip on its lid."""
    skin = turned([(0, 0), (0.46, 0), (0.52, 0.04), (0.54, 0.14), (0.54, 0.95), (0.5, 1.03), (0.47, 1.05), (0, 1.05)])
    cap = turned([(0.5, 1.05), (0.5, 1.05), (0.51, 1.08), (0.51, 1.34), (0.46, 1.4), (0, 1.41)])
    grip = tube(smooth([(-0.36, 1.38, 0), (-0.33, 1.52, 0), (0, 1.58, 0), (0.33, 1.52, 0), (0.36, 1.38, 0)]), 0.045, flat=2.0)
    return [Part(skin, body), Part(joined(cap, grip), lid)]


def travel_tumbler(body: str, lid: str) -> list[Part]:
    """A tapered cup with a drinking lid and a straw hole's shadow."""
    skin = turned([(0, 0), (0.29, 0), (0.32, 0.03), (0.34, 0.12), (0.44, 1.5), (0.44, 1.5), (0, 1.5)])
    cap = turned([(0.455, 1.47), (0.455, 1.47), (0.46, 1.58), (0.42, 1.62), (0.36, 1.6), (0.34, 1.57), (0, 1.57)])
    slider = tube(smooth([(-0.2, 1.59, -0.05), (0.05, 1.59, -0.05)]), 0.05)
    return [Part(skin, body), Part(joined(cap, slider), lid)]


def canister(body: str, lid: str, *, wide: float = 0.42, tall: float = 1.0, uv: bool = False) -> list[Part]:
    """A tin with a fitted lid."""
    skin = turned([(wide, 0.02), (wide, 0.02), (wide, tall), (wide, tall)]) if uv else turned(
        [(0, 0), (wide - 0.02, 0), (wide, 0.02), (wide, tall), (wide, tall), (0, tall)])  # fmt: skip
    cap = turned([(wide + 0.012, tall - 0.14), (wide + 0.012, tall - 0.14), (wide + 0.015, tall + 0.01), (wide - 0.01, tall + 0.045),
                  (wide - 0.08, tall + 0.045), (wide - 0.1, tall + 0.03), (0, tall + 0.03)])  # fmt: skip
    return [Part(skin, body), Part(cap, lid)]
