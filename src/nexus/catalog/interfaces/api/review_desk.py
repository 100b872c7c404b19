"""Endpoints of what staff, sellers and readers do with reviews that others wrote."""

from typing import Any
from uuid import UUID

from nexus.catalog.interfaces.api.answers import ReviewBody, ReviewQueue
from nexus.catalog.interfaces.api.forms import AnswerForm, Rejection, ReportForm, ReviewQueueQuery, VoteForm
from nexus.catalog.interfaces.api.ownership import own_product, visible_product
from nexus.catalog.interfaces.api.reviews import review_body
from nexus.catalog.queries import reviews as queries
from nexus.catalog.services import review_desk, review_voices
from nexus.kernel.errors import Forbidden
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)


class ReviewQueueView(ApiView):
    """`/api/catalog/reviews/`"""

    @endpoint(auth="staff", query=ReviewQueueQuery, returns={200: ReviewQueue})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Reviews of all products in one state (pending ones by default), the oldest first."""
        status = validated_query(ReviewQueueQuery, request)["status"]
        page = keyset_page(request, queries.OLDEST)
        found = queries.queue(page, status=status)
        return page.answer(found, item=_queued, count=lambda: queries.count_in(status))


class ApproveReviewView(ApiView):
    """`/api/catalog/reviews/<id>/approve/`"""

    @endpoint(auth="staff", returns={200: ReviewBody}, errors=(404,))
    def post(self, request: ApiRequest, review_id: UUID) -> dict[str, Any]:
        """Publish it; reports so far are settled."""
        return review_body(review_desk.approve(review_id, by=request.actor.id))


class RejectReviewView(ApiView):
    """`/api/catalog/reviews/<id>/reject/`"""

    @endpoint(auth="staff", body=Rejection, returns={200: ReviewBody}, errors=(404,))
    def post(self, request: ApiRequest, review_id: UUID) -> dict[str, Any]:
        """Hide it from everybody but its author, who reads why."""
        reason = validated(Rejection, request)["reason"]
        return review_body(review_desk.reject(review_id, by=request.actor.id, reason=reason))


class ReviewAnswerView(ApiView):
    """`/api/catalog/products/<id or slug>/reviews/<id>/answer/`"""

    @endpoint(auth=("seller", "staff"), body=AnswerForm, returns={200: ReviewBody}, errors=(404,))
    def put(self, request: ApiRequest, key: str, review_id: UUID) -> dict[str, Any]:
        """The seller's words below a review, in place of those that were there."""
        product_id, text = own_product(request.actor, key).id, validated(AnswerForm, request)["text"]
        return review_body(review_desk.answer(product_id, review_id, text=text))

    @endpoint(auth=("seller", "staff"), returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, review_id: UUID) -> Response:
        """Take the answer back."""
        review_desk.take_back_answer(own_product(request.actor, key).id, review_id)
        return no_content()


class ReviewVoteView(ApiView):
    """`/api/catalog/products/<id or slug>/reviews/<id>/vote/`"""

    @endpoint(auth="user", body=VoteForm, returns={200: ReviewBody}, errors=(404,))
    def put(self, request: ApiRequest, key: str, review_id: UUID) -> dict[str, Any]:
        """Whether it helped: one voice for each reader, not for its author."""
        product_id, reader_id = visible_product(request.actor, key).id, _reader(request)
        is_helpful = validated(VoteForm, request)["helpful"]
        return review_body(
            review_voices.vote(product_id, review_id, voter_id=reader_id, is_helpful=is_helpful)
        )

    @endpoint(auth="user", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, review_id: UUID) -> Response:
        """Take one's voice back."""
        product_id = visible_product(request.actor, key).id
        review_voices.take_back_vote(product_id, review_id, voter_id=_reader(request))
        return no_content()


class ReviewReportView(ApiView):
    """`/api/catalog/products/<id or slug>/reviews/<id>/report/`"""

    @endpoint(auth="user", body=ReportForm, throttle="write", returns={204: None}, errors=(404, 409))
    def post(self, request: ApiRequest, key: str, review_id: UUID) -> Response:
        """Tell the shop that it breaks the rules; once for each reader."""
        product_id, reason = visible_product(request.actor, key).id, validated(ReportForm, request)["reason"]
        review_voices.report(product_id, review_id, reporter_id=_reader(request), reason=reason)
        return no_content()


def _reader(request: ApiRequest) -> UUID:
    if request.actor.kind != "user" or request.actor.id is None:
        raise Forbidden("Only people judge reviews.")
    return request.actor.id


def _queued(row: Any) -> dict[str, Any]:
    return review_body(row) | {
        "product": {"id": row.product_id, "slug": row.product_slug, "title": row.product_title},
        "report_count": row.report_count,
        "reports": row.reports or [],
        "decided_at": row.decided_at,
    }
