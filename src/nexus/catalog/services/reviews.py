"""Opinions of buyers. The product's sum of stars and number of reviews move by one atomic UPDATE each."""

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
from nexus.catalog.contracts.events import ProductRated
from nexus.catalog.models import Review
from nexus.catalog.queries import products as queries
from nexus.catalog.services.products import STREAM
from nexus.catalog.services.prose import plain_line, plain_text
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant

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
        verified_purchase=bool(_purchase_source and _purchase_source(author_id, product.id)),
    )
    _insert_once(review)
    _count(product.id, stars=rating, reviews=1)
    return review


def change_review(product_id: UUID, review_id: UUID, /, *, changes: Mapping[str, Any]) -> Review:
    """Change rating, title or comment. Raises UnknownReview, InvalidProduct."""
    review = _locked(product_id, review_id)
    before = review.rating
    for field, value in changes.items():
        setattr(review, field, value)
    review.title, review.comment = plain_line(review.title)[:MOST_OF_TITLE], _comment(review.comment)
    review.updated_at = clock.now()
    Review.objects.filter(pk=review_id).update(
        rating=review.rating, title=review.title, comment=review.comment, updated_at=review.updated_at
    )
    if review.rating != before:
        _count(product_id, stars=review.rating - before, reviews=0)
    return review


def remove_review(product_id: UUID, review_id: UUID, /) -> None:
    """Raises UnknownReview."""
    review = _locked(product_id, review_id)
    review.delete()
    _count(product_id, stars=-review.rating, reviews=-1)


def author_of(product_id: UUID, review_id: UUID, /) -> UUID:
    """Raises UnknownReview."""
    author_id = (
        Review.objects.filter(pk=review_id, product_id=product_id).values_list("author_id", flat=True).first()
    )
    if author_id is None:
        raise UnknownReview(review_id=str(review_id))
    return author_id


def _locked(product_id: UUID, review_id: UUID) -> Review:
    """The row, locked: the difference in stars is computed from what it holds now."""
    found = Review.objects.select_for_update(no_key=True).filter(pk=review_id, product_id=product_id).first()
    if found is None:
        raise UnknownReview(review_id=str(review_id))
    return found


def _insert_once(review: Review) -> None:
    known = Review.objects.filter(product_id=review.product_id, author_id=review.author_id).first()
    if known is not None:
        raise AlreadyReviewed(review_id=str(known.id))
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyReviewed() from error


def _count(product_id: UUID, *, stars: int, reviews: int) -> None:
    """The UPDATE adds; it never writes a number that was read before. It also lines up the writers of the
    stream."""
    now_is = db.row(
        """UPDATE catalog_product SET rating_sum = rating_sum + %s, review_count = review_count + %s
        WHERE tenant_id = %s AND id = %s RETURNING rating_sum, review_count""",
        [stars, reviews, current_tenant(), product_id],
    )
    if now_is is None:
        raise UnknownProduct(product_id=str(product_id))
    rated = ProductRated(
        product_id=product_id, rating_sum=now_is.rating_sum, review_count=now_is.review_count
    )
    append(STREAM, product_id, [rated])


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
