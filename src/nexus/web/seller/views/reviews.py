"""What buyers say about the seller's products, and what the seller says to that."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.queries.seller_reviews import NEWEST, review_for, reviews_for
from nexus.kernel.errors import NexusError
from nexus.web.seller.cursors import seller_list
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.refused import in_words
from nexus.web.storefront.returning import back_to

SIZE: Final = 20
LONGEST_ANSWER: Final = 2000


@seller_page()
def listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Newest first. One statement besides those of every page."""
    return _page(request, desk)


@seller_page("POST")
def act(request: HttpRequest, desk: Desk, review_id: UUID) -> HttpResponse:
    """Answer, change or take back the answer, or tell the shop that a review breaks its rules: the pressed button says which."""
    review = review_for(desk.vendor.id, review_id)
    if review is None:
        raise Http404
    try:
        done = _done(request, desk, review)
    except NexusError as error:
        return _page(request, desk, wrong={"id": review_id, "why": in_words(error)}, status=400)
    messages.success(request, done)
    back = back_to(request, request.POST.get("next", ""), default=reverse("seller:reviews"))
    return HttpResponseRedirect(back)


def _done(request: HttpRequest, desk: Desk, review: Any) -> str:
    wished = request.POST.get("do", "answer")
    if wished == "take-back":
        catalog.take_back_answer(review.product_id, review.id)
        return _("Your answer is taken back.")
    if wished == "report" and desk.actor.id is not None:
        catalog.report_review(
            review.product_id, review.id, reporter_id=desk.actor.id, reason=request.POST.get("reason", "")
        )
        return _("Thank you. The shop will look at this review.")
    catalog.answer_review(review.product_id, review.id, text=request.POST.get("text", "")[:LONGEST_ANSWER])
    return _("Your answer stands below the review.")


def _page(
    request: HttpRequest, desk: Desk, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    page, unanswered = seller_list(request, NEWEST, size=SIZE), request.GET.get("show") == "unanswered"
    answer = page.answer(reviews_for(page, desk.vendor.id, unanswered=unanswered), item=lambda found: found)
    facts = {
        "reviews": answer["results"],
        "next": answer["next"],
        "previous": answer["previous"],
        "unanswered": unanswered,
        "wrong": wrong,
        "typed": request.POST.get("text", ""),
    }
    return portal_page(request, desk, "reviews.html", facts, tab="reviews", status=status)
