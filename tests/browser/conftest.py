"""A real Chromium at a live product. The browser is the machine's own: nothing is downloaded here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.live.seed import PASSWORD
from tests.live.shop import Shop

PATIENCE = 20_000  # ms, for one thing to appear on a slow machine
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


@dataclass
class Desk:
    """One window on a shop's addresses. `troubles` is whatever a person with open developer tools would see in red."""

    shop: Shop
    page: Page
    troubles: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://{self.shop.slug}.localhost:{self.shop.product.port}"

    def go(self, path: str, /) -> None:
        """Open a path of the shop and wait until it has loaded."""
        answer = self.page.goto(f"{self.base}{path}")
        assert answer is not None
        assert answer.status == 200, path

    def log_in(self) -> None:
        """As the owner, through the form."""
        self.go("/admin/")
        self.page.get_by_label("E-mail").fill(self.shop.made["owner"])
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page).to_have_title(f"Today | {self.shop.slug.title()}")

    def width(self) -> tuple[int, int]:
        """(of what is drawn, of the window): the first is larger when the page scrolls sideways."""
        drawn, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        return drawn, window

    def listen(self) -> None:
        """From now on: what the console says, scripts that fail, answers that are errors, hosts that are not ours."""
        self.page.on("console", lambda said: self._note(said.type in {"error", "warning"}, said.text))
        self.page.on("pageerror", lambda error: self._note(True, str(error)))
        self.page.on(
            "response", lambda answer: self._note(answer.status >= 400, f"{answer.status} {answer.url}")
        )
        self.page.on("request", lambda asked: self._note(self._is_foreign(asked.url), f"asks {asked.url}"))

    def _is_foreign(self, url: str) -> bool:
        found = urlsplit(url)
        return found.scheme not in {"data", "blob", "about"} and found.netloc != urlsplit(self.base).netloc

    def _note(self, bad: bool, text: str) -> None:
        if bad:
            self.troubles.append(text)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its program. A machine without one says what is missing; the build machine installs it first."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(
            "no browser here: install Debian's chromium (apt-get install chromium) to run tests/browser"
        )
    return found


@pytest.fixture(scope="module")
def browser(chromium: str, live_product: Any) -> Iterator[Browser]:
    """For one module: Playwright's loop would keep Django's ORM from running in this thread, so it ends before others begin."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET), timeout=60_000)
        yield opened
        opened.close()


@pytest.fixture
def desk(browser: Browser, shop: Shop) -> Iterator[Desk]:
    """A window of a desktop's width; a test may make it narrower."""
    expect.set_options(timeout=PATIENCE)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    opened = Desk(shop, context.new_page())
    opened.listen()
    yield opened
    context.close()
