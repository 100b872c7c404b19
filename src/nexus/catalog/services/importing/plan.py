"""What a batch of an import comes to, before anything of it is written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import VariantOffer
from nexus.catalog.contracts.imports import Finding, PlannedProduct
from nexus.catalog.services.assembly import VariantRow


@dataclass(slots=True)
class FinalProduct:
    """A product row as it will be; `before` None makes it new."""

    id: UUID
    vendor_id: UUID
    slug: str
    title: str
    description: str
    status: str
    category_id: UUID
    product_type_id: UUID | None
    brand_id: UUID | None
    publish_at: datetime | None
    tags: list[str]
    attributes: dict[str, Any]
    tax_class: str
    translations: dict[str, Any]
    further: tuple[UUID, ...]
    is_approved: bool = True


@dataclass(slots=True)
class ImportPlan:
    """What a batch comes to. `products` are for people; the rest is for whoever writes it."""

    products: list[PlannedProduct] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    new: list[FinalProduct] = field(default_factory=list)
    changed: list[FinalProduct] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)
    new_variants: list[tuple[UUID, VariantRow]] = field(default_factory=list)
    changed_variants: list[tuple[UUID, dict[str, Any]]] = field(default_factory=list)
    offers: list[VariantOffer] = field(default_factory=list)
    moved: list[FinalProduct] = field(default_factory=list)
    """Known products whose further categories differ."""
