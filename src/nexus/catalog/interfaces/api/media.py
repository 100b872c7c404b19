"""Endpoints of a product's pictures. Decoding a stranger's picture takes time: it happens outside any
transaction."""

from typing import Any
from uuid import UUID

from rest_framework.parsers import JSONParser, MultiPartParser

from nexus.catalog.interfaces.api.answers import ImageBody, ImagesPage
from nexus.catalog.interfaces.api.forms import ImageChanges, ImageOrder, Upload
from nexus.catalog.interfaces.api.ownership import own_product, visible_product
from nexus.catalog.queries import bodies
from nexus.catalog.queries import products as queries
from nexus.catalog.services import media as services
from nexus.catalog.services.picture_order import order_images
from nexus.catalog.services.pictures import MOST_BYTES, Picture, refused, verified_picture
from nexus.catalog.services.remote_pictures import remote_picture
from nexus.platform.http import (
    PAGE_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    no_content,
    validated,
    whole_list,
)
from nexus.platform.tenancy import tenant_scope


class ProductMediaView(ApiView):
    """`/api/catalog/products/<id or slug>/media/`"""

    transaction = False
    parser_classes = (MultiPartParser, JSONParser)

    @endpoint(auth="public", query=PAGE_QUERY, returns={200: ImagesPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Its pictures, in the order in which they are shown."""
        with tenant_scope():
            head = visible_product(request.actor, key)
            images = queries.products([head.id])[head.id].images
        return whole_list(request, images, item=bodies.image_body)

    @endpoint(
        auth=("seller", "staff"), throttle="write", body=Upload, returns={201: ImageBody}, errors=(404, 413)
    )
    def post(self, request: ApiRequest, key: str) -> Response:
        """Upload a picture, or name its URL; verified by its content. Refused ones leave nothing behind."""
        with tenant_scope():
            product_id = own_product(request.actor, key).id
        asked = validated(Upload, request)
        url = asked.get("url", "")
        image = services.hang_picture(
            product_id,
            remote_picture(url) if url else _uploaded(asked["file"]),
            alt=asked["alt"],
            options=asked.get("options"),
            source_url=url,
        )
        return created(bodies.image_body(image), location=image.url)


def _uploaded(file: Any) -> Picture:
    if file.size > MOST_BYTES:
        raise refused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    return verified_picture(file.read())


class ImageOrderView(ApiView):
    """`/api/catalog/products/<id or slug>/media/order/`"""

    @endpoint(auth=("seller", "staff"), body=ImageOrder, returns={200: ImagesPage}, errors=(404,))
    def put(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Put all pictures into an order, or change nothing."""
        product_id = own_product(request.actor, key).id
        images = order_images(product_id, validated(ImageOrder, request)["ids"])
        return whole_list(request, images, item=bodies.image_body)


class OneImageView(ApiView):
    """`/api/catalog/products/<id or slug>/media/<id>/`"""

    @endpoint(auth=("seller", "staff"), body=ImageChanges, returns={200: ImageBody}, errors=(404,))
    def patch(self, request: ApiRequest, key: str, image_id: UUID) -> dict[str, Any]:
        """Change the text, the position, the focal point or the choice it shows."""
        product_id = own_product(request.actor, key).id
        image = services.change_image(product_id, image_id, changes=dict(validated(ImageChanges, request)))
        return bodies.image_body(image)

    @endpoint(auth=("seller", "staff"), returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, image_id: UUID) -> Response:
        """Remove a picture."""
        services.remove_image(own_product(request.actor, key).id, image_id)
        return no_content()
