"""Pictures inside the pictures: labels, prints and woven images, drawn flat. Each returns the path of a PNG."""

from __future__ import annotations

from hashlib import sha1
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tools.studio.cloth import FOLDER
from tools.studio.materials import mixed

SERIF, SANS = "EBGaramond12-Regular.otf", "Lato-Medium.ttf"
_FONTS = (Path("/usr/share/fonts/opentype/ebgaramond"), Path("/usr/share/fonts/truetype/lato"))


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(next(str(folder / name) for folder in _FONTS if (folder / name).exists()), size)


def _kept(image: Image.Image, name: str) -> str:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"drawn-{sha1(name.encode(), usedforsecurity=False).hexdigest()[:12]}.png"
    image.save(path)
    return str(path)


def label(ground: str, ink: str, band: str, title: str, line: str, mark: str = "sun") -> str:
    """The front of a coffee bag."""
    image = Image.new("RGB", (700, 1000), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((110, 250, 590, 800), fill=band)
    _mark(draw, mark, (350, 400), 90, ink)
    draw.text((350, 575), title, font=font(SERIF, 78), fill=ink, anchor="mm")
    draw.line((270, 640, 430, 640), fill=ink, width=3)
    draw.text((350, 690), line, font=font(SANS, 32), fill=ink, anchor="mm")
    draw.text((350, 755), "250 g", font=font(SANS, 26), fill=ink, anchor="mm")
    return _kept(image, f"label-{title}-{line}-{ground[1:]}".replace(" ", ""))


def _mark(draw: ImageDraw.ImageDraw, kind: str, at: tuple[int, int], size: int, ink: str) -> None:
    x, y = at
    if kind == "sun":
        draw.pieslice((x - size, y - size // 2, x + size, y + size * 3 // 2), 180, 360, fill=ink)
        for n in range(7):
            a = np.pi * (1 + (n + 0.5) / 7)
            draw.line([(x + size * r * np.cos(a), y + size // 2 + size * r * np.sin(a)) for r in (1.15, 1.4)], fill=ink, width=8)
    elif kind == "peak":
        draw.polygon([(x - size, y + size // 2), (x - size // 4, y - size), (x + size // 5, y - size // 5), (x + size // 2, y - size // 2), (x + size * 1.2, y + size // 2)], fill=ink)
    elif kind == "bean":
        draw.ellipse((x - size * 0.7, y - size * 0.85, x + size * 0.7, y + size * 0.6), fill=ink)
        draw.arc((x - size * 0.9, y - size, x + size * 0.1, y + size * 0.7), 300, 60, fill="#ffffff", width=9)
    else:
        for n in range(3):
            lean = (n - 1) * size * 0.55
            draw.polygon([(x + lean, y - size * 0.9 + abs(lean) * 0.5), (x + lean + size * 0.25, y - size * 0.2), (x, y + size * 0.55), (x + lean - size * 0.25, y - size * 0.2)], fill=ink)


def wrapper(ground: str, ink: str, band: str, title: str, line: str) -> str:
    """What runs around a tin: the label once in front (u = 0 is on the right of the tin)."""
    image = Image.new("RGB", (2400, 900), ground)
    draw = ImageDraw.Draw(image)
    for centre in (600, 1800):
        draw.rounded_rectangle((centre - 270, 200, centre + 270, 720), 16, fill=band)
        draw.rounded_rectangle((centre - 254, 216, centre + 254, 704), 10, outline=ink, width=4)
        _mark(draw, "leaf", (centre, 340), 74, ink)
        draw.text((centre, 500), title, font=font(SERIF, 70), fill=ink, anchor="mm")
        draw.text((centre, 590), line, font=font(SANS, 32), fill=ink, anchor="mm")
    return _kept(image, f"tin-{title}-{ground[1:]}".replace(" ", ""))


def display(text: str, small: str, ink: str = "#f1efe8", glow: str = "#e8935a") -> str:
    """The face of a thermostat."""
    image = Image.new("RGB", (600, 600), "#15181b")
    draw = ImageDraw.Draw(image)
    draw.arc((60, 60, 540, 540), 140, 400, fill="#3a3f44", width=14)
    draw.arc((60, 60, 540, 540), 140, 300, fill=glow, width=14)
    draw.text((300, 290), text, font=font("Lato-Light.ttf", 190), fill=ink, anchor="mm")
    draw.text((300, 420), small, font=font(SANS, 40), fill="#a9adb0", anchor="mm")
    return _kept(image, f"display-{text}")


def print_(motif: str, paper: str, inks: tuple[str, str, str]) -> str:
    """A print: its motif in three inks on paper, with a margin and a pencilled number."""
    image = Image.new("RGB", (900, 1200), paper)
    field = Image.new("RGB", (700, 900), mixed(paper, inks[2], 0.35))
    _MOTIFS[motif](ImageDraw.Draw(field), inks, paper)
    grain = Image.effect_noise((700, 900), 26).filter(ImageFilter.GaussianBlur(0.8))
    field = Image.blend(field, Image.merge("RGB", (grain,) * 3), 0.05)
    image.paste(field, (100, 110))
    draw = ImageDraw.Draw(image)
    draw.text((104, 1044), "12/60", font=font(SERIF, 34), fill="#8a857c", anchor="lm")
    draw.text((796, 1044), "Mar", font=font("EBGaramond12-Italic.otf", 38), fill="#8a857c", anchor="rm")
    return _kept(image, f"print-{motif}-{paper[1:]}{''.join(inks)}".replace("#", ""))


def _harbour(d: ImageDraw.ImageDraw, inks: tuple[str, str, str], paper: str) -> None:
    d.ellipse((430, 120, 590, 280), fill=inks[1])
    d.rectangle((0, 520, 700, 900), fill=inks[0])
    for x, w, h in ((40, 150, 210), (200, 110, 300), (330, 170, 170)):
        d.rectangle((x, 520 - h, x + w, 520), fill=inks[2] if h < 200 else paper)
        d.polygon([(x - 10, 520 - h), (x + w / 2, 520 - h - 70), (x + w + 10, 520 - h)], fill=inks[1])
        d.rectangle((x + w * 0.4, 520 - h * 0.5, x + w * 0.6, 520 - h * 0.25), fill=inks[0])
    for x, y, s in ((420, 660, 1.0), (150, 770, 1.4)):
        d.chord((x, y - 60 * s, x + 200 * s, y + 60 * s), 0, 180, fill=paper)
        d.polygon([(x + 95 * s, y - 15), (x + 95 * s, y - 210 * s), (x + 190 * s, y - 15)], fill=inks[1])
        d.polygon([(x + 85 * s, y - 15), (x + 85 * s, y - 170 * s), (x + 20 * s, y - 15)], fill=paper)
    for y in range(580, 900, 56):
        for x in range(0, 700, 140):
            d.arc((x + y % 90, y, x + 70 + y % 90, y + 22), 180, 360, fill=mixed(inks[0], paper, 0.45), width=5)


def _swimmers(d: ImageDraw.ImageDraw, inks: tuple[str, str, str], paper: str) -> None:
    d.rectangle((0, 0, 700, 900), fill=inks[0])
    for y in range(60, 900, 90):
        d.line([(x, y + 14 * np.sin(x / 46 + y)) for x in range(0, 701, 10)], fill=mixed(inks[0], paper, 0.3), width=6)
    for x, y, cap in ((180, 220, inks[1]), (450, 430, paper), (230, 660, inks[1])):
        d.line([(x - 20, y + 20), (x + 70, y - 75), (x + 150, y - 60)], fill=inks[2], width=30, joint="curve")
        d.ellipse((x - 60, y - 10, x + 190, y + 60), fill=inks[2])
        d.ellipse((x + 130, y - 48, x + 220, y + 42), fill=cap)
        d.arc((x - 140, y + 10, x + 60, y + 90), 180, 330, fill=paper, width=9)


def _kiln(d: ImageDraw.ImageDraw, inks: tuple[str, str, str], paper: str) -> None:
    d.rectangle((0, 640, 700, 900), fill=inks[2])
    d.pieslice((90, 200, 610, 900), 180, 360, fill=inks[0])
    d.rectangle((90, 540, 610, 760), fill=inks[0])
    for row in range(8):
        for col in range(7):
            x, y = 110 + col * 76 + (row % 2) * 38, 300 + row * 58
            if 110 < x < 540 and (x - 350) ** 2 / 250**2 + (y - 550) ** 2 / 340**2 < 0.9:
                d.rectangle((x, y, x + 64, y + 44), outline=mixed(inks[0], paper, 0.4), width=4)
    d.pieslice((230, 470, 470, 900), 180, 360, fill="#20150f")
    d.rectangle((230, 680, 470, 760), fill="#20150f")
    for s, tone in ((1.0, inks[1]), (0.6, paper)):
        d.polygon([(350, 720 - 190 * s), (350 + 80 * s, 680), (350 + 60 * s, 750), (350 - 60 * s, 750), (350 - 84 * s, 670), (350 - 30 * s, 640)], fill=tone)
    d.rectangle((470, 90, 540, 320), fill=inks[0])


def _olive(d: ImageDraw.ImageDraw, inks: tuple[str, str, str], paper: str) -> None:
    random = Random(7)
    d.ellipse((440, 90, 600, 250), fill=inks[1])
    d.rectangle((0, 720, 700, 900), fill=inks[2])
    d.line([(330, 800), (350, 640), (310, 520), (340, 400)], fill=inks[0], width=54, joint="curve")
    for end in ((150, 360), (480, 330), (240, 240), (420, 480)):
        d.line([(325, 520), ((325 + end[0]) // 2, end[1] + 90), end], fill=inks[0], width=22, joint="curve")
    for _ in range(330):
        a, r = random.uniform(0, 6.283), random.random() ** 0.5
        x, y, lean = 330 + 270 * r * np.cos(a), 340 + 200 * r * np.sin(a), random.uniform(0, 3.14)
        dx, dy = 26 * np.cos(lean), 26 * np.sin(lean)
        d.polygon([(x - dx, y - dy), (x - dy * 0.3, y + dx * 0.3), (x + dx, y + dy), (x + dy * 0.3, y - dx * 0.3)], fill=random.choice((inks[0], mixed(inks[0], paper, 0.4), mixed(inks[0], inks[1], 0.3))))


def _moon(d: ImageDraw.ImageDraw, inks: tuple[str, str, str], paper: str) -> None:
    d.rectangle((0, 0, 700, 900), fill=inks[0])
    d.ellipse((190, 130, 510, 450), fill=paper)
    d.ellipse((270, 130, 560, 420), fill=mixed(paper, inks[2], 0.18))
    d.rectangle((0, 600, 700, 900), fill=mixed(inks[0], "#000000", 0.3))
    for n, y in enumerate(range(620, 880, 34)):
        w = 190 - n * 14 + (n % 2) * 40
        d.rounded_rectangle((350 - w, y, 350 + w, y + 12), 6, fill=mixed(inks[1], paper, 0.4))
    d.polygon([(0, 600), (160, 470), (280, 560), (430, 440), (700, 600)], fill=inks[2])


_MOTIFS = {"Harbour": _harbour, "Swimmers": _swimmers, "Kiln": _kiln, "Olive Tree": _olive, "Moon": _moon}


def woven(motif: str, colours: tuple[str, ...], *, wide: int = 110, high: int = 150) -> str:
    """A picture in wool: coarse cells, each a little different, with the warp to be seen."""
    flat = Image.new("RGB", (wide * 4, high * 4), colours[0])
    _woven_motif(ImageDraw.Draw(flat), motif, colours, wide * 4, high * 4)
    cells = np.asarray(flat.resize((wide, high), Image.Resampling.BOX), float)
    cells += np.random.default_rng(5).normal(0, 5, (high, wide, 1))
    big = np.kron(cells, np.ones((8, 8, 1)))
    y, x = np.mgrid[0 : high * 8, 0 : wide * 8]
    relief = 0.82 + 0.18 * np.abs(np.sin((y + 4 * ((x // 8) % 2)) * np.pi / 8)) * np.abs(np.cos((x - 4) * np.pi / 8)) ** 0.4
    return _kept(Image.fromarray(np.clip(big * relief[..., None], 0, 255).astype("uint8")), f"woven-{motif}-{wide}-{''.join(colours)}".replace("#", ""))


def _woven_motif(d: ImageDraw.ImageDraw, motif: str, c: tuple[str, ...], w: int, h: int) -> None:
    if motif == "Horizon":
        for n, tone in enumerate(c[1:]):
            d.rectangle((0, h * (0.45 + n * 0.14), w, h), fill=tone)
        d.ellipse((w * 0.28, h * 0.12, w * 0.72, h * 0.12 + w * 0.44), fill=c[-1])
    elif motif == "Harvest":
        for n in range(5):
            x = w * (0.1 + n * 0.2)
            d.line((x, h * 0.95, x, h * 0.25), fill=c[1], width=w // 40)
            for k in range(6):
                y = h * (0.22 + k * 0.07)
                for s in (-1, 1):
                    d.polygon([(x, y + h * 0.05), (x + s * w * 0.07, y), (x + s * w * 0.02, y - h * 0.03)], fill=c[2 + (n + k) % (len(c) - 2)])
    elif motif == "Low Tide":
        for n in range(9):
            y = h * (0.15 + n * 0.1)
            wave = [(x, y + h * 0.025 * np.sin(x / w * 9 + n * 1.1)) for x in range(0, w + 1, 6)]
            d.polygon([*wave, (w, h), (0, h)], fill=c[n % len(c)])
    elif motif == "Night":
        d.ellipse((w * 0.52, h * 0.1, w * 0.86, h * 0.1 + w * 0.34), fill=c[-1])
        for n, top in enumerate((0.55, 0.68, 0.8)):
            d.polygon([(0, h), (0, h * (top + 0.06)), (w * 0.3, h * top), (w * 0.6, h * (top + 0.09)), (w, h * (top - 0.04)), (w, h)], fill=c[1 + n % (len(c) - 1)])
    else:
        for row in range(6):
            for col in range(4):
                x, y = w * col / 4, h * row / 6
                d.rectangle((x + w * 0.02, y + h * 0.012, x + w * 0.23, y + h * 0.155), fill=c[1 + (row * 2 + col) % (len(c) - 1)])


def cover(ground: str, ink: str, title: str = "", *, lines: bool = False) -> str:
    """The front of a book."""
    image = Image.new("RGB", (700, 1000), ground)
    draw = ImageDraw.Draw(image)
    if title:
        draw.rectangle((200, 210, 500, 380), fill=mixed(ground, "#ffffff", 0.85))
        draw.text((350, 296), title, font=font(SERIF, 56), fill=ink, anchor="mm")
    if lines:
        for y in range(90, 960, 44):
            draw.line((70, y, 640, y), fill=ink, width=2)
    return _kept(image, f"cover-{ground[1:]}-{title}".replace(" ", ""))


def mat(ground: str, roads: str) -> str:
    """A grid of cells for a folded solar panel."""
    image = Image.new("RGB", (800, 800), ground)
    draw = ImageDraw.Draw(image)
    for n in range(0, 801, 100):
        draw.line((n, 0, n, 800), fill=roads, width=6)
        draw.line((0, n, 800, n), fill=roads, width=6)
    for n in range(0, 801, 20):
        draw.line((0, n, 800, n), fill=mixed(ground, roads, 0.25), width=1)
    return _kept(image, f"mat-{ground[1:]}")


def readout(text: str) -> str:
    """The display of a scale."""
    image = Image.new("RGB", (800, 260), "#14181a")
    ImageDraw.Draw(image).text((400, 130), text, font=font("Lato-Light.ttf", 110), fill="#d8efe4", anchor="mm")
    return _kept(image, f"readout-{text}")
