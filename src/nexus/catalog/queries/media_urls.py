"""Where a stored picture is served."""

from django.conf import settings


def media_url(file: str, /) -> str:
    """Path without host of a file in the media storage."""
    return f"{settings.MEDIA_URL}{file}"
