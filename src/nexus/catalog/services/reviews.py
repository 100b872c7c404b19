"""Opinions of buyers, as their authors write them. Who lets them in: `review_desk`; what readers say of them: `review_voices`."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.accounts import facade as accounts
from nexus.catalog.contracts.errors import (
    AlreadyReviewed,
    InvalidProduct,
    OwnProduct,
    UnknownProduct,
    UnknownReview,
)
from nexus.catalog.contracts.events import ReviewWritten
from nexus.catalog.models import Review, ReviewStatus
from nexus.catalog.queries import products as queries
from nexus.catalog.services.moderation import policy
from nexus.catalog.services.prose import plain_line, plain_text
from nexus.catalog.services.ratings import NOTHING, move, share_of
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.cache import bump_generation
from nexus.platform.events import append

STREAM: Final = "catalog.review"
MOST_OF_TITLE: Final = 120
MOST_OF_COMMENT: Final = 5000

type PurchaseSource = Callable[[UUID, UUID], bool]

_purchase_source: PurchaseSource | None = None


def register_purchase_source(bought: PurchaseSource, /) -> None:
    """See the facade."""
    global _purchase_source
    _purchase_source = bought


def write_review(
    product_key: str,
    /,
    *,
    author_id: UUID,
    vendor_ids: frozenset[UUID],
    rating: int,
    title: str,
    comment: str,
) -> Review:
    """One per buyer and product. Raises UnknownProduct, OwnProduct, AlreadyReviewed, InvalidProduct."""
    product = queries.head(product_key)
    if product is None or not product.is_public:
        raise UnknownProduct(product=product_key)
    if product.vendor_id in vendor_ids:
        raise OwnProduct(product=product_key)
    now = clock.now()
    review = Review(
        id=new_id(),
        product_id=product.id,
        author_id=author_id,
        author_name=_public_name(author_id),
        rating=rating,
        title=plain_line(title)[:MOST_OF_TITLE],
        comment=_comment(comment),
        created_at=now,
        updated_at=now,
        verified_purchase=has_bought(author_id, product.id),
    )
    review.status = policy().status_of(review.title, review.comment)
    _insert_once(review)
    move(product.id, before=NOTHING, after=share_of(review))
    append(STREAM, review.id, [_written(review)], expected_version=0)
    return review


def change_review(product_id: UUID, review_id: UUID, /, *, changes: Mapping[str, Any]) -> Review:
    """Change rating, title or comment. What staff has refused waits for them again, whatever the shop asks of others.

    Raises UnknownReview, InvalidProduct.
    """
    review = locked(review_id, product_id=product_id)
    before, was = share_of(review), review.status
    for field, value in changes.items():
        setattr(review, field, value)
    review.title, review.comment = plain_line(review.title)[:MOST_OF_TITLE], _comment(review.comment)
    review.updated_at = clock.now()
    fresh = policy().status_of(review.title, review.comment)
    review.status = fresh if was == ReviewStatus.PUBLISHED else ReviewStatus.PENDING
    review.verified_purchase = review.verified_purchase or has_bought(review.author_id, product_id)
    kept = ("rating", "title", "comment", "updated_at", "status", "verified_purchase")
    Review.objects.filter(pk=review_id).update(**{field: getattr(review, field) for field in kept})
    move(product_id, before=before, after=share_of(review))
    bump_generation()
    return review


def remove_review(product_id: UUID, review_id: UUID, /) -> None:
    """Raises UnknownReview."""
    review = locked(review_id, product_id=product_id)
    review.delete()
    move(product_id, before=share_of(review), after=NOTHING)


def has_bought(author_id: UUID, product_id: UUID, /) -> bool:
    """Whether orders know of it; a purchase that was confirmed after the review counts once the review is touched again."""
    return bool(_purchase_source and _purchase_source(author_id, product_id))


def author_of(product_id: UUID, review_id: UUID, /) -> UUID:
    """Raises UnknownReview."""
    author_id = (
        Review.objects.filter(pk=review_id, product_id=product_id).values_list("author_id", flat=True).first()
    )
    if author_id is None:
        raise UnknownReview(review_id=str(review_id))
    return author_id


def locked(review_id: UUID, /, *, product_id: UUID | None = None) -> Review:
    """The row, locked: the difference in stars is computed from what it holds now. Raises UnknownReview."""
    of_product = {} if product_id is None else {"product_id": product_id}
    found = Review.objects.select_for_update(no_key=True).filter(pk=review_id, **of_product).first()
    if found is None:
        raise UnknownReview(review_id=str(review_id))
    return found


def _written(review: Review) -> ReviewWritten:
    return ReviewWritten(
        product_id=review.product_id,
        review_id=review.id,
        author_id=review.author_id,
        rating=review.rating,
        status=review.status,
    )


def _insert_once(review: Review) -> None:
    known = Review.objects.filter(product_id=review.product_id, author_id=review.author_id).first()
    if known is not None:
        raise AlreadyReviewed(review_id=str(known.id))
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyReviewed() from error


def _comment(comment: str) -> str:
    tidy = plain_text(comment)
    if not 1 <= len(tidy) <= MOST_OF_COMMENT:
        message = f"Must have 1 to {MOST_OF_COMMENT} characters of text."
        raise InvalidProduct("A review has a comment.", errors={"comment": [message]})
    return tidy


def _public_name(author_id: UUID) -> str:
    """First name and initial: enough to be human, too little to be found."""
    user = accounts.user(author_id)
    first, last = (user.first_name.strip(), user.last_name.strip()) if user else ("", "")
    return plain_line(f"{first} {last[:1] + '.' if last else ''}")[:80] or "Verified buyer"
