"""Prices and stock belong to contexts above: they are asked through a port, which the composition fills."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from nexus.catalog.contracts.dto import OfferInfo

type OfferSource = Callable[[Collection[UUID]], Mapping[UUID, OfferInfo]]

_source: OfferSource | None = None


def register_offer_source(source: OfferSource, /) -> None:
    """See the facade."""
    global _source
    _source = source


def offers_of(variant_ids: Collection[UUID], /) -> Mapping[UUID, OfferInfo]:
    """What is known about the variants now; nothing while nobody was registered."""
    return _source(variant_ids) if _source and variant_ids else {}
