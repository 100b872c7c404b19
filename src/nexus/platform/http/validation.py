"""From untrusted input to plain values: `validated` for bodies, `validated_query` for query strings."""

from functools import lru_cache
from typing import Any

from rest_framework.serializers import BaseSerializer, Serializer

from nexus.kernel.errors import RuleBroken
from nexus.platform.http.declaration import Endpoint
from nexus.platform.http.encoding import Malformed


class InvalidRequest(RuleBroken):
    """Values are missing or not valid; `errors` says which."""

    code = "invalid"
    title = "The request is not valid"


def validated(form: type[Serializer], request: Any, /, **options: Any) -> dict[str, Any]:
    """The body as the serializer's validated values. `options` go to the serializer (`partial=True`).

    Raises a 400 problem: `malformed` when the body is no object, `invalid` with per-field errors otherwise.
    Members that the serializer does not know are ignored.
    """
    if not hasattr(request.data, "items"):
        raise Malformed("The body must be a JSON object.")
    return _values(form, request.data, options)


def validated_list(
    form: type[Serializer], request: Any, /, *, limit: int = 100, **options: Any
) -> list[dict[str, Any]]:
    """The body as a list of at most `limit` validated objects."""
    if not isinstance(request.data, list):
        raise Malformed("The body must be a JSON list.")
    if len(request.data) > limit:
        raise InvalidRequest(f"At most {limit} entries are accepted.", limit=limit)
    return _values(form, request.data, {"many": True, **options})


def validated_query(form: type[Serializer], request: Any, /) -> dict[str, Any]:
    """The query string as the serializer's validated values; an empty parameter counts as absent."""
    given = {name: value for name, value in request.query_params.items() if value != ""}
    return _values(form, given, {})


def _values(form: type[Serializer], data: Any, options: dict[str, Any]) -> Any:
    return (form(**options) if options else _blank(form)).run_validation(data)


@lru_cache(maxsize=256)
def _blank(form: type[Serializer]) -> BaseSerializer:
    """One for all requests: REST framework copies every field for each new one, and a form keeps nothing of what it validates."""
    return form()


def check_query(request: Any, declared: Endpoint, /) -> None:
    """Refuse parameters that the endpoint did not declare, naming each, and text that cannot be stored."""
    given = request.GET
    unknown = sorted(name for name in given if not declared.accepts_query(name))
    if unknown:
        raise InvalidRequest(
            f"Unknown query parameter: {', '.join(unknown)}.",
            errors={name: ["Unknown query parameter."] for name in unknown},
        )
    if "%00" in request.META.get("QUERY_STRING", ""):
        raise Malformed("Text must not contain the NUL character.")
