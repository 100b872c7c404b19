"""Where a stored picture is served."""

from typing import Final

from django.conf import settings


def media_url(file: str, /) -> str:
    """Path without host of a file in the media storage."""
    return f"{settings.MEDIA_URL}{file}"


def rendition_file(file: str, width: int, kind: str, /) -> str:
    """Key in the media storage of a smaller copy: beside the picture, named by its width and format."""
    return f"{file.rpartition('.')[0]}-{width}.{EXTENSIONS[kind]}"


EXTENSIONS: Final = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
