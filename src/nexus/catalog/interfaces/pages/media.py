"""Pictures of products and of the shop. The path is spelled from ids only, so nothing else of the storage can be asked for."""

from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from nexus.platform.tenancy import bound_tenant

TYPES: Final = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


@require_safe
def product_picture(
    request: HttpRequest, tenant_id: UUID, product_id: UUID, image_id: UUID, extension: str
) -> FileResponse:
    """A stored picture of this shop. A key is never used for another picture, so it may be kept for ever."""
    return _picture(tenant_id, f"products/{product_id}/{image_id}", extension)


@require_safe
def smaller_picture(
    request: HttpRequest, tenant_id: UUID, product_id: UUID, image_id: UUID, width: int, extension: str
) -> FileResponse:
    """A smaller copy of a picture of this shop."""
    return _picture(tenant_id, f"products/{product_id}/{image_id}-{width}", extension)


@require_safe
def shop_picture(request: HttpRequest, tenant_id: UUID, image_id: UUID, extension: str) -> FileResponse:
    """A picture that the shop presents itself with; kept as long as a product's."""
    return _picture(tenant_id, f"shop/{image_id}", extension)


def _picture(tenant_id: UUID, name: str, extension: str) -> FileResponse:
    if tenant_id != bound_tenant() or extension not in TYPES:
        raise Http404
    try:
        stored = default_storage.open(f"{tenant_id}/{name}.{extension}")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(stored, content_type=TYPES[extension])
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
