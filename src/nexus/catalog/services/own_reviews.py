"""The one review that a person may write about a product: said, changed, taken back. The rules are those of `reviews`."""

from collections import defaultdict
from uuid import UUID

from nexus.catalog.contracts.errors import InvalidProduct, UnknownProduct, UnknownReview
from nexus.catalog.queries import products
from nexus.catalog.queries import reviews as queries
from nexus.catalog.queries.products import ProductHead
from nexus.catalog.services import reviews
from nexus.catalog.services.reviews import MOST_OF_COMMENT, MOST_OF_TITLE


def say(
    product_key: str,
    /,
    *,
    author_id: UUID,
    vendor_ids: frozenset[UUID],
    rating: int | None,
    title: str,
    comment: str,
) -> bool:
    """See the facade."""
    product = _public(product_key)
    _refuse_unusable(rating, title.strip(), comment.strip())
    known = queries.of_author(product.id, author_id)
    if known is None:
        reviews.write_review(
            product_key,
            author_id=author_id,
            vendor_ids=vendor_ids,
            rating=rating or 0,
            title=title,
            comment=comment,
        )
    else:
        changes = {"rating": rating, "title": title, "comment": comment}
        reviews.change_review(product.id, known.id, changes=changes)
    return known is None


def take_back(product_key: str, /, *, author_id: UUID) -> None:
    """See the facade."""
    product = _public(product_key)
    known = queries.of_author(product.id, author_id)
    if known is None:
        raise UnknownReview(product=product_key)
    reviews.remove_review(product.id, known.id)


def _public(product_key: str) -> ProductHead:
    found = products.head(product_key)
    if found is None or not found.is_public:
        raise UnknownProduct(product=product_key)
    return found


def _refuse_unusable(rating: int | None, title: str, comment: str) -> None:
    errors: dict[str, list[str]] = defaultdict(list)
    if rating is None or not 1 <= rating <= 5:
        errors["rating"].append("Must be a whole number from 1 to 5.")
    if len(title) > MOST_OF_TITLE:
        errors["title"].append(f"At most {MOST_OF_TITLE} characters.")
    if not 1 <= len(comment) <= MOST_OF_COMMENT:
        errors["comment"].append(f"Must have 1 to {MOST_OF_COMMENT} characters of text.")
    if errors:
        raise InvalidProduct("The review cannot be used.", errors=dict(errors))
