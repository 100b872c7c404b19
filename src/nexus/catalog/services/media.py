"""Pictures of products: files in the media storage, rows beside them, and no file without its row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import ImageInfo
from nexus.catalog.contracts.errors import InvalidProduct, UnknownImage
from nexus.catalog.models import ProductImage
from nexus.catalog.queries import products as queries
from nexus.catalog.services.pictures import Picture
from nexus.catalog.services.products import announce_change, lock_product
from nexus.catalog.services.prose import plain_line
from nexus.catalog.services.render_nudge import nudge
from nexus.catalog.services.stored_files import put_picture, remove_files
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import on_commit

MOST_IMAGES = 30


@contextmanager
def stored_picture(product_id: UUID, picture: Picture, /) -> Iterator[str]:
    """Put the file there for the block (key in the storage, with the tenant in it); take it away again if
    the block fails."""
    file = put_picture(product_id, picture)
    try:
        yield file
    except BaseException:
        remove_files(file, ())
        raise


def append_image(product_id: UUID, /, *, file: str, picture: Picture, alt: str = "") -> ImageInfo:
    """Add a stored picture behind the others. Raises UnknownProduct, InvalidProduct."""
    lock_product(product_id)
    images = queries.products([product_id])[product_id].images
    if len(images) >= MOST_IMAGES:
        message = f"A product has at most {MOST_IMAGES} images."
        raise InvalidProduct(message, errors={"file": [message]})
    image = ProductImage(
        id=new_id(),
        product_id=product_id,
        file=file,
        width=picture.width,
        height=picture.height,
        alt=plain_line(alt)[:200],
        position=max((found.position for found in images), default=-1) + 1,
        colour=picture.colour,
        digest=picture.digest,
        render_due_at=clock.now(),
    )
    image.save(force_insert=True)
    announce_change(product_id)
    on_commit(nudge)
    return _image(product_id, image.id)


def change_image(product_id: UUID, image_id: UUID, /, *, changes: dict[str, Any]) -> ImageInfo:
    """Change `alt` or `position`. Raises UnknownProduct, UnknownImage."""
    lock_product(product_id)
    _image(product_id, image_id)
    if changes:
        ProductImage.objects.filter(pk=image_id).update(**changes)
    announce_change(product_id)
    return _image(product_id, image_id)


def remove_image(product_id: UUID, image_id: UUID, /) -> None:
    """Remove the row, and its files once that is certain. Raises UnknownProduct, UnknownImage."""
    lock_product(product_id)
    found = ProductImage.objects.filter(pk=image_id, product_id=product_id).first()
    if found is None:
        raise UnknownImage(image_id=str(image_id))
    found.delete()
    announce_change(product_id)
    on_commit(lambda: remove_files(found.file, found.renditions))


def _image(product_id: UUID, image_id: UUID) -> ImageInfo:
    for image in queries.products([product_id])[product_id].images:
        if image.id == image_id:
            return image
    raise UnknownImage(image_id=str(image_id))
