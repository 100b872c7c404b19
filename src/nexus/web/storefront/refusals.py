"""Refusals as pages in the shop's look: what happened, and what to do now."""

from collections.abc import Sequence
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nexus.platform.http.problems import Problem
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.rendering import page

log = structlog.get_logger("nexus.pages")


def refusal(
    request: HttpRequest,
    problem: Problem | int,
    error: BaseException | None = None,
    /,
    *,
    allow: Sequence[str] = (),
) -> HttpResponse:
    """The page for a status, or for a problem whose text may be shown. Needs no database."""
    status = problem if isinstance(problem, int) else problem.status
    detail = "" if isinstance(problem, int) or status in (404, 500, 503) else problem.detail
    heading, text = _words(status)
    facts = {"status": status, "heading": heading, "text": text, "detail": detail, "bare": status >= 500}
    template = "storefront/refusal.html#message" if is_partial(request) else "storefront/refusal.html"
    answer = page(request, template, facts, status=status)
    _add_headers(answer, problem, allow)
    return answer


def _add_headers(answer: HttpResponse, problem: Problem | int, allow: Sequence[str]) -> None:
    if allow:
        answer["Allow"] = ", ".join(allow)
    if not isinstance(problem, int) and "retry_after" in problem.facts:
        answer["Retry-After"] = str(problem.facts["retry_after"])


def _words(status: int) -> tuple[str, Any]:
    known = {
        400: (_("This request cannot be read"), _("Something in the address or the form is not as it should be.")),
        403: (_("Not for you"), _("You may not open this page, or the form was not sent from here.")),
        404: (_("We cannot find this page"), _("It may have moved or sold out for good, or the link is incomplete.")),
        405: (_("That does not work here"), _("This address does not answer to that kind of request.")),
        409: (_("Somebody was quicker"), _("Things have changed in the meantime. Please look again.")),
        410: (_("No longer here"), _("This page has had its time.")),
        413: (_("That is too much"), _("The form is larger than we accept.")),
        429: (_("A little slower, please"), _("There were too many attempts. Wait a moment, then try again.")),
        500: (_("Something went wrong"), _("The fault is ours, and it is written down. Please try again in a moment.")),
        503: (_("We are back in a moment"), _("The shop is being looked after. Nothing you did is lost.")),
    }  # fmt: skip
    return known.get(status, known[400] if status < 500 else known[500])
