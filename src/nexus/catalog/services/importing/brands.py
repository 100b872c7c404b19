"""A brand that a file names for the first time."""

from uuid import UUID

from nexus.catalog.contracts.events import BrandChanged
from nexus.catalog.models import Brand
from nexus.catalog.queries import importing as queries
from nexus.catalog.services.prose import plain_line
from nexus.catalog.services.slugs import free_slug, slug_of
from nexus.kernel.ids import new_id
from nexus.platform.events import append


def make_brand(name: str, /) -> UUID:
    """Its id."""
    tidy, brand_id = plain_line(name)[:120], new_id()
    slug = free_slug(slug_of(tidy), taken=queries.taken_brand_slugs(slug_of(tidy)))
    Brand(id=brand_id, name=tidy, slug=slug).save(force_insert=True)
    append("catalog.brand", brand_id, [BrandChanged(brand_id=brand_id)], expected_version=0)
    return brand_id
