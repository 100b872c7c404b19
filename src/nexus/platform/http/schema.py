"""OpenAPI of our views, read from the same declarations that the dispatcher obeys."""

from collections.abc import Iterator
from typing import Any, Final

import uritemplate
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes

from nexus.platform.http import schema_fields  # noqa: F401 - registers how our fields look
from nexus.platform.http.declaration import Endpoint, declaration_of
from nexus.platform.http.problems import TITLES, ProblemDocument
from nexus.platform.http.responses import JSON, PROBLEM_JSON
from nexus.platform.http.schema_parameters import header_parameters, query_parameters

_SCHEMES: Final[dict[str, dict[str, str]]] = {
    "Bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "Access token of `jwt/create/`."},
    "ApiKey": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`Api-Key <key>`, for machines."},
    "Session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "Web session, with X-CSRFToken."},
}  # fmt: skip
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})


class AutoSchema(SpectacularSchema):
    """Fills in everything that `@endpoint` says; `@extend_schema` still wins where it is used."""

    @property
    def _declared(self) -> Endpoint | None:
        return declaration_of(getattr(self.view, self.method.lower(), None))

    def get_operation_id(self) -> str:
        """`post_orders_cancel_by_order_id`: unique because it is the path; the library's guesses collide."""
        if self._declared is None:
            return str(super().get_operation_id())
        parts = [part for part in self.path.removeprefix("/api").split("/") if part]
        words = [part for part in parts if not part.startswith("{")]
        keys = [part.strip("{}") for part in parts if part.startswith("{")]
        name = "_".join([self.method.lower(), *words, *(f"by_{key}" for key in keys)])
        return name.replace("-", "_")

    def get_summary(self) -> str | None:
        """What stands beside the path in lists of endpoints: the first sentence of the description."""
        if self._declared is None:
            return super().get_summary()
        told = " ".join(self.get_description().split())
        return told.partition(". ")[0].rstrip(".") or None

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """With the context in front: two contexts may well have a `VendorName` each."""
        name = type(serializer).__name__
        package, context, *_ = (*type(serializer).__module__.split("."), "", "")
        is_ours = package == "nexus" and context not in ("platform", "")
        return name if not is_ours or name.lower().startswith(context) else f"{context.capitalize()}{name}"

    def get_auth(self) -> list[dict[str, Any]]:
        declared = self._declared
        if declared is None:
            return super().get_auth()
        if declared.ignore_credentials:
            return [{}]
        for name, definition in _SCHEMES.items():
            component = ResolvedComponent(
                name=name, type=ResolvedComponent.SECURITY_SCHEMA, object=name, schema=definition
            )
            self.registry.register_on_missing(component)
        return [*([{}] if declared.is_public else []), *({name: []} for name in _SCHEMES)]

    def get_override_parameters(self) -> list[Any]:
        declared = self._declared
        if declared is None:
            return super().get_override_parameters()
        return [*self._path_parameters(), *query_parameters(declared), *header_parameters(declared)]

    def get_request_serializer(self) -> Any:
        declared = self._declared
        return super().get_request_serializer() if declared is None else declared.body

    def _get_request_body(self, direction: Any = "request") -> Any:
        """Bodies of DELETE too, where one is declared (closing an account needs the password)."""
        declared = self._declared
        if self.method != "DELETE" or declared is None or declared.body is None:
            return super()._get_request_body(direction)
        schema, _ = self._get_request_for_media_type(declared.body, direction)
        return {"content": {JSON: {"schema": schema}}, "required": True}

    def get_response_serializers(self) -> Any:
        declared = self._declared
        if declared is None:
            return super().get_response_serializers()
        if declared.returns:
            return dict(declared.returns)
        return {204: None} if self.method == "DELETE" else {200: OpenApiTypes.OBJECT}

    def map_parsers(self) -> list[str]:
        if self._declared is None:
            return super().map_parsers()
        return [parser.media_type for parser in self.view.get_parsers()] or [JSON]

    def map_renderers(self, attribute: str) -> list[str]:
        if self._declared is None:
            return super().map_renderers(attribute)
        return [JSON] if attribute == "media_type" else ["json"]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        declared = self._declared
        if declared is None:
            return bodies
        for status in sorted(_refusals(declared, self.method)):
            if str(status) not in bodies:
                bodies[str(status)] = self._refusal(status)
        if getattr(self.view, "cached", False) and self.method == "GET":
            bodies["304"] = {"description": "Not modified since the ETag in If-None-Match."}
        return dict(sorted(bodies.items()))

    def _refusal(self, status: int) -> dict[str, Any]:
        body: dict[str, Any] = self._get_response_for_code(ProblemDocument, str(status), [PROBLEM_JSON])
        body["description"] = TITLES.get(status, "Refused")
        if status in (429, 503):
            body["headers"] = {
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}
            }
        return body

    def _path_parameters(self) -> Iterator[OpenApiParameter]:
        """Converters say what a path part is; `uuid` is the only one that needs a format."""
        for name in uritemplate.variables(self.path):
            if name == "id" or name.endswith("_id"):
                converter = _converter_of(self.path_regex, name)
                kind = OpenApiTypes.UUID if converter in ("uuid", "") else OpenApiTypes.STR
                yield OpenApiParameter(name, kind, OpenApiParameter.PATH)


def _converter_of(route: str, name: str) -> str:
    for part in route.split("<")[1:]:
        kind, _, rest = part.partition(":")
        if rest.partition(">")[0] == name:
            return kind
    return ""


def _refusals(declared: Endpoint, method: str) -> set[int]:
    """Statuses of the problems that the base class itself can answer with, and those that the view adds."""
    statuses = {400, 404, 406, 429, 503, *declared.errors}
    if not declared.ignore_credentials:
        statuses.add(401)
    if not declared.is_public:
        statuses.add(403)
    if method != "GET":
        statuses |= {403, 409, 413}
    if method in _WITH_BODY or declared.body is not None:
        statuses.add(415)
    if declared.idempotent != "no":
        statuses |= {409, 422, 428} if declared.idempotent != "honoured" else {409, 422}
    return statuses
