"""The hosted page of the sandbox provider: one button for each outcome."""

from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from nexus.payments.infrastructure.gateways.sandbox import books
from nexus.platform.tenancy import tenant_scope

CSP = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
BUTTONS = (
    ("approve", "Approve", "The bank says yes and the shop is told at once."),
    ("decline", "Decline", "The bank says no."),
    ("hang", "Hang", "The bank never answers. Another button may be pressed later."),
    ("late", "Answer late", "The bank says yes, but only after the order's deadline."),
    ("duplicate", "Approve and repeat", "The bank says yes and tells the shop five times."),
)


@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def hosted_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the charge, or press a button. An unknown reference is a plain 404 page."""
    try:
        return _press(request, reference) if request.method == "POST" else _show(request, reference)
    except books.ChargeNotFound:
        return _page(request, {"charge": None}, status=404)


def _show(request: HttpRequest, reference: str) -> HttpResponse:
    with tenant_scope():
        charge = books.on_page(reference)
    return _page(request, _facts(charge))


def _press(request: HttpRequest, reference: str) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    if outcome not in list(books.Outcome):
        return _page(request, {"charge": None}, status=400)
    try:
        with tenant_scope():
            books.decide(reference, books.Outcome(outcome))
    except books.ChargeDecided:
        with tenant_scope():
            charge = books.on_page(reference)
        return _page(request, _facts(charge) | {"refused": True}, status=409)
    return HttpResponseRedirect(request.path)


def _facts(charge: object) -> dict[str, object]:
    return {
        "charge": charge,
        "amount": books.amount_of(charge),
        "buttons": BUTTONS if charge.state in books.UNDECIDED else (),  # type: ignore[attr-defined]
    }


def _page(request: HttpRequest, facts: dict[str, object], *, status: int = 200) -> HttpResponse:
    answer = render(request, "payments/sandbox/page.html", facts, status=status)
    answer["Content-Security-Policy"] = CSP
    answer["Referrer-Policy"] = "same-origin"
    return answer


@lru_cache(maxsize=1)
def _stylesheet() -> bytes:
    return (Path(__file__).parent / "sandbox.css").read_bytes()


@require_GET
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Served from here, so that the page works before static files are collected."""
    return HttpResponse(_stylesheet(), content_type="text/css", headers={"Cache-Control": "max-age=3600"})
