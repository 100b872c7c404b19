"""What happened in the catalog.

Prices and stock of variants travel in these events: pricing and inventory subscribe within the transaction,
so the catalog imports neither. Streams: `catalog.product` (id = product id), `catalog.category` (id =
category id), `catalog.attribute`, `catalog.product_type`, `catalog.brand`, `catalog.collection` (id of each),
`catalog.import`, `catalog.publication` (id = batch id), `catalog.review` (id = review id), `catalog.proposal` (id of the
proposal).
"""

from uuid import UUID

from nexus.catalog.contracts.dto import VariantOffer
from nexus.kernel.events import DomainEvent, event

__all__ = [
    "AttributesChanged",
    "BrandChanged",
    "CategoryChanged",
    "CollectionChanged",
    "ProductArchived",
    "ProductChanged",
    "ProductCreated",
    "ProductRated",
    "ProductTypeChanged",
    "ProductsImported",
    "ProductsPublished",
    "ProposalDecided",
    "ProposalMade",
    "ReviewAnswered",
    "ReviewDecided",
    "ReviewWritten",
    "VariantOffer",
    "VendorOffersChanged",
]


@event("catalog.product_created.v1")
class ProductCreated(DomainEvent):
    """A product with its variants; every variant states price and stock."""

    product_id: UUID
    vendor_id: UUID
    variants: tuple[VariantOffer, ...]

    @property
    def offers(self) -> tuple[VariantOffer, ...]:
        return self.variants


@event("catalog.product_changed.v1")
class ProductChanged(DomainEvent):
    """Anything of a product changed; `offers`: variants whose price or stock was stated (may be empty)."""

    product_id: UUID
    vendor_id: UUID
    offers: tuple[VariantOffer, ...] = ()


@event("catalog.product_archived.v1")
class ProductArchived(DomainEvent):
    """The product is no longer offered; it stays readable for old orders."""

    product_id: UUID
    vendor_id: UUID


@event("catalog.products_imported.v1")
class ProductsImported(DomainEvent):
    """Many products at once (import, demo): one event for a batch instead of one `product_created` for each.

    Subscribers handle `offers` exactly like those of ProductCreated, with set-based statements.
    """

    batch_id: UUID
    product_ids: tuple[UUID, ...]
    offers: tuple[VariantOffer, ...]


@event("catalog.products_published.v1")
class ProductsPublished(DomainEvent):
    """The hour of these scheduled products has come."""

    batch_id: UUID
    product_ids: tuple[UUID, ...]


@event("catalog.proposal_made.v1")
class ProposalMade(DomainEvent):
    """A seller's new product, or changes of one (`kind` new or edit), wait for the tenant."""

    proposal_id: UUID
    product_id: UUID
    vendor_id: UUID
    kind: str


@event("catalog.proposal_decided.v1")
class ProposalDecided(DomainEvent):
    """`decision`: approved, rejected or withdrawn. `note`: what the seller is told."""

    proposal_id: UUID
    product_id: UUID
    vendor_id: UUID
    kind: str
    decision: str
    note: str


@event("catalog.product_rated.v1")
class ProductRated(DomainEvent):
    """A review came, changed or went; the sum of stars and the number of reviews as they are now."""

    product_id: UUID
    rating_sum: int
    review_count: int


@event("catalog.review_written.v1")
class ReviewWritten(DomainEvent):
    """Somebody wrote a review; `status`: published, or pending until the staff has looked."""

    product_id: UUID
    review_id: UUID
    author_id: UUID
    rating: int
    status: str


@event("catalog.review_decided.v1")
class ReviewDecided(DomainEvent):
    """Staff let a review in (`published`) or refused it (`rejected`, with the reason)."""

    product_id: UUID
    review_id: UUID
    author_id: UUID
    status: str
    reason: str


@event("catalog.review_answered.v1")
class ReviewAnswered(DomainEvent):
    """The seller answered a review for the first time."""

    product_id: UUID
    review_id: UUID
    author_id: UUID


@event("catalog.category_changed.v1")
class CategoryChanged(DomainEvent):
    """A category was made, renamed or moved (its descendants' paths with it)."""

    category_id: UUID


@event("catalog.attributes_changed.v1")
class AttributesChanged(DomainEvent):
    """An attribute, its choices or its names changed; what products keep did not. `reaches_products`: its unit, whether one
    filters by it, or the label of a choice did, so that products which state it are compared and found by something else."""

    attribute_id: UUID
    reaches_products: bool = False


@event("catalog.product_type_changed.v1")
class ProductTypeChanged(DomainEvent):
    """A product type was made, changed or removed; products of the type fit it when they are changed next."""

    product_type_id: UUID


@event("catalog.brand_changed.v1")
class BrandChanged(DomainEvent):
    """A brand was made, renamed or removed; its products show it."""

    brand_id: UUID


@event("catalog.collection_changed.v1")
class CollectionChanged(DomainEvent):
    """A collection was made, changed or removed; `product_ids`: products that came or went."""

    collection_id: UUID
    product_ids: tuple[UUID, ...] = ()


@event("catalog.vendor_offers_changed.v1")
class VendorOffersChanged(DomainEvent):
    """All products of a vendor changed: the vendor's name, or whether they may be sold."""

    vendor_id: UUID
    vendor_name: str
    is_sellable: bool
