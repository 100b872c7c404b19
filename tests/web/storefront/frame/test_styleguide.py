"""The style page: for those who build pages, where a demo runs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.storefront.frame.window import Window, words

_COMPONENTS = Path(__file__).parents[4] / "frontend" / "shop.css"
# Of the frame, or shown with what they belong to.
_ELSEWHERE = {
    "wrap",
    "grid-products",
    "htmx-request",
    "htmx-indicator",
    "needs-js",
    "without-js",
    "plain",
    "gallery",
    "quantity",
    "tab",
    "picture-ground",
    "zoom-frame",
    "focus-x-",
    "focus-y-",
}


def test_there_is_none_where_no_demo_runs(window: Window) -> None:
    assert window.get("/styleguide/").status_code == 404


def test_it_shows_every_component_and_how_it_is_made(window: Window) -> None:
    from django.test import override_settings

    with override_settings(NEXUS_DEMO=True):
        answer = window.get("/styleguide/")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in text
    assert "&lt;button class=&quot;btn btn-primary&quot;&gt;Add to cart&lt;/button&gt;" in text
    shown = {name for classes in re.findall(r'class="([^"]*)"', text) for name in classes.split()}
    assert sorted(_classes() - shown - _ELSEWHERE) == []
    assert "without a picture" in words(answer)


def _classes() -> set[str]:
    """Component classes of the stylesheet."""
    layer = _COMPONENTS.read_text(encoding="utf-8").partition("@layer components {")[2]
    return set(re.findall(r"^  (?:\w+)?\.([a-z-]+)", layer, re.MULTILINE))
