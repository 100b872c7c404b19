"""The request that views receive: DRF's, with strict JSON by default and the actor on it."""

from typing import IO, Any, Final, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from rest_framework import exceptions
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.http.encoding import Malformed, from_json

_JSON_TYPES: Final = ("application/json", "application/merge-patch+json")


class ApiRequest(Request):
    """`actor` is who asks; `data` the decoded body ({} without one); `query_params` the query string."""

    actor: Actor

    def __init__(self, request: HttpRequest, /, *, parsers: tuple[type[BaseParser], ...] = ()) -> None:
        # DRF's own __init__ builds negotiators and authenticators that this edge does not use.
        self._request = request
        self._parser_classes = parsers
        self.authenticators = ()
        self.parser_context = {"request": self, "encoding": "utf-8"}
        self.actor = GUEST

    @property
    def parsers(self) -> list[BaseParser]:  # type: ignore[override, misc]
        return [parser() for parser in self._parser_classes]

    def __getattr__(self, name: str) -> Any:
        # Lazily what DRF's __init__ sets eagerly; everything else belongs to Django's request.
        if name in ("_data", "_files", "_full_data"):
            self._read()
            return self.__dict__[name]
        return getattr(self.__dict__["_request"], name)

    @property
    def data(self) -> Any:
        return self._full_data

    @property  # type: ignore[misc]
    def user(self) -> Any:  # type: ignore[override]
        """Django's user when a session middleware put one there; rules look at `actor` instead."""
        return getattr(self._request, "user", None)

    @property  # type: ignore[misc]
    def auth(self) -> None:
        return None

    def raw_body(self) -> bytes:
        """The bytes as they were sent. Raises RequestDataTooBig (413) over DATA_UPLOAD_MAX_MEMORY_SIZE."""
        return self._request.body

    def _read(self) -> None:
        self._data: Any = QueryDict()
        self._files: Any = MultiValueDict()
        self._full_data = self._data = self._read_form() if self._is_form() else self._read_json()

    def _is_form(self) -> bool:
        kind = self._media_type()
        return kind not in _JSON_TYPES and any(parser.media_type == kind for parser in self._parser_classes)

    def _takes_json(self) -> bool:
        """Always, unless the view names parsers and none of them is for JSON."""
        return not self._parser_classes or any(
            parser.media_type in _JSON_TYPES for parser in self._parser_classes
        )

    def _media_type(self) -> str:
        return str(self._request.META.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()

    def _read_json(self) -> Any:
        body = self._request.body
        if not body:
            return {}
        if self._media_type() not in _JSON_TYPES or not self._takes_json():
            raise exceptions.UnsupportedMediaType(self._media_type() or "none")
        return from_json(body)

    def _read_form(self) -> Any:
        """Multipart, on the views that take it: DRF's parser, then files and fields in one mapping."""
        limit = settings.NEXUS_UPLOAD_LIMIT if hasattr(settings, "NEXUS_UPLOAD_LIMIT") else 20 * 1024 * 1024
        if _length(self._request) > limit:
            raise RequestDataTooBig("upload too large")
        kind = self._media_type()
        parser = next(parser for parser in self.parsers if parser.media_type == kind)
        parsed: Any = parser.parse(
            cast("IO[Any]", self._request), self._request.META["CONTENT_TYPE"], self.parser_context
        )
        data, self._files = getattr(parsed, "data", parsed), getattr(parsed, "files", MultiValueDict())
        if any("\x00" in value for values in data.lists() for value in values[1]):
            raise Malformed("Text must not contain the NUL character.")
        data = data.copy()
        data.update(self._files)
        return data


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
