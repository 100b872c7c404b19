"""Files of pictures in the media storage. Nothing here belongs into a transaction: the storage may be far away."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nexus.catalog.queries.media_urls import rendition_file
from nexus.catalog.services.pictures import Picture
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import bound_tenant

_log = structlog.get_logger(__name__)


def put_picture(product_id: UUID, picture: Picture, /) -> str:
    """Store a new picture; its key, with the tenant in it."""
    name = f"{bound_tenant()}/products/{product_id}/{new_id()}.{picture.extension}"
    return default_storage.save(name, ContentFile(picture.content))


def put_rendition(file: str, width: int, kind: str, content: bytes, /) -> None:
    """Store a copy beside its picture; one that is there is replaced."""
    default_storage.save(rendition_file(file, width, kind), ContentFile(content))


def content_of(file: str, /) -> bytes:
    """Raises FileNotFoundError."""
    with default_storage.open(file) as stored:
        return bytes(stored.read())


def remove_files(file: str, renditions: Iterable[Mapping[str, Any]], /) -> None:
    """The picture and its copies. What cannot be removed stays, and `nexus manage media_orphans` finds it: whoever calls this has
    already decided."""
    keys = [*(rendition_file(file, one["width"], one["format"]) for one in renditions), file]
    try:
        for key in keys:
            default_storage.delete(key)
    except Exception as error:  # noqa: BLE001 - a far store raises anything
        _log.exception("picture_files_left", file=file, error=repr(error))
