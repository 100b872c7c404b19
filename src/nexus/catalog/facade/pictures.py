"""Pictures of products."""

from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import ImageInfo
from nexus.catalog.queries import bodies
from nexus.catalog.services import media as media_services
from nexus.catalog.services import rendering
from nexus.catalog.services.pictures import Picture, verified_picture


def add_image(product_id: UUID, /, *, content: bytes | Picture, alt: str = "") -> ImageInfo:
    """Verify a picture by its content, strip its metadata, store it, append it. Raises InvalidImage.

    For imports and the demo: bytes are decoded inside the caller's transaction; who has many lets `verified_picture`
    do that beforehand, in other processes.
    """
    picture = content if isinstance(content, Picture) else verified_picture(content)
    with media_services.stored_picture(product_id, picture) as file:
        return media_services.append_image(product_id, file=file, picture=picture, alt=alt)


def change_image(product_id: UUID, image_id: UUID, /, *, changes: dict[str, Any]) -> ImageInfo:
    """Change any of alt, focal_x, focal_y, options. Raises UnknownProduct, UnknownImage."""
    return media_services.change_image(product_id, image_id, changes=changes)


def remove_image(product_id: UUID, image_id: UUID, /) -> None:
    """Remove a picture, and its files once that is certain. Raises UnknownProduct, UnknownImage."""
    media_services.remove_image(product_id, image_id)


def ask_for_renditions(*, only_missing: bool = True) -> int:
    """Have the smaller copies of the tenant's pictures made, of all or of those that have none; how many that are."""
    return rendering.render_again(only_missing=only_missing)


def render_next_picture() -> bool:
    """Make the copies of the picture that has waited longest; False: none waits. Outside of any scope: for seconds."""
    return rendering.render_next()


def picture_facts(image: ImageInfo, /) -> dict[str, Any]:
    """What is needed to show a picture small, ready for JSON."""
    return bodies.picture_facts(image)
