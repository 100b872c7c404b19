"""Categories, products, variants, what they share, images, reviews. No price and no stock: those have contexts of their
own."""

from nexus.catalog.models.attributes import (
    Attribute,
    AttributeChoice,
    AttributeKind,
    ProductType,
    TypedAttribute,
)
from nexus.catalog.models.categories import Category, FormerCategorySlug
from nexus.catalog.models.grouping import Brand, Collection
from nexus.catalog.models.media import ProductImage
from nexus.catalog.models.products import (
    CollectionItem,
    FormerProductSlug,
    Product,
    ProductCategory,
    ProductStatus,
    Variant,
)
from nexus.catalog.models.proposals import ChangeProposal, ProposalKind, ProposalStatus
from nexus.catalog.models.reviews import Review, ReviewReport, ReviewStatus, ReviewVote

__all__ = [
    "Attribute",
    "AttributeChoice",
    "AttributeKind",
    "Brand",
    "Category",
    "ChangeProposal",
    "Collection",
    "CollectionItem",
    "FormerCategorySlug",
    "FormerProductSlug",
    "Product",
    "ProductCategory",
    "ProductImage",
    "ProductStatus",
    "ProductType",
    "ProposalKind",
    "ProposalStatus",
    "Review",
    "ReviewReport",
    "ReviewStatus",
    "ReviewVote",
    "TypedAttribute",
    "Variant",
]
