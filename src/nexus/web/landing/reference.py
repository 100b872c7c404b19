"""The API's documentation as pages: Swagger UI and ReDoc, with nothing from any other host."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView

# Both draw with inline styles; ReDoc searches in a worker that it makes itself. Its logo comes from elsewhere and stays away.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class _Guarded:
    """Adds the policy to whatever the page answers."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response["Content-Security-Policy"] = POLICY
        return response


class SwaggerPage(_Guarded, SpectacularSwaggerSplitView):
    """To try every endpoint. Its script is a request of its own, as the policy knows no inline ones."""


class ReDocPage(_Guarded, SpectacularRedocView):
    """To read. The library's own template asks a font service about every reader."""

    template_name = "landing/redoc.html"
