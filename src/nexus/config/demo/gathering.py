"""Collections of the demo's shops, from what their products are and cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.config.demo.shelves import Planned

type Fits = Callable[[Planned], bool]

_MOST: Final = 24
_NATURAL: Final = frozenset(
    {"Wool", "Linen", "Cotton", "Oak", "Walnut", "Beech", "Willow", "Rattan", "Alpaca", "Cedar"}
)


def _costs_at_most(minor: int) -> Fits:
    return lambda planned: min(variant.price.minor for variant in planned.product.variants) <= minor


def _is_of(*sections: str) -> Fits:
    return lambda planned: bool({section.lower() for section in sections} & set(planned.product.tags))


_COLLECTIONS: Final[Mapping[str, Sequence[tuple[str, str, Fits]]]] = {
    "bazaar": (
        ("Slow mornings", "Coffee, tea and what they are made and drunk with.", _is_of("Food & Drink")),
        ("Gifts under 30", "Small things that nobody buys for themselves.", _costs_at_most(3000)),
        ("Grown, not made", "Wool, linen and wood.",
         lambda planned: planned.product.attributes["material"] in _NATURAL),
    ),
    "atelier": (
        ("From the kiln", "Thrown, glazed and fired in the workshop.", _is_of("Ceramics")),
        ("Small presents", "Wrapped in the paper of old prints.", _costs_at_most(4000)),
    ),
}  # fmt: skip


def gather(shop: str, made: Sequence[UUID], planned: Sequence[Planned], /) -> None:
    """Make the shop's collections; `made` are the ids of what was planned, in the same order."""
    for position, (name, words, fits) in enumerate(_COLLECTIONS[shop]):
        collection = catalog.create_collection(name=name, description=words, position=position)
        members = [product_id for product_id, entry in zip(made, planned, strict=True) if fits(entry)]
        catalog.put_into_collection(collection.id, members[:_MOST])
