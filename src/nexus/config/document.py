"""`/api/schema/`: the OpenAPI document. Made once for each format and language; making it takes a second."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.encoding import force_bytes
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from drf_spectacular.views import SpectacularAPIView

from nexus.platform.http import InvalidRequest, problems

_LANGUAGES = [code for code, _ in settings.LANGUAGES]


class DocumentView(SpectacularAPIView):
    """OpenAPI 3.1 as YAML, or as JSON with `?format=json` or by the Accept header."""

    @extend_schema(
        operation_id="get_schema",
        summary="This document",
        parameters=[
            OpenApiParameter("format", OpenApiTypes.STR, enum=["json", "yaml"]),
            OpenApiParameter("lang", OpenApiTypes.STR, enum=_LANGUAGES),
        ],
        responses={200: OpenApiTypes.OBJECT, **problems(400, 404, 406)},
    )
    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        unknown = sorted(set(request.GET) - {"format", "lang"})
        if unknown:
            raise InvalidRequest(
                f"Unknown query parameter: {', '.join(unknown)}.",
                errors={name: ["Unknown query parameter."] for name in unknown},
            )
        language = request.GET.get("lang") or settings.LANGUAGE_CODE
        if language not in _LANGUAGES:
            raise InvalidRequest("Unknown language.", errors={"lang": [f"One of {', '.join(_LANGUAGES)}."]})
        renderer = request.accepted_renderer
        return HttpResponse(_document(renderer.format, language), content_type=renderer.media_type)


@lru_cache(maxsize=16)
def _document(format_name: str, language: str) -> bytes:
    renderer = OpenApiJsonRenderer() if "json" in format_name else OpenApiYamlRenderer()
    with translation.override(language):
        return force_bytes(renderer.render(SchemaGenerator().get_schema(public=True)))
