"""Windows on a shop whose shelves are filled, and what its visitors do again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import PATIENCE
from tests.browser.window import Window
from tests.live.shop import Shop

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

type Opened = Callable[..., Window]


@pytest.fixture
def open_window(browser: Browser, shop: Shop) -> Iterator[Opened]:
    """`open_window(viewport=PHONE, java_script_enabled=False)`: a visitor with cookies of their own."""
    expect.set_options(timeout=PATIENCE)
    contexts: list[Any] = []

    def opened(**options: Any) -> Window:
        context = browser.new_context(
            **({"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce"} | options)
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        window = Window(shop, context.new_page())
        window.listen()
        return window

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def window(open_window: Opened) -> Window:
    """A window of a desktop's width."""
    return open_window()
