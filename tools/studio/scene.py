"""The studio: seamless paper, one large soft light, a camera that frames whatever stands before it."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from tools.studio.materials import srgb
from tools.studio.mesh import Array, Mesh


@dataclass(frozen=True)
class Relief:
    """A flat thing that lies on the paper, as a picture of its heights; `box` is what it takes of the picture."""

    file: str
    width: float
    height: float
    depth: float
    box: tuple[float, float, float, float] = (0, 0, 1, 1)

    @property
    def points(self) -> Array:
        """The corners of the space it takes."""
        left, low, right, high = self.box
        return np.array([((x - 0.5) * self.width, y, (z - 0.5) * self.depth)
                         for x in (left, right) for y in (0, self.height * 0.5) for z in (low, high)])  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A shape and what it is made of."""

    mesh: Mesh | Relief
    material: str


@dataclass(frozen=True)
class View:
    """Where the camera stands: degrees up and around, how much of the frame the things fill, where they lie in it."""

    up: float = 16
    around: float = 18
    fill: float = 0.66
    centre: tuple[float, float] = (0.5, 0.5)
    lens: float = 17


@dataclass(frozen=True)
class Shot:
    """What is photographed, before which paper."""

    parts: list[Part]
    paper: str = "#e6e1d8"
    view: View = field(default_factory=View)
    wall: str = ""
    size: tuple[int, int] = (800, 800)


DISTANCE = 11.0
TRACED = 0.8  # of the size is traced, the rest enlarged: half the time, and nobody sees it


def photograph(shot: Shot, target: Path, /, *, most: int = 22_000, fast: bool = False, threads: int = 1) -> None:
    """Render the shot and keep it as WebP of at most so many bytes (or as PNG, by the name of the target)."""
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder) / "shot.pov", Path(folder) / "shot.png"
        source.write_text(described(shot))
        width, height = (round(side * (0.5 if fast else TRACED)) for side in shot.size)
        call = ["povray", f"+I{source}", f"+O{result}", f"+W{width}", f"+H{height}", "-D", f"+WT{threads}", "-GA"]
        call += [] if fast else ["+A0.25", "+AM1", "+R2", "-J"]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-1500:])
        picture = Image.open(result).convert("RGB")
        if not fast:
            picture = picture.resize(shot.size, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(1.2, 60, 2))
        _keep(picture, target, most)


def _keep(picture: Image.Image, target: Path, most: int) -> None:
    """As WebP of at most so many bytes, in the best quality that allows it."""
    if target.suffix != ".webp":
        return picture.save(target)
    for quality in range(86, 32, -6):
        picture.save(target, quality=quality, method=6)
        if target.stat().st_size <= most:
            break
    return None


def described(shot: Shot) -> str:
    """The shot in POV-Ray's language."""
    scale, look, eye = _framed(shot)
    bodies = "\n".join(_body(part) for part in shot.parts)
    width, height = shot.size
    return f"""#version 3.7;
global_settings {{ assumed_gamma 1.0 max_trace_level 8
  radiosity {{ pretrace_start .06 pretrace_end .04 count 30 nearest_count 6 error_bound 1.1 recursion_limit 1
    low_error_factor .6 gray_threshold .2 minimum_reuse .01 brightness 1 }} }}
camera {{ location <{_v(eye)}> up <0,1,0> right x*{width / height:.5f} angle {shot.view.lens * width / height:.3f}
  look_at <{_v(look)}> }}
{_LIGHT}
{_cyclorama(shot)}
union {{ {bodies} scale {scale:.6f} }}
"""


_LIGHT = """
light_source { <-6,9,-6> rgb 1.02*<1,.985,.96> area_light <2.6,0,-2.6>, <1.3,2.8,1.3>, 9, 9 adaptive 0 }
light_source { <7,5,-8> rgb .1*<.94,.97,1> shadowless }
sky_sphere { pigment { gradient y color_map { [0 rgb .2] [.3 rgb .42] [1 rgb .64] } } }
box { <-1.6,-1.6,-.01> <1.6,1.6,.01> no_image no_shadow no_radiosity pigment { rgb 1 } finish { diffuse 0 emission 1.5 }
  translate <0,0,-9.5> rotate <42,48,0> }
box { <-.5,-2.2,-.01> <.5,2.2,.01> no_image no_shadow no_radiosity pigment { rgb 1 } finish { diffuse 0 emission .8 }
  translate <0,1.2,-9> rotate <0,-62,0> }
#macro flag(turn, half) box { <-half,-6,-.01> <half,6,.01> no_image no_shadow no_radiosity pigment { rgb .02 }
  finish { diffuse 0 } translate <0,2,-12> rotate <0,turn,0> } #end
flag(24,1.1) flag(-38,1.5) flag(78,1.6) flag(-100,2)
"""


def _cyclorama(shot: Shot) -> str:
    """Paper that runs from the floor up the wall without an edge; of another tint above, where `wall` says so."""
    wall = shot.wall or shot.paper
    return f"""union {{ box {{ <-60,-1,-60> <60,0,7> }}
  difference {{ box {{ <-60,-1,6.99> <60,5,13> }} cylinder {{ <-61,5,7>, <61,5,7>, 5 }} }}
  box {{ <-60,4.99,12> <60,40,13> }}
  texture {{ pigment {{ gradient y color_map {{ [0 {srgb(shot.paper)}] [.02 {srgb(shot.paper)}] [.45 {srgb(wall)}]
    [1 {srgb(wall)}] }} scale 12 translate -.05*y }} finish {{ diffuse .86 }} }} }}"""


def _body(part: Part) -> str:
    mesh = part.mesh
    if isinstance(mesh, Relief):
        return (f'height_field {{ png "{mesh.file}" smooth water_level .012 translate <-.5,-.012,-.5>'
                f" scale <{mesh.width},{mesh.height},{mesh.depth}> {part.material} }}")  # fmt: skip
    normals = mesh.normals().reshape(-1, 3)
    rows = [f"mesh2 {{ vertex_vectors {{ {len(mesh.points)}, {_rows(mesh.points)} }}"]
    rows.append(f"normal_vectors {{ {len(normals)}, {_rows(normals)} }}")
    if mesh.uv is not None:
        rows.append(f"uv_vectors {{ {len(mesh.uv)}, {_rows(mesh.uv)} }}")
    rows.append(f"face_indices {{ {len(mesh.faces)}, {_rows(mesh.faces)} }}")
    rows.append(f"normal_indices {{ {len(mesh.faces)}, {_rows(np.arange(len(normals)).reshape(-1, 3))} }}")
    return "\n".join([*rows, part.material, "}"])


def _rows(numbers: Array) -> str:
    form = "<%d,%d,%d>" if numbers.dtype.kind == "i" else "<" + ",".join(["%.5f"] * numbers.shape[1]) + ">"
    return ",".join([form] * len(numbers)) % tuple(numbers.reshape(-1).tolist())


def _v(point: Array) -> str:
    return ",".join(f"{value:.5f}" for value in point)


def _framed(shot: Shot) -> tuple[float, Array, Array]:
    """How much to scale the things, and where the camera stands and looks so that they fill the frame."""
    view, (width, height) = shot.view, shot.size
    pitch, turn = np.radians(view.up), np.radians(view.around)
    away = np.array((-np.sin(turn) * np.cos(pitch), np.sin(pitch), -np.cos(turn) * np.cos(pitch)))
    right = np.array((np.cos(turn), 0, -np.sin(turn)))
    up = np.cross(-away, right)
    points = np.concatenate([part.mesh.points for part in shot.parts])
    x, y = points @ right, points @ up
    frame = 2 * DISTANCE * np.tan(np.radians(view.lens / 2))
    scale = frame * view.fill / max((x.max() - x.min()) * height / width * 0.84, y.max() - y.min())
    aim = np.array(((x.max() + x.min()) / 2 * scale, (y.max() + y.min()) / 2 * scale))
    aim += ((0.5 - view.centre[0]) * frame * width / height, (view.centre[1] - 0.5) * frame)
    depth = points @ -away
    look = right * aim[0] + up * aim[1] + -away * (depth.max() + depth.min()) / 2 * scale
    return scale, look, look + away * DISTANCE
