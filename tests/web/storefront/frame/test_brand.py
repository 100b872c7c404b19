"""A tenant's look: readable whatever it chooses, its default where it chose nonsense, and never a way into the page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.storefront.frame.test_policy import faults
from tests.web.storefront.frame.window import Window

_RULES = re.compile(r"--accent:(#[0-9a-f]{6});--on-accent:(#[0-9a-f]{6});--accent-text:(#[0-9a-f]{6})")
_WHOLE = re.compile(
    r':root\{([^{}]*)\}@media\(prefers-color-scheme:dark\)\{:root:not\(\[data-theme="light"\]\)\{([^{}]*)\}\}:root\[data-theme="dark"\]\{([^{}]*)\}'
)
PAPERS = ("#fbfaf7", "#151412", "#151412")
HOSTILE = (
    "red;}", "red", "#fff", "#12345g", "#1234567", "#0f5f57;}body{display:none}", "url(//evil.example)", "", None, 7, ["#0f5f57"],
    {"en": "#0f5f57"}, "#0F5F57\n", "＃0f5f57", "</style><script>alert(1)</script>", "#０f5f57", True,
)  # fmt: skip


def _sheet(accent: Any, open_shop: Callable[..., Window]) -> str:
    answer = open_shop(settings={"branding": {"accent": accent}}).get("/brand.css")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    text: str = answer.content.decode()
    return text


def test_two_hundred_accents_can_be_read_on_both_papers() -> None:
    from nexus.web.components.colours import contrast
    from nexus.web.storefront.brand import brand_css

    chosen = random.Random(6)
    accents = [f"#{chosen.randrange(1 << 24):06x}" for _ in range(196)] + [
        "#000000",
        "#ffffff",
        "#808080",
        "#ffff00",
    ]
    for accent in accents:
        found = _RULES.findall(brand_css(accent))
        assert len(found) == 3
        for (ground, text, link), paper in zip(found, PAPERS, strict=True):
            assert contrast(ground, text) >= 4.5, (accent, ground, text)
            assert contrast(link, paper) >= 4.5, (accent, link, paper)


def test_the_papers_are_those_of_the_stylesheet() -> None:
    from pathlib import Path

    source = (Path(__file__).parents[4] / "frontend" / "shop.css").read_text(encoding="utf-8")

    assert re.findall(r"--paper: (#\w+);", source) == list(PAPERS[:2])


def test_contrast_is_that_of_the_recommendation() -> None:
    from nexus.web.components.colours import contrast

    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.00, abs=0.005)


def test_a_colour_that_can_be_read_is_left_as_it_is(open_shop: Callable[..., Window]) -> None:
    assert ":root{--accent:#7a1f3d;" in _sheet("#7a1f3d", open_shop)


@pytest.mark.parametrize("accent", HOSTILE)
def test_what_is_no_colour_is_the_default(open_shop: Callable[..., Window], accent: Any) -> None:
    from nexus.web.storefront.brand import ACCENT, brand_css

    sheet = _sheet(accent, open_shop)

    assert sheet == brand_css(ACCENT)
    assert _WHOLE.fullmatch(sheet)


@pytest.mark.parametrize(
    "branding",
    [None, "x", 7, [], {"accent": {}}, {"logo": 7, "hero_title": ["x"], "about": {"en": 7}, "tagline": {}}],
)
def test_unusable_settings_leave_a_shop_that_works(open_shop: Callable[..., Window], branding: Any) -> None:
    shop = open_shop(name="Plain", settings={"branding": branding})

    assert [shop.get(path).status_code for path in ("/", "/info/about/", "/brand.css")] == [200, 200, 200]


@pytest.mark.parametrize("path", [
    "//evil.example/x.png", "https://evil.example/x.png", "javascript:alert(1)", "\\\\evil.example\\x", "/\\evil.example/x.png",
    "x.png", "data:image/png;base64,AA", " //evil.example/x.png", "/x\n.png", "/\t/evil.example/x.png",
])  # fmt: skip
def test_pictures_come_from_this_host_or_not_at_all(open_shop: Callable[..., Window], path: str) -> None:
    text = open_shop(settings={"branding": {"logo": path, "hero_image": path}}).get("/").content.decode()

    assert "evil.example" not in text
    assert "<img" not in text.partition("</header>")[0]
    assert faults(text) == []


def test_texts_are_text(open_shop: Callable[..., Window]) -> None:
    said = '"><script>alert(1)</script>'
    names = ("tagline", "announcement", "hero_title", "hero_text", "hero_alt", "about", "contact_email")
    shop = open_shop(
        name=said, settings={"branding": dict.fromkeys(names, said) | {"hero_image": '/x"onerror="y.png'}}
    )

    for path in ("/", "/info/about/", "/info/contact/", "/no/such/page"):
        text = shop.get(path).content.decode()
        assert "<script>alert" not in text
        assert faults(text) == []


def test_a_missing_language_is_the_shops_own_or_any(open_shop: Callable[..., Window]) -> None:
    shop = open_shop(
        locale="es",
        settings={"branding": {"tagline": {"es": "Hola", "fr": "Salut"}, "announcement": {"fr": "Salut"}}},
    )

    text = shop.get("/", Accept_Language="en").content.decode()

    assert "Hola" in text
    assert ">Salut</p>" in text


def test_the_stylesheet_is_kept_for_ever_under_its_version_and_no_other(
    open_shop: Callable[..., Window],
) -> None:
    shop = open_shop(settings={"branding": {"accent": "#7a1f3d"}})
    [address] = re.findall(r'href="(/brand\.css\?v=\w+)"', shop.get("/info/about/").content.decode())

    assert shop.get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shop.get("/brand.css?v=older")["Cache-Control"] == "no-cache"
    assert shop.get("/brand.css")["Cache-Control"] == "no-cache"
