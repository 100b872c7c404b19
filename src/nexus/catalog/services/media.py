"""Pictures of products: files in the media storage, rows beside them, and no file without its row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import ImageInfo, ProductInfo
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
from nexus.platform.tenancy import on_commit, tenant_scope

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


def hang_picture(
    product_id: UUID,
    picture: Picture,
    /,
    *,
    alt: str = "",
    options: Mapping[str, str] | None = None,
    source_url: str = "",
) -> ImageInfo:
    """Store a verified picture and add it behind the others, in a transaction of its own: never call it inside of one.

    `options`: the choice it shows; `source_url`: where it was fetched. Raises UnknownProduct, InvalidProduct; then nothing stays.
    """
    with stored_picture(product_id, picture) as file, tenant_scope():
        return append_image(
            product_id, file=file, picture=picture, alt=alt, options=options, source_url=source_url
        )


def append_image(
    product_id: UUID,
    /,
    *,
    file: str,
    picture: Picture,
    alt: str = "",
    options: Mapping[str, str] | None = None,
    source_url: str = "",
) -> ImageInfo:
    """Add a stored picture behind the others. Raises UnknownProduct, InvalidProduct."""
    lock_product(product_id)
    product = queries.products([product_id])[product_id]
    images = product.images
    if len(images) >= MOST_IMAGES:
        message = f"A product has at most {MOST_IMAGES} images."
        raise InvalidProduct(message, errors={"url" if source_url else "file": [message]})
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
        options=_known_choice(options or {}, product),
        source_url=source_url,
        render_due_at=clock.now(),
    )
    image.save(force_insert=True)
    announce_change(product_id)
    on_commit(nudge)
    return _image(product_id, image.id)


def change_image(product_id: UUID, image_id: UUID, /, *, changes: dict[str, Any]) -> ImageInfo:
    """Change `alt`, `position`, `focal_x`, `focal_y` or `options`. Raises UnknownProduct, UnknownImage, InvalidProduct."""
    lock_product(product_id)
    _image(product_id, image_id)
    if changes:
        ProductImage.objects.filter(pk=image_id).update(**_tidy(product_id, changes))
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


def _tidy(product_id: UUID, changes: Mapping[str, Any]) -> dict[str, Any]:
    tidy = dict(changes)
    if "alt" in tidy:
        tidy["alt"] = plain_line(tidy["alt"])[:200]
    if tidy.get("options"):
        tidy["options"] = _known_choice(tidy["options"], queries.products([product_id])[product_id])
    return tidy


def _known_choice(options: Mapping[str, str], product: ProductInfo) -> dict[str, str]:
    """A picture shows what can be chosen: some variant has all of it."""
    if options and not any(options.items() <= variant.options.items() for variant in product.variants):
        message = "No variant of the product has these options."
        raise InvalidProduct(message, errors={"options": [message]})
    return dict(options)


def _image(product_id: UUID, image_id: UUID) -> ImageInfo:
    for image in queries.products([product_id])[product_id].images:
        if image.id == image_id:
            return image
    raise UnknownImage(image_id=str(image_id))
