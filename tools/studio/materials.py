"""What things are made of, as POV-Ray textures. Colours are sRGB, "#rrggbb"."""

from __future__ import annotations


def srgb(colour: str, extra: str = "") -> str:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return f"srgb{extra and extra[0]} <{red:.3f},{green:.3f},{blue:.3f}{extra[1:]}>"


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in the first one."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


GLOSS = "finish { diffuse .78 specular .35 roughness .012 reflection { .03 .22 fresnel on } conserve_energy }"
SATIN = "finish { diffuse .8 specular .16 roughness .06 reflection { 0 .05 fresnel on } conserve_energy }"
MATT = "finish { diffuse .85 specular .03 roughness .2 }"
FRESNEL = "interior { ior 1.5 }"


def texture(pigment: str, finish: str, normal: str = "") -> str:
    return f"texture {{ pigment {{ {pigment} }} {f'normal {{ {normal} }}' if normal else ''} {finish} }} {FRESNEL}"


def plain(colour: str, finish: str = SATIN) -> str:
    return texture(srgb(colour), finish)


def glaze(colour: str, finish: str = GLOSS) -> str:
    """A fired glaze: its depth of colour wanders a little."""
    deep, light = mixed(colour, "#201810", 0.10), mixed(colour, "#ffffff", 0.07)
    cloud = f"bozo turbulence .7 color_map {{ [0 {srgb(deep)}] [.5 {srgb(colour)}] [1 {srgb(light)}] }} scale .9"
    return texture(cloud, finish, "bumps .06 scale .5")


def speckled(colour: str, speck: str = "#5b4636") -> str:
    """Stoneware with iron specks that melted through the glaze."""
    specks = f"bozo color_map {{ [0 {srgb(speck)}] [.17 {srgb(speck)}] [.23 {srgb(colour)}] [1 {srgb(colour)}] }}"
    return texture(f"{specks} scale .024", SATIN, "bumps .05 scale .3")


def dipped(top: str, clay: str, at: float, height: float) -> str:
    """Raw clay below, glaze above a slightly wavy edge at the share `at` of the height."""
    edge = 0.004
    bands = f"[0 {srgb(clay)}] [{at - edge} {srgb(mixed(clay, '#fff4e0', .1))}] [{at + edge} {srgb(top)}] [1 {srgb(top)}]"
    wave = "warp { turbulence .05 octaves 2 lambda 2 }"
    return texture(f"gradient y color_map {{ {bands} }} {wave} scale {height * 1.08}", SATIN, "bumps .06 scale .4")


def rings(colours: tuple[str, ...], height: float) -> str:
    """Bands of colour around a thing."""
    step = 1 / len(colours)
    bands = " ".join(f"[{i * step:.4f} {srgb(c)}] [{(i + 1) * step:.4f} {srgb(c)}]" for i, c in enumerate(colours))
    return texture(f"gradient y color_map {{ {bands} }} scale {height * 1.001}", SATIN)


def terracotta(colour: str = "#b9694a") -> str:
    light, dark = mixed(colour, "#f2d3b8", 0.25), mixed(colour, "#6b2f1c", 0.15)
    return texture(
        f"granite turbulence .3 color_map {{ [0 {srgb(dark)}] [.5 {srgb(colour)}] [1 {srgb(light)}] }} scale 1.2",
        MATT, "bumps .25 scale .03",
    )  # fmt: skip


_WOODS = {
    "oak": ("#c99f6b", "#b07f4c", "#d8b687"), "walnut": ("#6d4a33", "#4a2f20", "#84603f"),
    "ash": ("#e0c9a2", "#cfb283", "#ead9b8"), "beech": ("#dcb287", "#cc9d70", "#e6c49d"),
    "olive": ("#c49a5c", "#7c5730", "#d9b87c"), "birch": ("#e6d3b3", "#d9c09a", "#efe1c8"),
}  # fmt: skip


def wood(kind: str, along: str = "x", size: float = 1.0) -> str:
    """Wood with its grain along an axis."""
    base, dark, light = _WOODS[kind]
    turn = {"x": "rotate <4,91,3>", "y": "rotate <91,3,5>", "z": "rotate <3,4,0>"}[along]
    figure = 0.09 if kind != "olive" else 0.2
    grain = (
        f"wood turbulence <{figure},{figure},{figure * 2.5}> octaves 4 color_map {{ [0 {srgb(light)}] [.35 {srgb(base)}]"
        f" [.75 {srgb(dark)}] [.86 {srgb(base)}] [1 {srgb(light)}] }} scale <.34,.34,2.4>*{size} {turn}"
        f" translate <.83,1.37,.59>"
    )
    return texture(grain, SATIN)


def metal(colour: str, shine: float = 0.35, brushed: str = "") -> str:
    """Metal; `brushed` along x, y or z."""
    stretch = {"x": "<2,.012,.012>", "y": "<.012,2,.012>", "z": "<.012,.012,2>", "": ""}[brushed]
    finish = (
        f"finish {{ diffuse {1.05 - shine:.2f} brilliance 3.2 specular .8 roughness .05 metallic"
        f" reflection {{ {shine * .75:.2f} metallic }} }}"
    )
    return texture(srgb(colour), finish, f"bumps .03 scale {stretch}" if brushed else "")


def spun(colour: str) -> str:
    """Metal that was brushed on a lathe: light and dark run up and down around the axis."""
    dark, light = mixed(colour, "#14161a", 0.5), mixed(colour, "#ffffff", 0.55)
    shine = f"radial frequency 3 sine_wave color_map {{ [0 {srgb(dark)}] [.45 {srgb(colour)}] [1 {srgb(light)}] }}"
    finish = "finish { diffuse .8 brilliance 1.4 specular .35 roughness .04 metallic reflection { .12 metallic } }"
    return texture(f"{shine} rotate y*18", finish)


def steel() -> str:
    return metal("#d3d5d7", 0.58)


def copper() -> str:
    return metal("#d08a66", 0.55)


def brass() -> str:
    return metal("#cfae68", 0.52)


def iron(colour: str = "#2f2f31") -> str:
    finish = "finish { diffuse .8 specular .25 roughness .08 reflection { .01 .08 fresnel on } conserve_energy }"
    return texture(srgb(colour), finish, "bumps .22 scale .018")


def enamel(colour: str) -> str:
    return texture(srgb(colour), GLOSS)


def plastic(colour: str) -> str:
    return texture(srgb(colour), SATIN, "bumps .1 scale .006")


def glass(tint: str = "#f4fbfa") -> str:
    finish = "finish { diffuse .02 specular .7 roughness .004 reflection { .03 .9 fresnel on } conserve_energy }"
    return f"texture {{ pigment {{ {srgb(tint, 'f,.93')} }} {finish} }} interior {{ ior 1.25 }}"


def glowing(colour: str, strength: float = 0.75) -> str:
    return texture(srgb(colour), f"finish {{ diffuse .45 emission {strength} }}")


def weave(colour: str, size: float = 0.03, depth: float = 0.5, other: str = "") -> str:
    """Cloth of visible threads, both ways across."""
    k = 6.2832 / size
    threads = f"function {{ .5 + .5*sin(x*{k:.2f})*sin((y+z)*{k:.2f}) }}"
    ground, high = other or mixed(colour, "#000000", 0.16), mixed(colour, "#ffffff", 0.06)
    return texture(f"{threads} color_map {{ [0 {srgb(ground)}] [1 {srgb(high)}] }}", MATT, f"{threads} {depth} scale 1")


def wool(colour: str, grain: float = 0.02, depth: float = 0.6) -> str:
    """Felt, fleece and brushed wool: no threads to be seen, but a soft nap."""
    dark, light = mixed(colour, "#000000", 0.13), mixed(colour, "#ffffff", 0.09)
    nap = f"granite color_map {{ [0 {srgb(dark)}] [1 {srgb(light)}] }} scale .3"
    return texture(nap, "finish { diffuse .9 brilliance .8 }", f"bumps {depth} scale {grain}")


def knit(colour: str, size: float = 0.07) -> str:
    """Columns of stitches, drawn as slanting ridges that meet."""
    k = 6.2832 / size
    stitch = f"function {{ .5 + .5*sin((y+z)*{k:.2f} + abs(sin(x*{k / 2:.2f}))*4.2) }}"
    dark, light = mixed(colour, "#000000", 0.22), mixed(colour, "#ffffff", 0.06)
    return texture(f"{stitch} color_map {{ [0 {srgb(dark)}] [.5 {srgb(colour)}] [1 {srgb(light)}] }}", MATT, f"{stitch} .6")


def striped(colours: tuple[str, ...], axis: str, size: float, depth: float = 0.35) -> str:
    """Woven stripes across an axis."""
    step = 1 / len(colours)
    bands = " ".join(f"[{i * step:.4f} {srgb(c)}] [{(i + 1) * step:.4f} {srgb(c)}]" for i, c in enumerate(colours))
    return texture(f"gradient {axis} color_map {{ {bands} }} scale {size}", MATT, f"bumps {depth} scale .02")


def leather(colour: str) -> str:
    dark = mixed(colour, "#000000", 0.18)
    return texture(f"bozo color_map {{ [0 {srgb(dark)}] [1 {srgb(colour)}] }} scale .5", SATIN, "wrinkles .35 scale .06")


def marble(ground: str = "#ece9e4", vein: str = "#9a9690") -> str:
    map_ = f"[0 {srgb(vein)}] [.1 {srgb(mixed(ground, vein, .35))}] [.3 {srgb(ground)}] [1 {srgb(ground)}]"
    return texture(f"agate agate_turb 1.1 color_map {{ {map_} }} scale 1.1", GLOSS)


def granite_stone(colour: str = "#5d5f63") -> str:
    light, dark = mixed(colour, "#ffffff", 0.35), mixed(colour, "#000000", 0.45)
    return texture(f"granite color_map {{ [0 {srgb(dark)}] [.45 {srgb(colour)}] [1 {srgb(light)}] }} scale .22", SATIN)


def cork() -> str:
    return texture(
        f"granite color_map {{ [0 {srgb('#8a5f3a')}] [.3 {srgb('#c4976a')}] [1 {srgb('#d8b38a')}] }} scale .25",
        MATT, "granite .12 scale .15",
    )  # fmt: skip


def rattan(colour: str = "#c49a63") -> str:
    """Basketwork around an upright axis: wefts over and under the stakes."""
    around = "function { .5 + .5*sin(atan2(x,z)*36 + 3.1416*floor(y*16)) * abs(sin(y*16*3.1416)) }"
    return texture(f"{around} color_map {{ [0 {srgb(mixed(colour, '#3b2412', .6))}] [.45 {srgb(colour)}]"
                   f" [1 {srgb(mixed(colour, '#fff0d0', .2))}] }}", MATT, f"{around} .7")  # fmt: skip


def picture(file: str, finish: str = MATT, normal: str = "") -> str:
    """A drawn picture wrapped by the thing's own texture coordinates."""
    return texture(f"uv_mapping image_map {{ png \"{file}\" interpolate 2 }}", finish, normal)


def slide(file: str, width: float, depth: float, finish: str = MATT, normal: str = "") -> str:
    """A drawn picture that falls straight down on a thing of that width and depth around the origin."""
    fall = f"rotate x*90 translate <-.5,0,-.5> scale <{width},1,{depth}>"
    return texture(f"image_map {{ png \"{file}\" interpolate 2 once }} {fall}", finish, normal)


def hung(file: str, width: float, height: float, low: float, finish: str = MATT, normal: str = "", x: float = 0) -> str:
    """A drawn picture on something upright that faces the camera: of that size, from `low` upwards."""
    place = f"translate <-.5,0,0> scale <{width},{height},1> translate <{x},{low},0>"
    return texture(f"image_map {{ png \"{file}\" interpolate 2 once }} {place}", finish, normal)
