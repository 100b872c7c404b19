"""Query parameters and headers of an endpoint, as the documentation shows them."""

from collections.abc import Iterator
from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes

from nexus.platform.http.declaration import Endpoint

_PAGING: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "cursor": ({"type": "string"}, "Opaque position from `next` or `previous`."),
    "page": ({"type": "integer", "minimum": 1}, "Number of the page, from 1."),
    "page_size": ({"type": "integer", "minimum": 1, "maximum": 100}, "Entries per page."),
    "count": ({"type": "boolean"}, "Adds `count`, the number of all entries."),
}
_KEY: Final = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"}
_HEADERS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "X-Cart-Token": ({"type": "string"}, "Token of a guest's cart, instead of the cookie."),
    "X-Order-Token": ({"type": "string"}, "Secret token of a guest's order."),
}


def query_parameters(declared: Endpoint, /) -> Iterator[Any]:
    """A serializer is shown field by field; plain names are strings unless they page."""
    if declared.query_form is not None:
        yield declared.query_form
        return
    for name in sorted(declared.query):
        schema, text = _PAGING.get(name, ({"type": "string"}, ""))
        yield OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=text)
    for prefix in declared.query_prefixes:
        yield OpenApiParameter(
            f"{prefix}{{code}}",
            OpenApiTypes.STR,
            OpenApiParameter.QUERY,
            description=f"Any parameter that starts with `{prefix}`.",
        )


def header_parameters(declared: Endpoint, /) -> Iterator[OpenApiParameter]:
    """Tenant, idempotency key, and the headers that the endpoint reads by itself."""
    yield OpenApiParameter(
        "X-Tenant",
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        description="Slug of the tenant, where the domain does not say it.",
    )
    if declared.idempotent != "no":
        yield _key_parameter(declared.idempotent)
    for name in declared.headers:
        schema, text = _HEADERS.get(name, ({"type": "string"}, ""))
        yield OpenApiParameter(name, schema, OpenApiParameter.HEADER, description=text)


def _key_parameter(rule: str) -> OpenApiParameter:
    who = {"required": "Required. ", "required_for_guests": "Required for guests and API keys. "}.get(
        rule, ""
    )
    text = who + "Same key and body: the same answer again. Another body: 422. Kept for 24 hours."
    return OpenApiParameter(
        "Idempotency-Key", _KEY, OpenApiParameter.HEADER, required=rule == "required", description=text
    )
