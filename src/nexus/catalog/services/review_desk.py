"""What staff and sellers do with reviews: let them in, refuse them, answer them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.errors import InvalidProduct, UnknownReview
from nexus.catalog.contracts.events import ReviewAnswered, ReviewDecided
from nexus.catalog.models import Review, ReviewStatus
from nexus.catalog.services.prose import plain_line, plain_text
from nexus.catalog.services.ratings import move, share_of
from nexus.catalog.services.reviews import STREAM, has_bought, locked
from nexus.kernel import clock
from nexus.platform.cache import bump_generation
from nexus.platform.events import append

MOST_OF_ANSWER: Final = 2000
MOST_OF_REASON: Final = 200


def approve(review_id: UUID, /, *, by: UUID | None) -> Review:
    """Everybody reads it, and what was reported so far is settled. Raises UnknownReview."""
    return _decide(review_id, ReviewStatus.PUBLISHED, by=by, reason="")


def reject(review_id: UUID, /, *, by: UUID | None, reason: str) -> Review:
    """Nobody but its author reads it, with the reason. Raises UnknownReview, InvalidProduct."""
    tidy = plain_line(reason)
    if not 1 <= len(tidy) <= MOST_OF_REASON:
        message = f"Must have 1 to {MOST_OF_REASON} characters of text."
        raise InvalidProduct("A rejection has a reason.", errors={"reason": [message]})
    return _decide(review_id, ReviewStatus.REJECTED, by=by, reason=tidy)


def answer(product_id: UUID, review_id: UUID, /, *, text: str) -> Review:
    """The seller's words below a review; they replace those that were there. Raises UnknownReview, InvalidProduct."""
    tidy = plain_text(text)
    if not 1 <= len(tidy) <= MOST_OF_ANSWER:
        message = f"Must have 1 to {MOST_OF_ANSWER} characters of text."
        raise InvalidProduct("An answer has a text.", errors={"text": [message]})
    review = locked(review_id, product_id=product_id)
    is_first = not review.answer
    _set(review, {"answer": tidy, "answered_at": clock.now()})
    bump_generation()
    if is_first:
        answered = ReviewAnswered(product_id=product_id, review_id=review_id, author_id=review.author_id)
        append(STREAM, review_id, [answered])
    return review


def take_back_answer(product_id: UUID, review_id: UUID, /) -> None:
    """Raises UnknownReview."""
    review = locked(review_id, product_id=product_id)
    if not review.answer:
        raise UnknownReview("There is no answer.", review_id=str(review_id))
    _set(review, {"answer": "", "answered_at": None})
    bump_generation()


def _decide(review_id: UUID, status: ReviewStatus, *, by: UUID | None, reason: str) -> Review:
    review = locked(review_id)
    before, was = share_of(review), review.status
    bought = review.verified_purchase or has_bought(review.author_id, review.product_id)
    _set(review, {
        "status": status, "reason": reason, "decided_at": clock.now(), "decided_by": by, "verified_purchase": bought,
        "report_count": 0 if status == ReviewStatus.PUBLISHED else review.report_count,
    })  # fmt: skip
    move(review.product_id, before=before, after=share_of(review))
    if was != status:
        decided = ReviewDecided(
            product_id=review.product_id,
            review_id=review_id,
            author_id=review.author_id,
            status=status,
            reason=reason,
        )
        append(STREAM, review_id, [decided])
    return review


def _set(review: Review, changes: Mapping[str, Any]) -> None:
    for field, value in changes.items():
        setattr(review, field, value)
    Review.objects.filter(pk=review.pk).update(**changes)
