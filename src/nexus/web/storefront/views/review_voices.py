"""What readers say about a review: whether it helped, and that it breaks the rules. Without scripts each is a form and a page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.errors import AlreadyReported, OwnReview, UnknownProduct
from nexus.catalog.queries import reviews as queries
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor


@shop_page("POST", members=True)
def vote(request: HttpRequest, slug: str, review_id: UUID) -> HttpResponseBase:
    """Helpful or not. A script gets the buttons anew; a form comes back to the review."""
    reader, note = visitor(request), _("Thank you for telling.")
    review: Any = None
    try:
        is_helpful = request.POST.get("helpful") == "true"
        review = catalog.vote_on_review(
            _product(slug), review_id, voter_id=_id(reader), is_helpful=is_helpful
        )
    except OwnReview:
        note = _("This is your own review.")
    if not is_partial(request):
        return redirect(f"/p/{slug}/#review-{review_id}")
    shown = review or queries.one(review_id)
    facts = {"review": shown, "product": {"slug": slug}, "note": note}
    return page(request, "storefront/review_voices.html", facts)


@shop_page("GET", "POST", members=True)
def report(request: HttpRequest, slug: str, review_id: UUID) -> HttpResponseBase:
    """A page that asks why, and says thank you."""
    product_id, review = _product(slug), queries.one(review_id)
    if review is None or review.product_id != product_id or review.status != "published":
        raise UnknownProduct(review=str(review_id))
    hindrance = "own" if review.author_id == visitor(request).id else ""
    if request.method == "GET" or hindrance:
        facts = {"product": {"slug": slug}, "review": review, "hindrance": hindrance}
        return page(
            request, "storefront/review_report.html", facts, status=200 if request.method == "GET" else 403
        )
    try:
        reason = request.POST.get("reason", "")[:500]
        catalog.report_review(product_id, review_id, reporter_id=_id(visitor(request)), reason=reason)
    except AlreadyReported:
        messages.info(request, _("You have reported this review before. We look at every report."))
    else:
        messages.success(request, _("Thank you. We will look at this review."))
    return redirect(f"/p/{slug}/review/")


def _product(slug: str) -> UUID:
    found = catalog.product_head(slug)
    if found is None or not found.is_public:
        raise UnknownProduct(product=slug)
    return found.id


def _id(reader: Any) -> UUID:
    found: UUID = reader.id
    return found
