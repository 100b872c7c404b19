"""A public product, ready for JSON: as it is kept, or made now when its hour has just come."""

from uuid import UUID

import orjson

from nexus.catalog import facade as catalog
from nexus.platform.http.actor import GUEST, Actor
from nexus.search.queries import details
from nexus.search.services.offers import announced_offers
from nexus.search.services.shown import prices_for, shown_body


def public_body(key: str, /, *, actor: Actor = GUEST, currency: str | None = None) -> str | None:
    """The detail by id or slug with its present prices; None when there is no public product. Two statements; one more for what
    is not public (the hour of a scheduled product may have come since its document was written), and see `shown`."""
    body = _public_body(key)
    return body and shown_body(body, prices_for(actor, currency=currency))


def _public_body(key: str) -> str | None:
    found = details.document(key)
    if found is None or found.is_public:
        return found.body if found else None
    head = catalog.product_head(key)
    return _made_now(head.id) if head is not None and head.is_public else None


def _made_now(product_id: UUID) -> str | None:
    product = catalog.products([product_id])[product_id]
    offers = announced_offers([variant.id for variant in product.variants])
    if catalog.cheapest_offer(product, offers).price is None:
        return None
    return orjson.dumps(catalog.product_body(product, offers)).decode()
