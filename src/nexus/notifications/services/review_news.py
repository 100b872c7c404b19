"""News about reviews: for sellers that one is read, for its author what became of it."""

from typing import Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import UserInfo
from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.contracts.events import ReviewAnswered, ReviewDecided, ReviewWritten
from nexus.notifications.contracts import kinds
from nexus.notifications.rendering import Content
from nexus.notifications.services.telling import tell_in_app
from nexus.tenancy.facade import tenant

_READ_BY_ALL: Final = "published"
_REFUSED: Final = "rejected"


def written(event: ReviewWritten, /) -> None:
    """Sellers hear of it when everybody reads it; what waits for the staff is no news yet."""
    if event.status == _READ_BY_ALL:
        _tell_sellers(event.product_id, event.review_id)


def decided(event: ReviewDecided, event_id: UUID, /) -> None:
    """`event_id`: a review that was changed may be refused again."""
    if event.status == _READ_BY_ALL:
        _tell_sellers(event.product_id, event.review_id)
    elif event.status == _REFUSED:
        product = _product(event.product_id)
        content = _content(
            kinds.REVIEW_REJECTED,
            product,
            key=str(event_id),
            path=f"/p/{product.slug}/review/",
            note=event.reason,
        )
        tell_in_app(content, _author(event.author_id))


def answered(event: ReviewAnswered, event_id: UUID, /) -> None:
    """The author, where the answer stands."""
    product = _product(event.product_id)
    path = f"/p/{product.slug}/#review-{event.review_id}"
    tell_in_app(
        _content(kinds.REVIEW_ANSWERED, product, key=str(event_id), path=path), _author(event.author_id)
    )


def _tell_sellers(product_id: UUID, review_id: UUID) -> None:
    """Once for each review, however often it is hidden and let in again."""
    product = _product(product_id)
    content = _content(
        kinds.NEW_REVIEW, product, key=str(review_id), path=f"/seller/reviews/#review-{review_id}"
    )
    tell_in_app(content, accounts.sellers_of({product.vendor_id}))


def _content(kind: str, product: ProductInfo, /, *, key: str, path: str, note: str = "") -> Content:
    values = {"title": product.title, "note": note}
    return Content(key=f"{kind}:{key}", kind=kind, shop=tenant().name, values=values, path=path)


def _product(product_id: UUID) -> ProductInfo:
    return catalog.products([product_id])[product_id]


def _author(author_id: UUID) -> tuple[UserInfo, ...]:
    """Nobody when the account is closed."""
    person = accounts.user(author_id)
    return (person,) if person and person.is_active else ()
