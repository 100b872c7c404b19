"""Prices travel in the catalogue's events; they are set in the transaction that makes or changes the
product. A person who is forgotten is forgotten here too.
"""

from collections.abc import Iterable

from nexus.accounts.contracts.events import UserDeleted
from nexus.catalog.contracts.dto import VariantOffer
from nexus.catalog.contracts.events import ProductChanged, ProductCreated, ProductsImported
from nexus.platform.events import EventContext, after_commit, within_transaction
from nexus.pricing import facade


def take_prices(event: ProductCreated | ProductChanged | ProductsImported, context: EventContext, /) -> None:
    """Set the prices that the event states; offers without a price change nothing."""
    _set(event.offers, keeps=False)
    _set(event.offers, keeps=True)


def _set(offers: Iterable[VariantOffer], *, keeps: bool) -> None:
    stated = [
        (offer.variant_id, offer.price, None if keeps else offer.compare_at)
        for offer in offers
        if offer.price is not None and offer.keeps_compare_at is keeps
    ]
    if stated:
        facade.set_prices(stated, keep_compare_at=keeps)


def forget_person(event: UserDeleted, context: EventContext, /) -> None:
    """Orders stay, with what they recorded."""
    facade.forget_buyer(event.user_id)


SUBSCRIPTIONS = {
    UserDeleted: (after_commit(forget_person, name="pricing.forget_person"),),
    ProductCreated: (within_transaction(take_prices),),
    ProductChanged: (within_transaction(take_prices),),
    ProductsImported: (within_transaction(take_prices),),
}
