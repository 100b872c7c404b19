"""Many products at once: a handful of statements and one event for each batch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import batched
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewProduct
from nexus.catalog.contracts.errors import SkuTaken
from nexus.catalog.contracts.events import ProductsImported
from nexus.catalog.queries.slugs import slugs_in_use
from nexus.catalog.services import placing
from nexus.catalog.services.assembly import ProductRow, assemble
from nexus.catalog.services.barcodes import refuse_taken_in_batch
from nexus.catalog.services.products import sku_or_slug_race
from nexus.catalog.services.rules import Definitions, all_definitions
from nexus.catalog.services.slugs import slug_of
from nexus.catalog.services.storing import Placed, insert_products, known_vendors, refuse_taken_skus
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import append

STREAM: Final = "catalog.import"


def bulk_create_products(new: Iterable[NewProduct], /, *, batch_size: int) -> Iterator[tuple[UUID, ...]]:
    """See the facade."""
    _plan_anew()
    definitions = all_definitions()
    for batch in batched(new, batch_size):
        yield _create_batch(batch, definitions)


def _plan_anew() -> None:
    """Until COMMIT no plan is reused: one made for an empty table would read the whole tenant for each row
    added since, and statistics come only after the commit."""
    db.execute("SET LOCAL plan_cache_mode = force_custom_plan")


def _create_batch(batch: Sequence[NewProduct], definitions: Definitions) -> tuple[UUID, ...]:
    rows = [assemble(new, rules=definitions.rules_of(new.product_type_id)) for new in batch]
    placed = _placed(batch, rows)
    variants = [variant for row in rows for variant in row.variants]
    if len({variant.sku for variant in variants}) < len(variants):
        raise SkuTaken("A SKU is given twice in one batch.", errors={"sku": ["Given twice."]})
    refuse_taken_skus(variants, single=False)
    refuse_taken_in_batch(
        [
            (new.vendor_id, row.id, [variant.barcode for variant in row.variants])
            for new, row in zip(batch, rows, strict=True)
        ]
    )
    with sku_or_slug_race():
        insert_products(placed, at=clock.now())
    ids, batch_id = tuple(row.id for row in rows), new_id()
    offers = tuple(
        replace(variant.offer, vendor_id=new.vendor_id)
        for new, row in zip(batch, rows, strict=True)
        for variant in row.variants
    )
    append(
        STREAM,
        batch_id,
        [ProductsImported(batch_id=batch_id, product_ids=ids, offers=offers)],
        expected_version=0,
    )
    return ids


def _placed(batch: Sequence[NewProduct], rows: Sequence[ProductRow]) -> list[Placed]:
    vendors = known_vendors(new.vendor_id for new in batch)
    placing.refuse_unknown(batch)
    slugs = _free_slugs([new.slug or slug_of(row.title) for new, row in zip(batch, rows, strict=True)])
    return [
        (row, slug, vendors[new.vendor_id], new.category_id)
        for new, row, slug in zip(batch, rows, slugs, strict=True)
    ]


def _free_slugs(wanted: Sequence[str]) -> list[str]:
    """Each slug once; a repeated or taken one gets a suffix of its own instead of a count (one look-up
    for the batch)."""
    taken = set(slugs_in_use(wanted))
    chosen = []
    for slug in wanted:
        free = slug if slug not in taken else f"{slug}-{new_id().hex[-8:]}"
        taken.add(free)
        chosen.append(free)
    return chosen
