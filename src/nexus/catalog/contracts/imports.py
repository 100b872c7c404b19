"""Values of an import: what a file states, what would come of it, what cannot be taken."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import Money


class Cleared:
    """The word that a value is to be taken away; what is not stated stays as it is."""

    def __repr__(self) -> str:
        return "[clear]"


CLEARED: Final = Cleared()


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedVariant:
    """What a row says of a variant. `facts`, each only where stated: title, options, weight_grams, barcode, price and
    compare_at (Money), stock_quantity."""

    line: int
    sku: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedProduct:
    """What one row or several say of a product. `handle`: its address, empty when it is known by its SKUs only.

    `facts`, each only where stated: title, description, status, publish_at, category and further_categories (paths or slugs),
    brand (name), product_type (code or name), tags, tax_class, attributes (by code), translations (by language and field).
    """

    line: int
    handle: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    variants: tuple[StatedVariant, ...] = ()
    image_urls: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingOffer:
    """What a variant costs and how many there are before the import; `reserved` of them are promised to orders."""

    price: Money | None = None
    compare_at: Money | None = None
    on_hand: int = 0
    reserved: int = 0


type StandingOffers = Callable[[Collection[UUID]], Mapping[UUID, StandingOffer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportTerms:
    """How an import is done. `vendor_id`: whose new products are. `vendor_ids`: whose products may change (None: anybody's).

    `is_dry`: nothing is locked or written, missing categories and brands count as made where they may be.
    """

    vendor_id: UUID
    vendor_ids: frozenset[UUID] | None = None
    currency: str
    create_categories: bool = False
    create_brands: bool = False
    is_dry: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A row that cannot be taken: `field` as in `facts` (empty: the row as a whole)."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A value before and after; None where there was or will be none. Ready for JSON."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedVariant:
    """A variant that comes (`is_new`) or changes."""

    sku: str
    is_new: bool
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedProduct:
    """What comes of one product. `action`: created, changed or unchanged."""

    line: int
    product_id: UUID
    handle: str
    title: str
    action: str
    changes: tuple[FieldChange, ...] = ()
    variants: tuple[PlannedVariant, ...] = ()
    image_urls: tuple[str, ...] = ()
