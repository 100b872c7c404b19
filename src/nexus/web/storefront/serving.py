"""The frame of every view of the shop: method, language, tenant, who asks, and what a refusal looks like."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from nexus.platform.cache import kept_page
from nexus.platform.events import actor_scope
from nexus.platform.http.actor import Actor
from nexus.platform.http.translation import problem_from
from nexus.platform.observability.context import note_actor
from nexus.platform.tenancy import tenant_scope
from nexus.platform.throttling import throttle
from nexus.web.storefront.language import is_partial, language_of
from nexus.web.storefront.maintenance import closed_page, is_closed, may_pass
from nexus.web.storefront.policy import guard
from nexus.web.storefront.refusals import refusal
from nexus.web.storefront.visitors import visitor

type View = Callable[..., HttpResponseBase]


def shop_page(
    *methods: str,
    public: bool = False,
    members: bool = False,
    harmless: bool = False,
    rate: str = "",
    own_scope: bool = False,
) -> Callable[[View], View]:
    """Declare a view. Methods default to GET; HEAD comes with GET.

    `public`: the same for everybody who speaks the language, kept by the cache (its address must match NEXUS_CACHED_PAGES).
    `members`: guests are led to the log-in and back. `harmless`: a POST that needs no CSRF token from clients that do not say
    where they come from, because all it can do is put something into a cart. `rate`: throttled under this name.
    `own_scope`: the view opens tenant_scope() itself, around its database work and not around network calls.
    """
    allowed = methods or ("GET",)

    def declare(view: View) -> View:
        @wraps(view)
        def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def answer() -> HttpResponseBase:
                return _answer(view, request, args, kwargs)

            request.is_public_page = public  # type: ignore[attr-defined]
            with translation.override(language_of(request)), timezone.override(ZoneInfo(_zone(request))):
                try:
                    response = kept_page(request, answer) if public else answer()
                except Exception as error:  # noqa: BLE001 - the edge: every exception becomes a page, the unknown ones logged
                    response = refusal(request, problem_from(error), error)
            guard(response)
            return response

        def _answer(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
            if is_closed(request.tenant) and not may_pass(request):  # type: ignore[attr-defined]
                return closed_page(request)
            if not is_readable(request):
                return refusal(request, 400)
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return refusal(request, 405, allow=allowed)
            if public:
                with tenant_scope():
                    return view(request, *args, **kwargs)
            return _personal(view, request, args, kwargs)

        def _personal(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
            with tenant_scope():
                actor = _admitted(request, rate if request.method == "POST" else "")
                if members and actor.kind != "user":
                    return log_in_first(request)
                if not own_scope:
                    with actor_scope(actor):
                        return view(request, *args, **kwargs)
            with actor_scope(actor):
                return view(request, *args, **kwargs)

        serve.harmless = harmless  # type: ignore[attr-defined] - read by the CSRF middleware
        return serve

    return declare


def is_readable(request: HttpRequest, /) -> bool:
    """Whether path and query hold nothing that the database could not: it stores every character but NUL."""
    return "\0" not in request.path_info and "%00" not in request.META.get("QUERY_STRING", "")


def _admitted(request: HttpRequest, rate: str) -> Actor:
    actor = visitor(request)
    note_actor(actor)
    if rate:
        throttle(_Attempt(request), rate, actor)
    return actor


class _Attempt:
    """What the limiter looks at: the address, and the e-mail of the form."""

    def __init__(self, request: HttpRequest) -> None:
        self.META, self.data = request.META, {"email": request.POST.get("email", "")}


def _zone(request: HttpRequest) -> str:
    return str(request.tenant.time_zone)  # type: ignore[attr-defined]


def log_in_first(request: HttpRequest, /, *, back: str = "") -> HttpResponse:
    """To the log-in and then back here (or `back`); HTMX is told to go there with the whole page."""
    here = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
    address = f"{reverse('shop:login')}?{urlencode({'next': back or here})}"
    if is_partial(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
