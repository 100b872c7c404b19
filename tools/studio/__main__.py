"""Renders what is missing: `python -m tools.studio [--again] [part of a name ...]`. Names are those of the files."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tools.studio.heroes import HEROES
from tools.studio.scene import Relief, Shot, photograph
from tools.studio.shelves import desk, gear, house, mar, wear

FOLDER = Path(__file__).parents[2] / "src/nexus/config/demo/pictures"
ONCE = {"Everyday T-Shirt", "Walnut Chef's Knife"}  # nothing is gained by going nearer
SECOND = 3  # after so many turns come the second views


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")


def shots() -> Iterator[tuple[str, Callable[[], Shot]]]:
    """Every picture by the name of its file: heroes, then one of each line in turn; what a line begins with is seen twice."""
    lines = [line for shelf in (house, mar, gear, wear, desk) for line in shelf.LINES]
    yield from ((f"hero-{name}", shot) for name, shot in HEROES.items())
    made = [(title, shot, number) for line in lines for number, (title, shot) in enumerate(line.made.items())]
    for turn in range(max(number for _, _, number in made) + 1):
        yield from ((slug(title), shot) for title, shot, number in made if number == turn)
        if turn == SECOND:
            first = [(title, shot) for title, shot, number in made if number == 0 and title not in ONCE]
            yield from ((f"{slug(title)}-2", closer(shot)) for title, shot in first)


def closer(shot: Callable[[], Shot]) -> Callable[[], Shot]:
    """The second view: nearer, from the other side; what is flat is looked at in detail."""

    def second() -> Shot:
        first = shot()
        view = first.view
        if view.up < 6 or any(isinstance(part.mesh, Relief) for part in first.parts):
            return replace(first, view=replace(view, fill=1.7, centre=(0.5, 0.42), around=-view.around))
        return replace(first, view=replace(view, fill=1.02, up=min(view.up + 17, 62), around=-view.around - 10))

    return second


def main(wanted: list[str]) -> None:
    again = "--again" in wanted
    parts = [part for part in wanted if not part.startswith("--")]
    FOLDER.mkdir(exist_ok=True)
    turn, of = (int(n) for n in os.environ.get("STUDIO_SHARE", "0/1").split("/"))
    for number, (name, shot) in enumerate(shots()):
        if number % of != turn:
            continue
        target = FOLDER / f"{name}.webp"
        if (target.exists() and not again) or (parts and not any(part in name for part in parts)):
            continue
        start = time.monotonic()
        photograph(shot(), target, most=110_000 if name.startswith("hero-") else 22_000)
        print(f"{name}: {time.monotonic() - start:.1f} s, {target.stat().st_size / 1000:.1f} kB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
