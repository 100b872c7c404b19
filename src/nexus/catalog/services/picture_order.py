"""In which order the pictures of a product are shown."""

from collections.abc import Sequence
from uuid import UUID

from nexus.catalog.contracts.dto import ImageInfo
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.queries import products as queries
from nexus.catalog.services.products import announce_change, lock_product
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_ORDER = """
UPDATE catalog_productimage i SET position = wished.position - 1
FROM unnest(%s::uuid[]) WITH ORDINALITY AS wished(id, position)
WHERE i.tenant_id = %s AND i.product_id = %s AND i.id = wished.id"""


def order_images(product_id: UUID, image_ids: Sequence[UUID], /) -> tuple[ImageInfo, ...]:
    """Show them in this order; all of the product's pictures, each once. Raises UnknownProduct, InvalidProduct."""
    lock_product(product_id)
    known = [image.id for image in queries.products([product_id])[product_id].images]
    if sorted(known) != sorted(image_ids):
        message = "State every picture of the product, each once."
        raise InvalidProduct(message, errors={"ids": [message]})
    if known != list(image_ids):
        db.execute(_ORDER, [list(image_ids), current_tenant(), product_id])
        announce_change(product_id)
    return queries.products([product_id])[product_id].images
