"""Pictures in a bucket: the same rules, files far away. The store is moto's S3 behind its own HTTP server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from tests.catalog.api.test_media import _picture, _stored, _upload
from tests.catalog.marketplace import Market

from nexus.catalog.interfaces import tasks
from nexus.config.settings.media import s3_store

SECRETS = {"region": "eu-west-1", "key_id": "key", "secret": "secret"}


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    place = f"http://{host}:{port}"
    s3 = boto3.resource(
        "s3",
        endpoint_url=place,
        region_name="eu-west-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    made = s3.create_bucket(Bucket="pictures", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    store = s3_store("pictures", endpoint=place, path_style=True, **SECRETS)
    with override_settings(STORAGES=settings.STORAGES | {"default": store}):
        yield made
    server.stop()


@pytest.fixture
def path(market: Market) -> str:
    return f"/api/catalog/products/{market.product().id}/media/"


def _keys(bucket: Any, market: Market) -> list[str]:
    return [found.key for found in bucket.objects.filter(Prefix=f"{market.tenant.id}/")]


def test_a_picture_lives_and_dies_in_the_bucket(bucket: Any, market: Market, path: str) -> None:
    staff = market.staff()
    made = _upload(staff, path, _picture(size=(200, 100))).json()
    assert tasks.render(str(market.tenant.id)) is True
    assert len(_keys(bucket, market)) == 1 + 2 * 3
    assert _stored(market) == []

    (image,) = market.guest.get(path).json()["results"]
    for url in (image["url"], image["renditions"][0]["url"]):
        served = market.guest.get(url)
        assert served.status_code == 200
        assert served.content == bucket.Object(url.removeprefix("/media/")).get()["Body"].read()
        assert served["Cache-Control"] == "public, max-age=31536000, immutable"
    assert market.guest.get(image["url"].replace(".jpg", ".png")).status_code == 404

    assert staff.delete(f"{path}{made['id']}/").status_code == 204
    assert _keys(bucket, market) == []


def test_what_is_refused_leaves_nothing_in_the_bucket(bucket: Any, market: Market, path: str) -> None:
    staff = market.staff()
    wrong_choice = _upload(staff, path, _picture(), **{"options.colour": "none"})
    assert (wrong_choice.status_code, list(wrong_choice.json()["errors"])) == (400, ["options"])
    assert _upload(staff, path, _picture()[:-200]).status_code == 400
    assert _keys(bucket, market) == []


def test_browsers_may_be_sent_to_the_bucket(bucket: Any, market: Market, path: str) -> None:
    import httpx

    url = _upload(market.staff(), path, _picture()).json()["url"]
    with override_settings(NEXUS_MEDIA_REDIRECT=True):
        signed = market.guest.get(url)
        with override_settings(NEXUS_MEDIA_PUBLIC_URL="https://cdn.shop.test"):
            public = market.guest.get(url)

    assert (signed.status_code, signed["Cache-Control"]) == (302, "public, max-age=1800")
    assert "X-Amz-Signature=" in signed["Location"]
    assert httpx.get(signed["Location"], trust_env=False).status_code == 200
    assert (public.status_code, public["Location"]) == (
        302,
        f"https://cdn.shop.test{url.removeprefix('/media')}",
    )


def test_a_dead_store_refuses_and_stores_nothing(market: Market, path: str) -> None:
    nowhere = s3_store("pictures", endpoint="http://127.0.0.1:9", path_style=True, **SECRETS)
    nowhere["OPTIONS"]["client_config"] = nowhere["OPTIONS"]["client_config"].merge(_impatient())
    with override_settings(STORAGES=settings.STORAGES | {"default": nowhere}):
        assert _upload(market.staff(), path, _picture()).status_code >= 500
    assert market.guest.get(path).json()["results"] == []


def _impatient() -> Any:
    from botocore.config import Config

    return Config(retries={"max_attempts": 0}, connect_timeout=1)
