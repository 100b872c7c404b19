"""Reviews, and who tells the catalog what it does not know."""

from uuid import UUID

from nexus.catalog.services import offers, own_reviews, reviews
from nexus.catalog.services.offers import OfferSource
from nexus.catalog.services.reviews import PurchaseSource


def write_review(product_id: UUID, /, *, author_id: UUID, rating: int, title: str, comment: str) -> UUID:
    """A buyer's opinion, one for each buyer and product, dated now; returns its id.

    Whether it is of a verified purchase is found out, not said. Raises UnknownProduct, AlreadyReviewed, InvalidProduct.
    The caller makes sure that the author does not sell the product.
    """
    review = reviews.write_review(
        str(product_id),
        author_id=author_id,
        vendor_ids=frozenset(),
        rating=rating,
        title=title,
        comment=comment,
    )
    return UUID(str(review.id))


def say_about(
    product_key: str,
    /,
    *,
    author_id: UUID,
    vendor_ids: frozenset[UUID],
    rating: int | None,
    title: str,
    comment: str,
) -> bool:
    """Write one's review of a public product, or change it; True when it is new. That writing needs a confirmed e-mail
    address is checked at the edge.

    Raises UnknownProduct, OwnProduct, AlreadyReviewed (two at once), InvalidProduct naming the fields.
    """
    return own_reviews.say(
        product_key,
        author_id=author_id,
        vendor_ids=vendor_ids,
        rating=rating,
        title=title,
        comment=comment,
    )


def take_back_review(product_key: str, /, *, author_id: UUID) -> None:
    """Remove one's review of a public product. Raises UnknownProduct, UnknownReview."""
    own_reviews.take_back(product_key, author_id=author_id)


def register_purchase_source(bought: PurchaseSource, /) -> None:
    """Tell the catalog who knows purchases, `bought(user_id, product_id)`: orders is above this context."""
    reviews.register_purchase_source(bought)


def register_offer_source(source: OfferSource, /, *, shown: OfferSource) -> None:
    """Tell the catalog who knows prices and stock: `source(variant_ids)`, and `shown` what everybody may see at this instant;
    only for what its own answers show."""
    offers.register_offer_source(source, shown=shown)
