"""Every request of the back office runs in one transaction of one tenant, in the name of whoever is logged in.

The view and its template run inside the scope, so an error rolls back everything; work that has to have transactions of its own
(actions) either opts out of the scope or is put off until it has ended.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from nexus.platform.backoffice import is_operator, is_staff
from nexus.platform.backoffice.acting import LATER
from nexus.platform.events import actor_scope
from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.observability.context import note_actor
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.web.backoffice.pages import refused
from nexus.web.backoffice.tenants import chosen_tenant

# No inline script runs, whatever a mail, an event or a name holds; Unfold's Alpine evaluates its attributes.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data: {settings.NEXUS_MEDIA_ORIGIN}; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class BackOfficeScope:
    """Last in MIDDLEWARE: session, CSRF, user and messages are there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or "admin" not in match.app_names:
            return None
        response = _serve(request, view, args, kwargs)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _serve(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase:
    user = _known(request.user)
    with ExitStack() as stack:
        tenant = chosen_tenant(request, is_operator=is_operator(user))
        request.tenant = tenant  # type: ignore[attr-defined]
        stack.enter_context(bind_tenant(tenant.id))
        stack.enter_context(timezone.override(ZoneInfo(tenant.time_zone)))
        actor = _actor(user)
        note_actor(actor)
        stack.enter_context(actor_scope(actor))
        try:
            return _answer(request, view, args, kwargs)
        except Http404:
            return refused(request, 404, user=user)
        except PermissionDenied:
            return refused(request, 403, user=user)


def _answer(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase:
    if getattr(view, "opens_own_scope", False):
        return _rendered(view(request, *args, **kwargs))
    with tenant_scope():
        response = _rendered(view(request, *args, **kwargs))
    for work in getattr(request, LATER, ()):
        work()
    return response


def _rendered(response: Any) -> HttpResponseBase:
    render = getattr(response, "render", None)
    return render() if callable(render) and not response.is_rendered else response


def _known(user: Any) -> Any:
    """The lazy user, looked up now: later a transaction is open, and an operator would need a second connection."""
    return user if user.is_authenticated else AnonymousUser()


def _actor(user: Any) -> Actor:
    if not is_staff(user):
        return GUEST if not user.is_authenticated else Actor(kind="user", id=user.pk)
    return Actor(kind="user", id=user.pk, email=user.email, roles=user.roles, is_verified=user.email_verified)
