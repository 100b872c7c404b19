"""Brands: made, renamed, removed. Products show the name of theirs, so search hears of a new one."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.catalog.contracts.definitions import BrandDetails
from nexus.catalog.contracts.errors import BrandInUse, SlugTaken, UnknownBrand
from nexus.catalog.contracts.events import BrandChanged
from nexus.catalog.models import Brand
from nexus.catalog.queries import brands as queries
from nexus.catalog.services.grouping import chosen_slug, tidy_facts
from nexus.kernel.ids import new_id
from nexus.platform.cache import bump_generation
from nexus.platform.events import append
from nexus.platform.locking import lock_rows

STREAM: Final = "catalog.brand"


def create_brand(*, name: str, slug: str = "", description: str = "") -> BrandDetails:
    """A brand. An empty slug is made from the name. Raises InvalidProduct, SlugTaken."""
    facts = tidy_facts({"name": name, "description": description})
    chosen = chosen_slug(slug, facts["name"], is_taken=lambda wanted: queries.brand(wanted) is not None)
    made = Brand(id=new_id(), slug=chosen, **facts)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise _slug_taken() from error
    return _told(made.id)


def change_brand(brand_id: UUID, /, *, changes: Mapping[str, Any]) -> BrandDetails:
    """Change name, slug or description. Raises UnknownBrand, InvalidProduct, SlugTaken."""
    found = _lock(brand_id)
    facts = tidy_facts(changes)
    if changes.get("slug", found.slug) != found.slug:
        facts["slug"] = chosen_slug(
            changes["slug"], found.name, is_taken=lambda wanted: queries.brand(wanted) is not None
        )
    try:
        with transaction.atomic():
            Brand.objects.filter(pk=brand_id).update(**facts) if facts else None
    except IntegrityError as error:
        raise _slug_taken() from error
    return _told(brand_id)


def remove_brand(brand_id: UUID, /) -> None:
    """Remove a brand that no product carries. Raises UnknownBrand, BrandInUse."""
    _lock(brand_id)
    if queries.product_ids(brand_id, limit=1):
        raise BrandInUse()
    try:
        with transaction.atomic():
            Brand.objects.filter(pk=brand_id).delete()
    except IntegrityError as error:  # a product came in between
        raise BrandInUse() from error
    append(STREAM, brand_id, [BrandChanged(brand_id=brand_id)])
    bump_generation()


def _lock(brand_id: UUID) -> BrandDetails:
    lock_rows("catalog_brand", [brand_id], columns="id")
    found = queries.brand(str(brand_id))
    if found is None:
        raise UnknownBrand(brand=str(brand_id))
    return found


def _told(brand_id: UUID) -> BrandDetails:
    append(STREAM, brand_id, [BrandChanged(brand_id=brand_id)])
    bump_generation()
    found = queries.brand(str(brand_id))
    if found is None:
        raise LookupError("a brand that was just written")
    return found


def _slug_taken() -> SlugTaken:
    return SlugTaken("The slug is taken.", errors={"slug": ["Another brand has this slug."]})
