"""Smaller copies of pictures: made after the upload, told by the API and by pages, gone with their picture."""

from __future__ import annotations

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from tests.catalog.api.test_media import _stored, _upload
from tests.catalog.marketplace import Market

from nexus.catalog import facade as catalog
from nexus.catalog.interfaces import tasks
from nexus.catalog.models import ProductImage
from nexus.catalog.services import rendering
from nexus.catalog.services.renditions import renditions_of, widths_of
from nexus.kernel import clock
from nexus.platform.tenancy import bind_tenant, tenant_scope

PRODUCTS = "/api/catalog/products/"
EVERY = [(160, "avif"), (160, "jpeg"), (160, "webp"), (200, "avif"), (200, "jpeg"), (200, "webp")]


def _drawn(mode: str = "RGB", size: tuple[int, int] = (200, 100), kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, (200, 30, 60, 0)[: len(mode)]).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def path(market: Market) -> str:
    return f"{PRODUCTS}{market.product().id}/media/"


def test_copies_are_never_wider_than_the_picture() -> None:
    assert [widths_of(one) for one in (1, 160, 700, 1440, 9000)] == [
        [1],
        [160],
        [700, 640, 320, 160],
        [1440, 960, 640, 320, 160],
        [1440, 960, 640, 320, 160],
    ]


@pytest.mark.parametrize(
    ("mode", "size", "kind"),
    [("RGB", (3000, 30), "JPEG"), ("RGBA", (200, 100), "PNG"), ("RGBA", (3, 1), "WEBP")],
)
def test_copies_are_whole_pictures_and_stay_transparent(mode: str, size: tuple[int, int], kind: str) -> None:
    for one in renditions_of(_drawn(mode, size, kind)):
        with Image.open(BytesIO(one.content)) as copy:
            copy.load()
            assert (copy.format, copy.width) == (one.format.upper(), one.width)
            assert copy.height == max(1, round(one.width * size[1] / size[0]))
            assert copy.has_transparency_data == (mode == "RGBA" and one.format != "jpeg")
            if mode == "RGBA" and one.format == "jpeg":
                assert copy.getpixel((0, 0)) == (255, 255, 255)


def test_an_upload_gets_copies_that_api_and_pages_tell_of(market: Market, path: str) -> None:
    made = _upload(market.staff(), path, _drawn()).json()
    assert (made["renditions"], made["widths"], made["colour"]) == ([], [], "#c81e3c")

    assert tasks.render(str(market.tenant.id)) is True
    assert tasks.render(str(market.tenant.id)) is False  # once is enough

    (image,) = market.guest.get(path).json()["results"]
    assert [(one["width"], one["format"]) for one in image["renditions"]] == EVERY
    assert image["widths"] == [160, 200]
    for one in image["renditions"]:
        served = market.guest.get(one["url"])
        content = served.content
        assert (served.status_code, served["Content-Type"]) == (200, f"image/{one['format']}")
        assert served["Cache-Control"] == "public, max-age=31536000, immutable"
        assert Image.open(BytesIO(content)).width == one["width"]
    (item,) = market.guest.get(PRODUCTS).json()["results"]
    assert item["picture"] == {
        "width": 200, "height": 100, "focal_x": 50, "focal_y": 50, "colour": "#c81e3c", "widths": [160, 200],
    }  # fmt: skip
    page = market.guest.get(f"/p/{item['slug']}/").content.decode()
    assert f'<source type="image/avif" srcset="{image["renditions"][3]["url"]}">' in page
    assert '<rect width="100%" height="100%" fill="#c81e3c"/>' in page

    assert market.staff().delete(f"{path}{made['id']}/").status_code == 204
    assert _stored(market) == []
    assert market.guest.get(image["renditions"][0]["url"]).status_code == 404


def test_a_picture_removed_meanwhile_takes_its_copies_with_it(
    market: Market, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = market.staff()
    made = _upload(staff, path, _drawn()).json()
    encode = rendering.renditions_of

    def slowly(content: bytes) -> Any:
        yield from encode(content)
        assert staff.delete(f"{path}{made['id']}/").status_code == 204

    monkeypatch.setattr(rendering, "renditions_of", slowly)
    assert tasks.render(str(market.tenant.id)) is True
    assert _stored(market) == []


def test_a_picture_that_cannot_be_copied_is_given_up_and_asked_for_again(market: Market, path: str) -> None:
    _upload(market.staff(), path, _drawn())
    (stored,) = _stored(market)
    whole = stored.read_bytes()
    stored.write_bytes(whole[:50])

    for attempt in range(1, rendering.MOST_ATTEMPTS + 1):
        _due_now(market)
        assert tasks.render(str(market.tenant.id)) is True
        with tenant_scope(market.tenant.id):
            image = ProductImage.objects.get()
        assert image.render_attempts == attempt
        assert (image.render_due_at is None) == (attempt == rendering.MOST_ATTEMPTS)
    assert tasks.render_due() >= 0
    assert tasks.render(str(market.tenant.id)) is False

    Path(stored).write_bytes(whole)
    with tenant_scope(market.tenant.id):
        assert catalog.ask_for_renditions() == 1
    assert tasks.render(str(market.tenant.id)) is True
    assert market.guest.get(path).json()["results"][0]["widths"] == [160, 200]


def test_a_picture_in_other_hands_is_left_alone_until_they_are_dead(market: Market, path: str) -> None:
    _upload(market.staff(), path, _drawn())
    with tenant_scope(market.tenant.id):
        ProductImage.objects.update(render_due_at=clock.now() + rendering.LEASE, render_attempts=1)

    assert tasks.render(str(market.tenant.id)) is False
    _due_now(market)
    assert tasks.render_due() >= 1  # the sweep sees that this shop waits
    assert tasks.render(str(market.tenant.id)) is True


def _due_now(market: Market) -> None:
    with tenant_scope(market.tenant.id):
        ProductImage.objects.filter(render_due_at__isnull=False).update(render_due_at=clock.now())


def test_files_that_nobody_owns_are_found_once_they_are_old(market: Market, path: str) -> None:
    _upload(market.staff(), path, _drawn())
    tasks.render(str(market.tenant.id))
    (kept,) = [found for found in _stored(market) if "-" not in found.stem[36:]]
    left = [kept.with_name(f"{kept.stem}-640.avif"), kept.with_name("0" * 36 + ".jpg")]
    for file in left:
        file.write_bytes(b"left")
    with bind_tenant(market.tenant.id):
        assert list(catalog.orphans()) == []
        for file in _stored(market):
            _age(file)
        root = Path(settings.MEDIA_ROOT)
        assert sorted(catalog.orphans()) == sorted(str(file.relative_to(root)) for file in left)
    with tenant_scope(market.tenant.id):
        assert ProductImage.objects.count() == 1


def _age(file: Path) -> None:
    long_ago = file.stat().st_mtime - timedelta(days=2).total_seconds()
    os.utime(file, (long_ago, long_ago))
