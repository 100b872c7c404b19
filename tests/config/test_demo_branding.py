"""The demo shops are opened with a face of their own, and keep the one they have."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from nexus.config.demo.branding import BRANDS, branded, hang_hero
from nexus.config.demo.pictures import hero

KEYS = {
    "tagline", "accent", "announcement", "hero_title", "hero_text", "hero_image", "hero_alt", "about", "contact_email",
    "instagram",
}  # fmt: skip


@pytest.mark.parametrize("slug", BRANDS)
def test_the_words_are_there_in_both_languages(slug: str) -> None:
    branding = branded(slug, uuid4())["branding"]
    assert set(branding) <= KEYS
    spoken = {key: value for key, value in branding.items() if isinstance(value, dict)}
    assert set(spoken) == {"tagline", "announcement", "hero_title", "hero_text", "hero_alt", "about"}
    assert all(set(value) == {"en", "es"} and all(value.values()) for value in spoken.values())
    assert [text.count("\n\n") for text in branding["about"].values()] == [1, 1]


@pytest.mark.parametrize("slug", BRANDS)
def test_white_text_can_be_read_on_the_accent(slug: str) -> None:
    accent = BRANDS[slug]["accent"]
    parts = [int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    assert 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) > 4.5  # WCAG 2, AA


@pytest.mark.parametrize("slug", BRANDS)
def test_the_still_life_is_wide_and_light(slug: str) -> None:
    image = Image.open(BytesIO(hero(slug)))
    assert (image.format, image.size) == ("WEBP", (1600, 1000))
    assert len(hero(slug)) <= 120_000


def test_the_still_life_is_served_where_the_branding_says(tenant: Any) -> None:
    shop = replace(tenant, settings=branded("bazaar", tenant.id))
    hang_hero(shop, "bazaar")
    hang_hero(shop, "bazaar")

    url = shop.settings["branding"]["hero_image"]
    served = Client().get(url, headers={"X-Tenant": tenant.slug})
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
    assert b"".join(served.streaming_content) == hero("bazaar")
    assert len(default_storage.listdir(f"{tenant.id}/shop")[1]) == 1
    elsewhere = url.replace(str(tenant.id), str(uuid4()))
    assert Client().get(elsewhere, headers={"X-Tenant": tenant.slug}).status_code == 404


def test_a_shop_with_another_picture_keeps_it(tenant: Any) -> None:
    hang_hero(replace(tenant, settings={}), "bazaar")
    assert not default_storage.exists(f"{tenant.id}/shop")
