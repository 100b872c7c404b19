"""Files in the media storage that no picture owns: what a process left that died between the store and the database."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage

from nexus.catalog.models import ProductImage
from nexus.catalog.queries.media_urls import rendition_file
from nexus.kernel import clock
from nexus.platform.tenancy import bound_tenant, tenant_scope

GRACE: Final = timedelta(days=1)
"""Younger files may belong to an upload or a rendering that has not ended."""
_PRODUCT: Final = re.compile(r"[0-9a-f-]{36}", re.ASCII)


def orphans() -> Iterator[str]:
    """Keys of the bound tenant's files below `products/` that are older than a day and belong to no picture. Outside of any
    scope: the storage may be far away."""
    for product in _below(f"{bound_tenant()}/products", folders=True):
        if _PRODUCT.fullmatch(product):
            yield from _of_product(UUID(product))


def _of_product(product_id: UUID) -> Iterator[str]:
    folder = f"{bound_tenant()}/products/{product_id}"
    found = [f"{folder}/{name}" for name in _below(folder, folders=False)]
    with tenant_scope():
        known = set(_owned(product_id))
    yield from (key for key in found if key not in known and _is_old(key))


def _owned(product_id: UUID) -> Iterator[str]:
    for file, renditions in ProductImage.objects.filter(product_id=product_id).values_list(
        "file", "renditions"
    ):
        yield file
        yield from (rendition_file(file, one["width"], one["format"]) for one in renditions)


def _below(folder: str, *, folders: bool) -> list[str]:
    try:
        inner, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return inner if folders else files


def _is_old(key: str) -> bool:
    return bool(default_storage.get_modified_time(key) < clock.now() - GRACE)
