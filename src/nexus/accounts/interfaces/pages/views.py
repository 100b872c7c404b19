"""Prove a mailbox, set a new password. A GET changes nothing: mail programs open links to look at them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from nexus.accounts import services
from nexus.accounts.contracts.errors import LinkNotValid
from nexus.accounts.interfaces.pages.words import words_for
from nexus.accounts.services.passwords import WeakPassword
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.facade import tenant

CSP = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
LONGEST_PASSWORD = 128


@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """A button, and after it the thanks."""
    if request.method != "POST":
        return _page(request, "activate")
    try:
        with tenant_scope():
            services.verify_email(uid, token)
    except LinkNotValid:
        return _page(request, "activate", state="dead", status=400)
    return _page(request, "activate", state="done")


@never_cache
@csrf_protect
@sensitive_post_parameters("new_password")
@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """A field, and after it the confirmation."""
    if request.method != "POST":
        return _page(request, "reset")
    password = request.POST.get("new_password", "")[:LONGEST_PASSWORD]
    try:
        with tenant_scope():
            services.reset_password(uid, token, password)
    except LinkNotValid:
        return _page(request, "reset", state="dead", status=400)
    except WeakPassword as error:
        return _page(request, "reset", errors=error.errors["new_password"], status=400)
    return _page(request, "reset", state="done")


def _page(
    request: HttpRequest, page: str, *, state: str = "ask", status: int = 200, **facts: Any
) -> HttpResponse:
    shop = tenant().name
    words = words_for(request, shop=shop)
    said = {name: words.get(f"{page}_{name}", "") for name in ("lead", "label", "button", "done")}
    context = {
        "shop": shop,
        "words": words,
        "title": words[page],
        "said": said,
        "state": state,
        "page": page,
        **facts,
    }
    answer = render(request, "accounts/pages/link.html", context, status=status)
    answer["Content-Security-Policy"] = CSP
    answer["Referrer-Policy"] = "same-origin"  # the address holds a secret
    return answer


@lru_cache(maxsize=1)
def _stylesheet() -> bytes:
    return (Path(__file__).parent / "pages.css").read_bytes()


@require_GET
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Served from here, so that the pages work before static files are collected."""
    return HttpResponse(_stylesheet(), content_type="text/css", headers={"Cache-Control": "max-age=3600"})
