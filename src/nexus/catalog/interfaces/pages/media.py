"""Pictures of products and of the shop. The path is spelled from ids only, so nothing else of the storage can be asked for."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe

from nexus.platform.tenancy import bound_tenant

TYPES: Final = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


@require_safe
def product_picture(
    request: HttpRequest, tenant_id: UUID, product_id: UUID, image_id: UUID, extension: str
) -> HttpResponseBase:
    """A stored picture of this shop. A key is never used for another picture, so it may be kept for ever."""
    return _picture(tenant_id, f"products/{product_id}/{image_id}", extension)


@require_safe
def smaller_picture(
    request: HttpRequest, tenant_id: UUID, product_id: UUID, image_id: UUID, width: int, extension: str
) -> HttpResponseBase:
    """A smaller copy of a picture of this shop."""
    return _picture(tenant_id, f"products/{product_id}/{image_id}-{width}", extension)


@require_safe
def shop_picture(request: HttpRequest, tenant_id: UUID, image_id: UUID, extension: str) -> HttpResponseBase:
    """A picture that the shop presents itself with; kept as long as a product's."""
    return _picture(tenant_id, f"shop/{image_id}", extension)


def _picture(tenant_id: UUID, name: str, extension: str) -> HttpResponseBase:
    if tenant_id != bound_tenant() or extension not in TYPES:
        raise Http404
    key = f"{tenant_id}/{name}.{extension}"
    return _elsewhere(key) if settings.NEXUS_MEDIA_REDIRECT else _from_here(key, TYPES[extension])


def _from_here(key: str, kind: str) -> HttpResponseBase:
    try:
        stored = default_storage.open(key)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(stored, content_type=kind)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _elsewhere(key: str) -> HttpResponseBase:
    """To the store itself. A signed address may be kept for half of the time that it holds."""
    public = settings.NEXUS_MEDIA_PUBLIC_URL
    answer = HttpResponseRedirect(f"{public}/{key}" if public else default_storage.url(key))
    answer["Cache-Control"] = (
        f"public, max-age={86400 if public else settings.NEXUS_MEDIA_SIGNED_SECONDS // 2}"
    )
    return answer
