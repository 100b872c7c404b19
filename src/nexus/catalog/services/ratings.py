"""A product's sum of stars and number of reviews: each move is one UPDATE that adds."""

from uuid import UUID

from nexus.catalog.contracts.errors import UnknownProduct
from nexus.catalog.contracts.events import ProductRated
from nexus.catalog.models import Review, ReviewStatus
from nexus.catalog.services.products import STREAM
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant

type Share = tuple[int, int]
"""Stars and reviews that one review adds to its product."""

NOTHING: Share = (0, 0)


def share_of(review: Review, /) -> Share:
    """Only what is published counts."""
    return (review.rating, 1) if review.status == ReviewStatus.PUBLISHED else NOTHING


def move(product_id: UUID, /, *, before: Share, after: Share) -> None:
    """From what a review added to what it adds now. The UPDATE adds; it never writes a number that was read before. It also
    lines up the writers of the stream. The caller holds the review's row."""
    if before == after:
        return
    now_is = db.row(
        """UPDATE catalog_product SET rating_sum = rating_sum + %s, review_count = review_count + %s
        WHERE tenant_id = %s AND id = %s RETURNING rating_sum, review_count""",
        [after[0] - before[0], after[1] - before[1], current_tenant(), product_id],
    )
    if now_is is None:
        raise UnknownProduct(product_id=str(product_id))
    rated = ProductRated(
        product_id=product_id, rating_sum=now_is.rating_sum, review_count=now_is.review_count
    )
    append(STREAM, product_id, [rated])
