"""Triangles: the shapes every thing in the studio is built from. One unit is ten centimetres; y points up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Mesh:
    """Points (n, 3), faces (m, 3) and, where a picture is to be wrapped around, texture coordinates (n, 2)."""

    points: Array
    faces: Array
    uv: Array | None = None

    def moved(self, x: float = 0, y: float = 0, z: float = 0) -> Mesh:
        return replace(self, points=self.points + np.array((x, y, z)))

    def scaled(self, x: float = 1, y: float | None = None, z: float | None = None) -> Mesh:
        return replace(
            self, points=self.points * np.array((x, x if y is None else y, x if z is None else z))
        )

    def turned(self, x: float = 0, y: float = 0, z: float = 0) -> Mesh:
        """Turned about the axes, in degrees: first x, then y, then z."""
        points = self.points
        for axis, angle in ((0, x), (1, y), (2, z)):
            if angle:
                points = points @ _rotation(axis, np.radians(angle)).T
        return replace(self, points=points)

    def bent(self, by: Callable[[Array], Array]) -> Mesh:
        """Points moved by a function of all points."""
        return replace(self, points=by(self.points.copy()))

    def normals(self, crease: float = 50) -> Array:
        """One for each corner of each face, (m, 3, 3): smooth, but for edges sharper than `crease` degrees."""
        a, b, c = (self.points[self.faces[:, k]] for k in range(3))
        flat = np.cross(b - a, c - a)
        unit = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
        _, same = np.unique(np.round(self.points, 5), axis=0, return_inverse=True)
        corner = same.reshape(-1)[self.faces].reshape(-1)
        order = np.argsort(corner, kind="stable")
        face, corner = order // 3, corner[order]
        total, limit = flat[face].copy(), np.cos(np.radians(crease))
        for step in range(1, 13):
            for one, other in ((slice(step, None), slice(None, -step)), (slice(None, -step), slice(step, None))):
                near = np.einsum("ij,ij->i", unit[face[one]], unit[face[other]]) > limit
                near &= corner[one] == corner[other]
                total[one] += flat[face[other]] * near[:, None]
        out = np.empty_like(total)
        out[order] = total
        length = np.linalg.norm(out, axis=1, keepdims=True)
        return np.where(length > 1e-12, out / np.maximum(length, 1e-12), (0, 1, 0)).reshape(-1, 3, 3)


def _rotation(axis: int, angle: float) -> Array:
    c, s = np.cos(angle), np.sin(angle)
    u, v = (axis + 1) % 3, (axis + 2) % 3
    turn = np.eye(3)
    turn[u, u], turn[u, v], turn[v, u], turn[v, v] = c, -s, s, c
    return turn


def grid(points: Array, /, *, around: bool = False, along: bool = False) -> Mesh:
    """A skin over a (rows, columns, 3) net of points; `around` closes the columns, `along` the rows."""
    rows, columns = points.shape[:2]
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    uv = np.stack((u, v), axis=-1).reshape(-1, 2)
    if around:
        points = np.concatenate((points, points[:, :1]), axis=1)
        columns += 1
        v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
        uv = np.stack((u, v), axis=-1).reshape(-1, 2)
    number = np.arange(rows * columns).reshape(rows, columns)
    if along:
        number = np.concatenate((number, number[:1]))
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]
    faces = np.concatenate((np.stack((a, c, b), -1).reshape(-1, 3), np.stack((b, c, d), -1).reshape(-1, 3)))
    return Mesh(points.reshape(-1, 3), faces, uv)


def smooth(corners: Sequence[tuple[float, ...]], /, steps: int = 8) -> Array:
    """A Catmull-Rom curve through the corners. A corner that is given twice stays sharp."""
    p = np.array(corners, dtype=float)
    out = []
    for i in range(len(p) - 1):
        a, b = p[i], p[i + 1]
        if np.allclose(a, b):
            continue
        before = a if i == 0 or np.allclose(p[i - 1], a) else p[i - 1]
        after = b if i + 2 >= len(p) or np.allclose(p[i + 2], b) else p[i + 2]
        t = np.linspace(0, 1, steps, endpoint=False)[:, None]
        out.append(
            0.5 * (2 * a + (b - before) * t + (2 * before - 5 * a + 4 * b - after) * t**2
                   + (3 * a - before - 3 * b + after) * t**3)
        )  # fmt: skip
    return np.concatenate([*out, p[-1:]])


def revolve(profile: Array, /, *, segments: int = 96) -> Mesh:
    """A profile of (radius, height) turned about the y axis."""
    angle = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    radius, height = np.maximum(profile[:, :1], 0), profile[:, 1:2]
    net = np.stack(
        (radius * np.cos(angle), np.broadcast_to(height, (len(profile), segments)), radius * np.sin(angle)), -1
    )
    return grid(net, around=True)


def turned(corners: Sequence[tuple[float, float]], /, steps: int = 8, segments: int = 96) -> Mesh:
    """A solid of revolution through smooth corners (radius, height)."""
    return revolve(smooth(corners, steps), segments=segments)


def vessel(outer: Sequence[tuple[float, float]], /, wall: float = 0.06, floor: float = 0.08) -> Mesh:
    """A pot: the outer profile from the foot to the rim, a rounded rim, and the inside."""
    skin = smooth(outer, 10)
    tangent = np.gradient(skin, axis=0)
    normal = np.stack((-tangent[:, 1], tangent[:, 0]), -1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    inner = skin + normal * wall
    keep = (inner[:, 0] > 0.01) & (inner[:, 1] > skin[0, 1] + floor)
    rim, angle = (skin[-1] + inner[-1]) / 2, np.linspace(0.25, np.pi - 0.25, 7)[:, None]
    out, up = (skin[-1] - inner[-1]) / 2, tangent[-1] / np.linalg.norm(tangent[-1]) * wall / 2
    lip = rim + np.cos(angle) * out + np.sin(angle) * up
    inside = inner[keep][::-1]
    bottom = np.array([(max(inside[-1, 0] - 0.04, 0), skin[0, 1] + floor), (0, skin[0, 1] + floor)])
    base = np.array([(0, skin[0, 1])])
    return revolve(np.concatenate((base, skin, lip, inside, bottom)))


def shade(outer: Sequence[tuple[float, float]], /, wall: float = 0.02) -> Mesh:
    """A thin skin that is open above and below: the outer profile from the lower edge to the upper one."""
    skin = smooth(outer, 10)
    inner = (skin - (wall, 0))[::-1]
    return revolve(np.concatenate((skin, inner, skin[:1])))


def tube(path: Array, radius: float | Array, /, *, flat: float = 1.0, sides: int = 18, closed: bool = False) -> Mesh:
    """A round (or flattened) rod along a path of points, with round ends unless it is closed."""
    path = np.asarray(path, dtype=float)
    count = len(path)
    radii = np.broadcast_to(np.asarray(radius, dtype=float), (count,)).copy()
    ahead = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    side = np.zeros_like(path)
    last = np.cross(ahead[0], (0.0, 0.0, 1.0) if abs(ahead[0][2]) < 0.9 else (1.0, 0.0, 0.0))
    for i in range(count):
        last = last - ahead[i] * (last @ ahead[i])
        last /= np.linalg.norm(last)
        side[i] = last
    over = np.cross(ahead, side)
    if not closed:
        cap = np.sin(np.linspace(0, np.pi / 2, 5))[:-1]
        lean = np.cos(np.linspace(0, np.pi / 2, 5))[:-1]
        head = path[:1] - ahead[:1] * radii[0] * lean[:, None]
        tail = path[-1:] + ahead[-1:] * radii[-1] * lean[::-1, None]
        path = np.concatenate((head, path, tail))
        radii = np.concatenate((radii[0] * np.maximum(cap, 0.02), radii, radii[-1] * np.maximum(cap[::-1], 0.02)))
        side = np.concatenate((np.repeat(side[:1], 4, 0), side, np.repeat(side[-1:], 4, 0)))
        over = np.concatenate((np.repeat(over[:1], 4, 0), over, np.repeat(over[-1:], 4, 0)))
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None, :, None]
    spread = np.cos(angle) * side[:, None] * flat + np.sin(angle) * over[:, None]
    return grid(path[:, None] + radii[:, None, None] * spread, around=True, along=closed)


def block(width: float, height: float, depth: float, /, round: float = 0.06, cells: int = 10) -> Mesh:  # noqa: A002
    """A box with rounded edges that stands on the floor, centred."""
    half = np.array((width, height, depth)) / 2
    edge = min(round, *(half * 0.999))
    sides = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1, 1):
            # Lines are dense where the box is round, so that its edges are.
            lines = [_lines(half[k], edge, cells) for k in (u, v)]
            s, t = np.meshgrid(*lines, indexing="ij")
            net = np.zeros((*s.shape, 3))
            net[..., u], net[..., v], net[..., axis] = s, t, sign * half[axis]
            sides.append(net if sign > 0 else net[::-1])
    meshes = [grid(_rounded(net, half, edge)) for net in sides]
    return joined(*meshes).moved(y=height / 2)


def _lines(half: float, edge: float, cells: int) -> Array:
    corner = edge * np.tan(np.linspace(0, np.pi / 4, 6))
    middle = np.linspace(-(half - edge), half - edge, cells + 1)[1:-1]
    return np.concatenate((-half + edge - corner[::-1], middle, half - edge + corner))


def _rounded(net: Array, half: Array, edge: float) -> Array:
    core = np.clip(net, -(half - edge), half - edge)
    away = net - core
    return core + edge * away / np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9)


def ball(x: float, y: float | None = None, z: float | None = None, /, square: float = 1.0) -> Mesh:
    """An ellipsoid around the origin; `square` below 1 makes it boxier."""
    v, u = np.meshgrid(np.linspace(-np.pi / 2, np.pi / 2, 49), np.linspace(0, 2 * np.pi, 72, endpoint=False), indexing="ij")  # fmt: skip

    def power(a: Array) -> Array:
        return np.sign(a) * np.abs(a) ** square

    net = np.stack((power(np.cos(v)) * power(np.cos(u)), power(np.sin(v)), power(np.cos(v)) * power(np.sin(u))), -1)
    return grid(net, around=True).scaled(x, x if y is None else y, x if z is None else z)


def swept(section: Array, width: float, /, *, rows: int = 24) -> Mesh:
    """A closed outline of (z, y) points drawn out along x, with rounded-off flat ends."""
    x = np.linspace(-width / 2, width / 2, rows)
    body = np.stack([np.column_stack((np.full(len(section), at), section[:, 1], section[:, 0])) for at in x])
    centre = body.mean(axis=1, keepdims=True)
    ends = [centre[:1].repeat(body.shape[1], 1), body, centre[-1:].repeat(body.shape[1], 1)]
    return grid(np.concatenate(ends), around=True)


def slab(outer: Array, inner: Array, width: float, /) -> Mesh:
    """What lies between two lines of (z, y) points, as many on each, drawn out along x: arches and spirals."""
    skin = grid(np.stack([_at_x(np.concatenate((outer, inner[::-1])), x) for x in (-width / 2, width / 2)]), around=True)
    ends = [grid(np.stack([_at_x(line, x) for line in (outer, inner)])) for x in (-width / 2, width / 2)]
    return joined(skin, *ends)


def _at_x(line: Array, x: float) -> Array:
    return np.column_stack((np.full(len(line), x), line[:, 1], line[:, 0]))


def joined(*meshes: Mesh) -> Mesh:
    """Several meshes as one."""
    start = np.cumsum([0] + [len(mesh.points) for mesh in meshes])
    uv = [np.zeros((len(mesh.points), 2)) if mesh.uv is None else mesh.uv for mesh in meshes]
    return Mesh(
        np.concatenate([mesh.points for mesh in meshes]),
        np.concatenate([mesh.faces + at for mesh, at in zip(meshes, start, strict=False)]),
        np.concatenate(uv),
    )
