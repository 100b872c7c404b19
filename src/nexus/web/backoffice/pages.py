"""Answers that are no page of a record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_SAID = {
    403: (
        "Not for you",
        "Your role does not allow this. An owner of the shop can do it, or give you the role.",
    ),
    404: ("Nothing here", "This record does not exist in this shop. It may belong to another one."),
}


def refused(request: HttpRequest, status: int, /, *, user: Any) -> HttpResponse:
    """A refusal that a person can read; says the same whether something is missing or somebody else's."""
    title, text = _SAID[status]
    context = {"title": title, "text": text, "status": status, "user": user}
    return HttpResponse(render_to_string("backoffice/refused.html", context, request=request), status=status)
