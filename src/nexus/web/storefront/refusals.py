"""Refusals as pages in the shop's look: what happened, and what to do now."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from psycopg_pool import PoolTimeout

from nexus.platform.http.problems import Problem
from nexus.platform.tenancy import in_scope, tenant_scope
from nexus.search.queries import showcase
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import page
from nexus.web.storefront.waiting import in_words, retry_after
from nexus.web.storefront.wording import words_of

_TEMPLATE: Final = "storefront/refusal.html"
_ROW: Final = 4
# What a problem's own text may add. Elsewhere ours says it all, or the text speaks of the machinery.
_EXPLAINED: Final = frozenset({400, 403, 409, 410, 422})


def refusal(
    request: HttpRequest,
    problem: Problem | int,
    error: BaseException | None = None,
    /,
    *,
    allow: Sequence[str] = (),
    said: tuple[str, str] | None = None,
    back: str = "",
) -> HttpResponse:
    """The page for a status, or for a problem whose text may be shown. Needs no database: without one it is barer.

    `said`: heading and text of the caller's own. `back`: a page of ours to try again from.
    """
    known = None if isinstance(problem, int) else problem
    status = known.status if known else int(problem)  # type: ignore[arg-type]
    heading, text = said or words_of(status)
    facts = {"status": status, "heading": heading, "text": text, "back": back, "detail": _detail(known)}
    facts |= {
        "wait": in_words(retry_after(known)),
        "reference": known.facts.get("request_id", "") if known else "",
    }
    answer = _drawn(request, facts, status)
    _add_headers(answer, known, allow)
    return answer


def _detail(problem: Problem | None) -> str:
    """Problems speak English; on a page in another language ours has to do."""
    shown = problem is not None and problem.status in _EXPLAINED and get_language() == "en"
    return problem.detail if problem and shown else ""


def _drawn(request: HttpRequest, facts: dict[str, Any], status: int) -> HttpResponse:
    if is_partial(request):
        return page(request, f"{_TEMPLATE}#message", facts, status=status)
    if status >= 500:
        return page(request, _TEMPLATE, facts | {"bare": True}, status=status)
    try:
        with _scope():
            return page(request, _TEMPLATE, facts | _comfort(status), status=status)
    except (DatabaseError, PoolTimeout):
        return page(request, _TEMPLATE, facts | {"bare": True}, status=status)


def _scope() -> AbstractContextManager[Any]:
    """The menu needs one; a view that refuses by itself is inside its own already."""
    return nullcontext() if in_scope() else tenant_scope()


def _comfort(status: int) -> dict[str, Any]:
    """Whoever finds nothing is shown what others liked."""
    return {"bestsellers": cards(showcase.bestsellers(limit=_ROW))} if status in (404, 410) else {}


def _add_headers(answer: HttpResponse, problem: Problem | None, allow: Sequence[str]) -> None:
    if allow:
        answer["Allow"] = ", ".join(allow)
    seconds = retry_after(problem)
    if seconds:
        answer["Retry-After"] = str(seconds)
