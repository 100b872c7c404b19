"""Uploading pictures: kept when they are pictures, refused without a trace when they are not."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from PIL import Image
from tests.catalog.marketplace import Market
from tests.catalog.serving import serving


def _picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind, **options)
    return buffer.getvalue()


def _moving(kind: str) -> bytes:
    buffer = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green")]
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def _png_of_size(width: int, height: int) -> bytes:
    """A tiny file that claims to be huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def _upload(
    api: Any, path: str, content: bytes, name: str = "mug.jpg", part: str = "file", **fields: str
) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    headers = {"X-Tenant": api.tenant.slug} | api.headers
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return api.client.post(path, {part: file, **fields}, headers=headers)


def _stored(market: Market) -> list[Path]:
    from django.conf import settings

    return [path for path in (Path(settings.MEDIA_ROOT) / str(market.tenant.id)).rglob("*") if path.is_file()]


@pytest.fixture
def path(market: Market) -> str:
    return f"/api/catalog/products/{market.product().id}/media/"


@pytest.mark.parametrize(
    ("kind", "extension"),
    [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "png")],
)
def test_a_picture_is_kept_shown_and_served(market: Market, path: str, kind: str, extension: str) -> None:
    made = _upload(market.staff(), path, _picture(kind), name="anything.exe", alt="A red mug")

    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["width"], body["height"], body["alt"], body["position"]) == (40, 30, "A red mug", 0)
    assert body["url"].startswith(f"/media/{market.tenant.id}/products/")
    assert body["url"].endswith(f".{extension}")
    served = market.guest.get(body["url"])
    assert (served.status_code, served["X-Content-Type-Options"]) == (200, "nosniff")
    assert Image.open(BytesIO(served.content)).format == kind.replace("GIF", "PNG")
    assert market.guest.get(path).json()["results"] == [body]
    assert market.guest.get("/api/catalog/products/").json()["results"][0]["image"] == body["url"]


def test_the_part_may_be_called_image_as_well(market: Market, path: str) -> None:
    made = _upload(market.staff(), path, _picture(), part="image")
    assert (made.status_code, made.json()["width"]) == (201, 40)
    neither = _upload(market.staff(), path, _picture(), part="picture")
    assert (neither.status_code, set(neither.json()["errors"])) == (400, {"file"})
    assert len(_stored(market)) == 1


def test_metadata_is_stripped_and_the_picture_stands_upright(market: Market, path: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90 degrees
    exif[0x010E] = "taken at home"

    made = _upload(market.staff(), path, _picture(size=(40, 30), exif=exif)).json()

    assert (made["width"], made["height"]) == (30, 40)
    (stored,) = _stored(market)
    assert b"taken at home" not in stored.read_bytes()
    assert not Image.open(stored).getexif()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", id="svg"),
        pytest.param(b"GIF89a" + b"\0" * 100, id="gif"),
        pytest.param(b"#!/bin/sh\necho", id="script"),
        pytest.param(_moving("GIF"), id="moving gif"),
        pytest.param(_moving("WEBP"), id="moving webp"),
        pytest.param(_picture("AVIF")[:-60], id="truncated avif"),
        pytest.param(_picture()[:-200], id="truncated jpeg"),
        pytest.param(_picture("PNG")[:60], id="truncated png"),
        pytest.param(_png_of_size(30_000, 30_000), id="decompression bomb"),
        pytest.param(_png_of_size(12_001, 10), id="too long"),
        pytest.param(_png_of_size(100, 100), id="lying header"),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(market: Market, path: str, content: bytes) -> None:
    refused = _upload(market.staff(), path, content)

    assert refused.status_code == 400, refused.content
    assert list(refused.json()["errors"]) == ["file"]
    assert _stored(market) == []
    assert market.guest.get(path).json()["results"] == []


def test_a_file_above_the_limit_is_refused(market: Market, path: str) -> None:
    refused = _upload(market.staff(), path, _picture() + b"\0" * (10 * 1024 * 1024))

    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["file"])
    assert _stored(market) == []


def test_a_missing_file_and_json_are_refused(market: Market, path: str) -> None:
    staff = market.staff()

    mine = {"X-Tenant": market.tenant.slug} | staff.headers
    assert list(staff.post(path, {"file": "x"}).json()["errors"]) == ["file"]
    assert staff.client.post(path, "x", "text/plain", headers=mine).status_code == 415
    assert (
        staff.client.post(
            path, {"alt": "x"}, headers={"X-Tenant": market.tenant.slug} | staff.headers
        ).status_code
        == 400
    )


def test_a_refused_upload_of_a_stranger_leaves_nothing(market: Market, path: str) -> None:
    assert _upload(market.guest, path, _picture()).status_code == 401
    assert _upload(market.buyer(), path, _picture()).status_code == 403
    assert _upload(market.seller().api, path, _picture()).status_code == 403
    assert _upload(market.staff(), "/api/catalog/products/no-such/media/", _picture()).status_code == 404
    assert _stored(market) == []


def test_a_file_without_its_row_does_not_stay(market: Market, path: str) -> None:
    staff = market.staff()
    for _ in range(30):
        assert _upload(staff, path, _picture()).status_code == 201

    refused = _upload(staff, path, _picture())

    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["file"])
    assert len(_stored(market)) == 30


def test_pictures_are_described_ordered_and_removed(market: Market, path: str) -> None:
    staff = market.staff()
    first, second = (_upload(staff, path, _picture()).json() for _ in range(2))

    assert staff.patch(f"{path}{second['id']}/", {"position": -1, "alt": "Front"}).status_code == 200
    assert [image["id"] for image in market.guest.get(path).json()["results"]] == [second["id"], first["id"]]
    assert staff.delete(f"{path}{second['id']}/").status_code == 204
    assert staff.delete(f"{path}{second['id']}/").status_code == 404

    assert len(_stored(market)) == 1
    assert market.guest.get(second["url"]).status_code == 404
    assert market.guest.get("/api/catalog/products/").json()["results"][0]["image"] == first["url"]


def test_a_picture_is_not_served_to_another_shop(market: Market, other_market: Market, path: str) -> None:
    url = _upload(market.staff(), path, _picture()).json()["url"]

    assert other_market.guest.get(url).status_code == 404
    assert (
        market.guest.get(url.replace(str(market.tenant.id), str(other_market.tenant.id))).status_code == 404
    )


def test_what_hides_behind_a_picture_does_not_survive(market: Market, path: str) -> None:
    """A second picture behind a JPEG (cameras do so), and a page behind a PNG."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green")]
    camera = BytesIO()
    frames[0].save(camera, "MPO", save_all=True, append_images=frames[1:])
    for content in (camera.getvalue(), _picture("PNG") + b"<script>alert(1)</script>PK\x03\x04"):
        made = _upload(market.staff(), path, content)
        assert (made.status_code, made.json()["colour"]) == (
            201,
            "#fe0000" if content[:1] == b"\xff" else "#ff0000",
        )
    for stored in _stored(market):
        assert b"script" not in stored.read_bytes()
        assert getattr(Image.open(stored), "n_frames", 1) == 1


def test_pictures_are_put_in_order_as_one_or_not_at_all(market: Market, path: str) -> None:
    staff = market.staff()
    ids = [_upload(staff, path, _picture()).json()["id"] for _ in range(3)]
    foreign = _upload(staff, f"/api/catalog/products/{market.product('Vase').id}/media/", _picture()).json()[
        "id"
    ]

    turned = staff.put(f"{path}order/", {"ids": [ids[2], ids[0], ids[1]]})
    assert [image["id"] for image in turned.json()["results"]] == [ids[2], ids[0], ids[1]]
    assert [image["position"] for image in turned.json()["results"]] == [0, 1, 2]

    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], ids[0]], [*ids[:2], foreign], []):
        refused = staff.put(f"{path}order/", {"ids": wrong})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["ids"])
    assert market.seller().api.put(f"{path}order/", {"ids": ids}).status_code == 403
    assert [image["id"] for image in market.guest.get(path).json()["results"]] == [ids[2], ids[0], ids[1]]


def test_a_picture_knows_its_focal_point_and_the_choice_it_shows(market: Market) -> None:
    product = market.product(
        variants=tuple(market.variant("9.00", options={"colour": colour}) for colour in ("red", "blue"))
    )
    staff, path = market.staff(), f"/api/catalog/products/{product.id}/media/"
    image = _upload(staff, path, _picture()).json()
    one = f"{path}{image['id']}/"

    changed = staff.patch(one, {"focal_x": 0, "focal_y": 82, "options": {"colour": "blue"}}).json()
    assert (changed["focal_x"], changed["focal_y"], changed["options"]) == (0, 82, {"colour": "blue"})
    page = market.guest.get(f"/p/{product.slug}/").content.decode()
    assert 'class="focus-x-0 focus-y-8"' in page
    for field, value in (("focal_x", 101), ("focal_y", -1), ("options", {"colour": "green"})):
        refused = staff.patch(one, {field: value, "alt": "Not kept"})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert market.guest.get(path).json()["results"] == [changed]
    assert staff.patch(one, {"options": {}}).json()["options"] == {}


def test_a_picture_is_fetched_from_its_url(market: Market, path: str) -> None:
    staff, content = market.staff(), _picture("PNG")
    with serving(
        {"/mug.png": content, "/page": b"<html>", "/bomb.png": _png_of_size(30_000, 30_000)}
    ) as place:
        with override_settings(NEXUS_OUTBOUND_ALLOWED_HOSTS=[place]):
            made = staff.post(path, {"url": f"http://{place}/mug.png", "alt": "A mug"})
            for bad in ("page", "bomb.png", "missing"):
                refused = staff.post(path, {"url": f"http://{place}/{bad}"})
                assert (refused.status_code, list(refused.json()["errors"])) == (400, ["url"])
        inner = staff.post(path, {"url": f"http://{place}/mug.png"})  # not allowed any more
        both = _upload(staff, path, content, url="https://shop.test/mug.png")

    assert (made.status_code, made.json()["width"], made.json()["alt"]) == (201, 40, "A mug")
    assert (inner.status_code, list(inner.json()["errors"])) == (400, ["url"])
    assert (both.status_code, list(both.json()["errors"])) == (400, ["url"])
    assert [image["id"] for image in market.guest.get(path).json()["results"]] == [made.json()["id"]]
    assert len(_stored(market)) == 1
