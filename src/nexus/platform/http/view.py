"""The base of every API view: one request, one tenant transaction, one kind of refusal."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from rest_framework import exceptions
from rest_framework.response import Response as FrameworkResponse
from rest_framework.views import APIView

from nexus.platform.cache import cached_response
from nexus.platform.events import actor_scope
from nexus.platform.http.access import check_access
from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.http.admission import admitted
from nexus.platform.http.authentication import authenticate
from nexus.platform.http.declaration import Endpoint, declaration_of
from nexus.platform.http.problems import InvalidCredentials
from nexus.platform.http.requests import ApiRequest
from nexus.platform.http.responses import Response
from nexus.platform.http.translation import problem_from
from nexus.platform.http.validation import check_query
from nexus.platform.idempotency import Claim, claim
from nexus.platform.observability.context import note_actor
from nexus.platform.tenancy import tenant_scope
from nexus.platform.throttling import throttle

METHODS: Final = ("get", "post", "put", "patch", "delete")
# Guests are known by headers and cookies that no cache on the way looks at.
PRIVATE: Final = "private, no-store"
_UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})

type Handler = Callable[..., Any]


class ApiView(APIView):
    """Derive, declare each method with `@endpoint(...)`, return plain data or a `Response`, raise errors of the kernel.

    The whole request (authentication, handler, idempotency) runs in ONE tenant transaction; any exception rolls all of it
    back and becomes a problem document. See docs/api/conventions.md.
    """

    transaction: ClassVar[bool] = True
    """False: the handler opens tenant_scope() itself, around its database work and not around network calls."""
    cached: ClassVar[bool] = False
    """True: GET answers are public, the same for everybody, and kept as bytes until the tenant's generation moves."""

    renderer_classes = ()
    parser_classes: Any = ()
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name in METHODS:
            if name in vars(cls) and declaration_of(vars(cls)[name]) is None:
                raise TypeError(
                    f"{cls.__qualname__}.{name} has no @endpoint(...) declaration: nothing is open by default"
                )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.args, self.kwargs = args, kwargs
        self.request = asked = ApiRequest(request, parsers=self.parser_classes)
        try:
            response = self._serve(asked)
        except Exception as error:  # noqa: BLE001 - the edge: every exception becomes a problem document, the unknown ones logged
            response = self._refuse(error)
        response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    def _serve(self, request: ApiRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return Response(None, 204, headers={"Allow": ", ".join(self.allowed_methods)})
        handler, declared = self._method(str(request.method))
        _check_form(request, declared, self.kwargs)
        if self.cached and declared.is_public and request.method == "GET":
            return cached_response(request._request, lambda: self._run(request, handler, declared))
        return self._run(request, handler, declared)

    def _run(self, request: ApiRequest, handler: Handler, declared: Endpoint) -> HttpResponseBase:
        if self.transaction:
            with (
                tenant_scope(steady_plans=declared.steady_plans),
                actor_scope(self._admit(request, declared)),
            ):
                return self._answer_once(request, handler, declared)
        return self._run_outside(request, handler, declared)

    def _run_outside(self, request: ApiRequest, handler: Handler, declared: Endpoint) -> HttpResponseBase:
        """No transaction around the handler; authentication and the idempotency claim have a short one of their own."""
        held, answered = None, None
        with tenant_scope():
            actor = self._admit(request, declared)
            held = claim(request, declared.idempotent, lasting=True)
            answered = held.replay if held else None
        if answered is not None:
            return answered
        with actor_scope(actor):
            return _kept(held, lambda: _as_response(handler(request, *self.args, **self.kwargs)))

    def _admit(self, request: ApiRequest, declared: Endpoint) -> Actor:
        """Authenticate, count against the rate, check the role: in this order, so that guessing is counted too."""
        try:
            actor = GUEST if declared.ignore_credentials else authenticate(request._request)
        except (InvalidCredentials, exceptions.AuthenticationFailed):
            throttle(request, declared.throttle, GUEST)
            raise
        request.actor = request._request.actor = actor  # type: ignore[attr-defined]
        note_actor(actor)
        throttle(request, declared.throttle, actor)
        check_access(actor, declared)
        admitted(request)
        return actor

    def _answer_once(self, request: ApiRequest, handler: Handler, declared: Endpoint) -> HttpResponseBase:
        if declared.idempotent == "no":
            return _as_response(handler(request, *self.args, **self.kwargs))
        held = claim(request, declared.idempotent)
        if held and held.replay is not None:
            return held.replay
        response = _as_response(handler(request, *self.args, **self.kwargs))
        if held:
            held.keep(response)
        return response

    def _method(self, verb: str) -> tuple[Handler, Endpoint]:
        handler = getattr(self, verb.lower(), None) if verb.lower() in (*METHODS, "head") else None
        declared = declaration_of(handler)
        if handler is None or declared is None:
            raise exceptions.MethodNotAllowed(verb)
        return handler, declared

    def _refuse(self, error: Exception) -> Response:
        answer = problem_from(error).response()
        if answer.status_code == 405:
            answer["Allow"] = ", ".join(self.allowed_methods)
        return answer

    def get_renderers(self) -> list[Any]:
        """None: answers are JSON bytes already."""
        return []

    def _allowed_methods(self) -> list[str]:
        return [name.upper() for name in (*METHODS, "options") if hasattr(self, name)]


def _kept(held: Claim | None, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Run outside a transaction; keep the answer under the claim, or free the key when it failed."""
    if held is None:
        return answer()
    try:
        response = answer()
    except BaseException:
        with tenant_scope():
            held.free()
        raise
    with tenant_scope():
        held.keep(response)
    return response


def _as_response(answer: Any) -> HttpResponseBase:
    """Plain data is a 200, None a 204; DRF's own Response is encoded by our rules."""
    if isinstance(answer, FrameworkResponse):
        return Response(answer.data, answer.status_code, headers=dict(answer.items()))
    if isinstance(answer, HttpResponse):
        return answer
    if isinstance(answer, HttpResponseBase):
        return answer
    return Response(None, 204) if answer is None else Response(answer)


def _check_form(request: ApiRequest, declared: Endpoint, path: dict[str, Any]) -> None:
    """What can be refused before anything is opened: method aside, the query, the path, the size and the wished format."""
    if request.META.get("QUERY_STRING"):
        check_query(request._request, declared)
    if any(isinstance(part, str) and "\x00" in part for part in path.values()):
        raise Http404
    if request.method in _UNSAFE and not _is_upload(request):
        _check_length(request)
    accept = request.META.get("HTTP_ACCEPT", "*/*")
    if "*/*" not in accept and "json" not in accept and "application/*" not in accept:
        raise exceptions.NotAcceptable


def _is_upload(request: ApiRequest) -> bool:
    return str(request.META.get("CONTENT_TYPE", "")).startswith("multipart/form-data")


def _check_length(request: ApiRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if not length.isdigit() or (limit is not None and int(length) > limit):
        raise RequestDataTooBig(f"at most {limit} bytes")
