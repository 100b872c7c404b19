"""Prices and stock belong to contexts above: they are asked through a port, which the composition fills."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from nexus.catalog.contracts.dto import OfferInfo

type OfferSource = Callable[[Collection[UUID]], Mapping[UUID, OfferInfo]]

_source: OfferSource | None = None
_shown: OfferSource | None = None


def register_offer_source(source: OfferSource, /, *, shown: OfferSource) -> None:
    """See the facade."""
    global _source, _shown
    _source, _shown = source, shown


def shown_offers_of(variant_ids: Collection[UUID], /) -> Mapping[UUID, OfferInfo]:
    """What everybody may know: prices are those of this instant, with the promotions that are part of them."""
    return _shown(variant_ids) if _shown and variant_ids else {}


def offers_of(variant_ids: Collection[UUID], /) -> Mapping[UUID, OfferInfo]:
    """What is known about the variants now; nothing while nobody was registered."""
    return _source(variant_ids) if _source and variant_ids else {}
