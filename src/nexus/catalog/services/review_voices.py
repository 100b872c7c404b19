"""What readers say about reviews: helpful or not, and that one breaks the rules.

One voice each. Who speaks holds the review's row, so counters move by what truly changed."""

from typing import Final
from uuid import UUID

from django.db.models import F

from nexus.catalog.contracts.errors import AlreadyReported, OwnReview, UnknownReview
from nexus.catalog.models import Review, ReviewReport, ReviewStatus, ReviewVote
from nexus.catalog.services.moderation import policy
from nexus.catalog.services.prose import plain_line
from nexus.catalog.services.ratings import NOTHING, move, share_of
from nexus.catalog.services.reviews import locked
from nexus.kernel import clock
from nexus.kernel.ids import new_id

MOST_OF_REASON: Final = 500


def vote(product_id: UUID, review_id: UUID, /, *, voter_id: UUID, is_helpful: bool) -> Review:
    """One voice for each reader; saying it again changes nothing, saying otherwise moves it. Raises UnknownReview, OwnReview."""
    review = _others(product_id, review_id, voter_id)
    known = ReviewVote.objects.filter(review_id=review_id, voter_id=voter_id).first()
    if known is None:
        ReviewVote(id=new_id(), review_id=review_id, voter_id=voter_id, is_helpful=is_helpful).save(
            force_insert=True
        )
    elif known.is_helpful != is_helpful:
        ReviewVote.objects.filter(pk=known.pk).update(is_helpful=is_helpful)
    return _counted(review, was=known.is_helpful if known else None, now=is_helpful)


def take_back_vote(product_id: UUID, review_id: UUID, /, *, voter_id: UUID) -> Review:
    """No voice any more; without one nothing happens. Raises UnknownReview, OwnReview."""
    review = _others(product_id, review_id, voter_id)
    known = ReviewVote.objects.filter(review_id=review_id, voter_id=voter_id).first()
    if known is not None:
        known.delete()
    return _counted(review, was=known.is_helpful if known else None, now=None)


def report(product_id: UUID, review_id: UUID, /, *, reporter_id: UUID, reason: str) -> None:
    """Once for each reader. Enough of them take it out of sight where the shop wishes so, until the staff has looked.

    Raises UnknownReview, OwnReview, AlreadyReported.
    """
    review = _others(product_id, review_id, reporter_id)
    if ReviewReport.objects.filter(review_id=review_id, reporter_id=reporter_id).exists():
        raise AlreadyReported()
    ReviewReport(
        id=new_id(), review_id=review_id, reporter_id=reporter_id, reason=plain_line(reason)[:MOST_OF_REASON],
        created_at=clock.now(),
    ).save(force_insert=True)  # fmt: skip
    hidden = policy().hides(review.report_count + 1)
    status = ReviewStatus.PENDING if hidden else review.status
    Review.objects.filter(pk=review_id).update(report_count=F("report_count") + 1, status=status)
    if hidden:
        move(product_id, before=share_of(review), after=NOTHING)


def _others(product_id: UUID, review_id: UUID, reader_id: UUID) -> Review:
    """The review, locked: everybody reads it, and somebody else wrote it."""
    review = locked(review_id, product_id=product_id)
    if review.author_id == reader_id:
        raise OwnReview()
    if review.status != ReviewStatus.PUBLISHED:
        raise UnknownReview(review_id=str(review_id))
    return review


def _counted(review: Review, *, was: bool | None, now: bool | None) -> Review:
    helpful = (now is True) - (was is True)
    unhelpful = (now is False) - (was is False)
    if helpful or unhelpful:
        Review.objects.filter(pk=review.pk).update(
            helpful_count=F("helpful_count") + helpful, unhelpful_count=F("unhelpful_count") + unhelpful
        )
    review.helpful_count += helpful
    review.unhelpful_count += unhelpful
    return review
