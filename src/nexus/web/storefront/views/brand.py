"""The tenant's colours as a stylesheet: an inline style would need a weaker policy."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nexus.web.storefront.brand import brand_css, brand_of
from nexus.web.storefront.policy import guard


@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Asked for under its version, so it may be kept for a year; under another one it is asked for again."""
    brand = brand_of(request.tenant, "en")  # type: ignore[attr-defined]
    current = request.GET.get("v") == brand.css_version
    kept = "public, max-age=31536000, immutable" if current else "no-cache"
    answer = HttpResponse(
        brand_css(brand.accent), content_type="text/css; charset=utf-8", headers={"Cache-Control": kept}
    )
    guard(answer)
    return answer
