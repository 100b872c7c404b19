"""RFC 9457 problem documents: the one form of every refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rest_framework import serializers

from nexus.kernel.errors import Category, NexusError, Unauthenticated
from nexus.platform.http.responses import PROBLEM_JSON, Response

STATUS_OF: Final[dict[Category, int]] = {
    Category.RULE_BROKEN: 400,
    Category.UNAUTHENTICATED: 401,
    Category.FORBIDDEN: 403,
    Category.NOT_FOUND: 404,
    Category.CONFLICT: 409,
    Category.GONE: 410,
    Category.UNPROCESSABLE: 422,
    Category.TOO_EARLY: 425,
    Category.KEY_REQUIRED: 428,
    Category.THROTTLED: 429,
    Category.UNAVAILABLE: 503,
}
TITLES: Final[dict[int, str]] = {
    400: "Malformed request or broken rule",
    401: "Authentication is required or the credentials are not valid",
    403: "Not allowed",
    404: "Not found, or somebody else's",
    405: "Method not allowed",
    406: "The answer is only available as JSON",
    409: "Conflict with the current state",
    410: "No longer available",
    413: "Body too large",
    415: "Unsupported media type",
    422: "The idempotency key was used with another request",
    425: "Too early",
    428: "An Idempotency-Key header is required",
    429: "Too many requests",
    500: "Internal error",
    503: "Temporarily unavailable",
}
CHALLENGE: Final = 'Bearer realm="nexus", Api-Key realm="nexus"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refusal, ready to be sent."""

    status: int
    code: str
    title: str
    detail: str
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Members of the document; facts never overwrite the standard ones."""
        document: dict[str, Any] = {
            **self.facts,
            "type": f"urn:nexus:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            document["errors"] = self.errors
        return document

    def response(self) -> Response:
        """The HTTP answer, with Retry-After and WWW-Authenticate where they belong."""
        headers = dict(self.headers)
        if "retry_after" in self.facts:
            headers.setdefault("Retry-After", str(self.facts["retry_after"]))
        if self.status == 401:
            headers.setdefault("WWW-Authenticate", CHALLENGE)
        answer = Response(self.body(), self.status, headers=headers, content_type=PROBLEM_JSON)
        answer["Cache-Control"] = "no-store"
        return answer


def from_error(error: NexusError, /) -> Problem:
    """The problem that one of our own errors stands for."""
    return Problem(
        status=STATUS_OF[error.category],
        code=error.code,
        title=error.title,
        detail=error.detail,
        errors=error.errors,
        facts=error.facts,
    )


def problem(error: NexusError, /) -> Response:
    """Answer with the refusal **without** rolling back what the handler did; raise the error instead to roll back."""
    return from_error(error).response()


class InvalidCredentials(Unauthenticated):
    """Credentials were sent and are not valid: expired, revoked, unknown or garbled."""

    code = "invalid_credentials"
    title = "The credentials are not valid"


class ProblemDocument(serializers.Serializer):
    """How a refusal looks in the API documentation. Further members are facts of the particular problem."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemDocument]]:
    """Entries for `@extend_schema(responses={200: X, **problems(404, 409)})`. `@endpoint(errors=...)` needs none of it."""
    return {(status, PROBLEM_JSON): ProblemDocument for status in statuses}
