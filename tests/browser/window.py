"""A browser's window at a shop: where a visitor goes, what axe finds, what developers would see in red."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response
from tests.live.shop import Shop

_AXE = Path(__file__).parent / "vendor" / "axe.js"
# Error answers are part of some stories (a refused coupon); Chromium writes each of them to its console, too.
_FAILED_LOAD = "Failed to load resource"


@dataclass
class Window:
    """One window on a shop's addresses. `troubles` is whatever a person with open developer tools would see in red."""

    shop: Shop
    page: Page
    troubles: list[str] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    """Statuses from 400 on; a story that means them empties the list."""

    @property
    def base(self) -> str:
        return f"http://{self.shop.slug}.localhost:{self.shop.product.port}"

    def go(self, path: str, /, *, status: int = 200) -> Response:
        """Open a path of the shop and wait until it has loaded."""
        answer = self.page.goto(f"{self.base}{path}")
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return answer

    def width(self) -> tuple[int, int]:
        """(of what is drawn, of the window): the first is larger when the page scrolls sideways."""
        drawn, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        return drawn, window

    def violations(self) -> list[str]:
        """What axe-core finds wrong on the page as it is: rule, and where."""
        self.page.evaluate(_axe())
        found: list[dict[str, Any]] = self.page.evaluate("axe.run().then((found) => found.violations)")
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    def listen(self) -> None:
        """From now on: what the console says, scripts that fail, answers that are errors, hosts that are not ours."""
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("response", lambda answer: self._meet(answer.status))
        self.page.on("request", lambda asked: self._watch(asked.url))

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not text.startswith(_FAILED_LOAD):
            self.troubles.append(text)

    def _meet(self, status: int) -> None:
        if status >= 400:
            self.refusals.append(status)

    def _watch(self, url: str) -> None:
        found = urlsplit(url)
        if found.scheme not in {"data", "blob", "about"} and found.netloc != urlsplit(self.base).netloc:
            self.troubles.append(f"asks {url}")


@cache
def _axe() -> str:
    return _AXE.read_text()
