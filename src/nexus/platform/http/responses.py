"""Answers: bytes at once, without the template machinery behind DRF's own Response."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse

from nexus.platform.http.encoding import to_json

JSON: Final = "application/json"
PROBLEM_JSON: Final = "application/problem+json"


class Response(HttpResponse):
    """JSON answer. `data` None means an empty body (use with 204). `data` stays readable for tests and callers."""

    def __init__(
        self,
        data: Any = None,
        status: int = 200,
        *,
        headers: Mapping[str, str] | None = None,
        content_type: str = JSON,
    ) -> None:
        body = b"" if data is None else to_json(data)
        super().__init__(body, status=status, content_type=content_type, headers=headers)
        self.data = data
        if data is None and status == 204:
            del self["Content-Type"]


def created(data: Any, *, location: str = "") -> Response:
    """201, with a Location header when one is given."""
    return Response(data, 201, headers={"Location": location} if location else None)


def moved(location: str, /) -> Response:
    """301: here once, there for good."""
    answer = Response(None, 301, headers={"Location": location})
    del answer["Content-Type"]
    return answer


def no_content() -> Response:
    """204."""
    return Response(None, 204)
