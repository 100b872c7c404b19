"""Where pictures are kept: a folder of this machine, or a bucket of any store that speaks S3."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from nexus.config.settings import env

NEXUS_MEDIA_SIGNED_SECONDS = 3600
_FOR_EVER = "public, max-age=31536000, immutable"


def local_store() -> dict[str, Any]:
    """Keys hold random ids, so nothing is overwritten but a copy that is made again."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"allow_overwrite": True},
    }


def s3_store(
    bucket: str,
    /,
    *,
    endpoint: str = "",
    region: str = "",
    key_id: str = "",
    secret: str = "",
    path_style: bool = False,
) -> dict[str, Any]:
    """django-storages for a bucket. Without a key the machine's own role is asked. Nothing is public by itself; addresses that
    are handed out are signed and hold for an hour."""
    from botocore.config import Config  # only who has a bucket pays for loading it

    style = "path" if path_style else "auto"
    patience = Config(
        s3={"addressing_style": style},
        signature_version="s3v4",
        connect_timeout=3,
        read_timeout=10,
        retries={"max_attempts": 3, "mode": "standard"},
    )
    options = {
        "bucket_name": bucket, "endpoint_url": endpoint or None, "region_name": region or None, "access_key": key_id or None,
        "secret_key": secret or None, "client_config": patience, "default_acl": None, "file_overwrite": True,
        "querystring_expire": NEXUS_MEDIA_SIGNED_SECONDS, "object_parameters": {"CacheControl": _FOR_EVER},
    }  # fmt: skip
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _origin(bucket: str, endpoint: str, region: str, public_url: str, path_style: bool) -> str:
    """What a page's policy has to let pictures come from, when browsers are sent to the store."""
    place = (
        public_url
        or endpoint
        or (f"https://s3.{region}.amazonaws.com" if region else "https://s3.amazonaws.com")
    )
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ImproperlyConfigured(f"NEXUS_S3_PUBLIC_URL or NEXUS_S3_ENDPOINT is no http(s) address: {place}")
    host = parts.netloc if public_url or path_style else f"{bucket}.{parts.netloc}"
    return f"{parts.scheme}://{host}"


_bucket = env.text("NEXUS_S3_BUCKET", "")
_endpoint, _region = env.text("NEXUS_S3_ENDPOINT", ""), env.text("NEXUS_S3_REGION", "")
_path_style = env.flag("NEXUS_S3_PATH_STYLE", False)
NEXUS_MEDIA_PUBLIC_URL = env.text("NEXUS_S3_PUBLIC_URL", "").rstrip("/")
NEXUS_MEDIA_REDIRECT = bool(_bucket) and env.flag("NEXUS_S3_REDIRECT", bool(NEXUS_MEDIA_PUBLIC_URL))
NEXUS_MEDIA_ORIGIN = (
    _origin(_bucket, _endpoint, _region, NEXUS_MEDIA_PUBLIC_URL, _path_style) if NEXUS_MEDIA_REDIRECT else ""
)

MEDIA_ROOT = env.HOME / "media"
MEDIA_URL = "/media/"
# Files that no address serves, such as imports; several machines need a store that all of them reach.
PRIVATE_ROOT = env.HOME / "private"
STORAGES = {
    "default": s3_store(
        _bucket,
        endpoint=_endpoint,
        region=_region,
        key_id=env.text("NEXUS_S3_KEY_ID", ""),
        secret=env.text("NEXUS_S3_SECRET", ""),
        path_style=_path_style,
    )
    if _bucket
    else local_store(),
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
