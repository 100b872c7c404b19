"""Endpoints of reviews."""

from typing import Any
from uuid import UUID

from nexus.catalog.contracts.errors import NotTheAuthor
from nexus.catalog.interfaces.api.answers import ReviewBody, ReviewsPage
from nexus.catalog.interfaces.api.forms import NewReview, ReviewChanges, ReviewsQuery
from nexus.catalog.interfaces.api.ownership import visible_product
from nexus.catalog.queries import reviews as queries
from nexus.catalog.services import reviews as services
from nexus.kernel.errors import Forbidden
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)


class ProductReviewsView(ApiView):
    """`/api/catalog/products/<id or slug>/reviews/`"""

    @endpoint(auth="public", query=ReviewsQuery, returns={200: ReviewsPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """What is published, and one's own review whatever became of it."""
        head, asked = visible_product(request.actor, key), validated_query(ReviewsQuery, request)
        page = keyset_page(request, queries.SORTS[asked["sort"]])
        wish = queries.Wish(
            stars=asked.get("stars"),
            verified=asked["verified"],
            reader_id=request.actor.id if request.actor.kind == "user" else None,
        )
        found = queries.reviews_of(head.id, page, wish=wish)
        return page.answer(found, item=review_body, count=lambda: queries.count_of(head.id, wish=wish))

    @endpoint(auth="verified", body=NewReview, returns={201: ReviewBody}, errors=(404, 409))
    def post(self, request: ApiRequest, key: str) -> Response:
        """One per buyer and product. Whether it is published at once is up to the shop."""
        if request.actor.kind != "user" or request.actor.id is None:
            raise Forbidden("Only people write reviews.")
        review = services.write_review(
            key,
            author_id=request.actor.id,
            vendor_ids=request.actor.vendor_ids,
            **validated(NewReview, request),
        )
        location = f"/api/catalog/products/{review.product_id}/reviews/{review.id}/"
        return created(review_body(review), location=location)


class OneReviewView(ApiView):
    """`/api/catalog/products/<id or slug>/reviews/<id>/`"""

    @endpoint(auth="user", body=ReviewChanges, returns={200: ReviewBody}, errors=(404,))
    def patch(self, request: ApiRequest, key: str, review_id: UUID) -> dict[str, Any]:
        """By its author or staff."""
        product_id = self._own(request, key, review_id)
        return review_body(
            services.change_review(product_id, review_id, changes=validated(ReviewChanges, request))
        )

    @endpoint(auth="user", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, key: str, review_id: UUID) -> Response:
        """By its author or staff."""
        services.remove_review(self._own(request, key, review_id), review_id)
        return no_content()

    def _own(self, request: ApiRequest, key: str, review_id: UUID) -> UUID:
        product_id = visible_product(request.actor, key).id
        author_id = services.author_of(product_id, review_id)
        if not (request.actor.is_staff or (request.actor.kind == "user" and request.actor.id == author_id)):
            raise NotTheAuthor()
        return product_id


def review_body(review: Any, /) -> dict[str, Any]:
    """From a row or a model; the author's id stays private."""
    return {
        "id": review.id,
        "author": {"name": review.author_name},
        "rating": review.rating,
        "title": review.title,
        "comment": review.comment,
        "verified_purchase": review.verified_purchase,
        "status": review.status,
        "reason": review.reason,
        "answer": {"text": review.answer, "answered_at": review.answered_at} if review.answer else None,
        "helpful_count": review.helpful_count,
        "unhelpful_count": review.unhelpful_count,
        "created_at": review.created_at,
        "updated_at": review.updated_at,
    }
