"""Which thing is photographed for which product: title -> a shot. One module for each part of the shops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.studio.scene import Part, Shot, View


class Line:
    """Collects the shots of one line, before its paper; every second one is turned a little differently."""

    def __init__(self, paper: str, other: str = "", *, up: float = 16, around: float = 18, fill: float = 0.66):
        self.papers = (paper, other or paper)
        self.view = View(up=up, around=around, fill=fill)
        self.made: dict[str, Callable[[], Shot]] = {}

    def add(self, title: str, parts: Callable[[], Sequence[Part]], **view: float) -> None:
        """A product and what stands before the camera for it. Built only when it is photographed."""
        number = len(self.made)
        seen = replace(self.view, **view)
        if "around" not in view and "up" not in view:
            seen = replace(seen, around=seen.around + (0, -7, 5)[number % 3], up=seen.up + (0, 2, -1)[number % 3])
        paper = self.papers[number % 2]
        self.made[title] = lambda: Shot(list(parts()), paper, seen)
