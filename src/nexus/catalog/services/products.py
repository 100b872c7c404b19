"""Making, changing and archiving products."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg import errors as pg

from nexus.catalog.contracts.dto import NewProduct, NewVariant, ProductInfo, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct, SkuTaken, SlugTaken, UnknownProduct
from nexus.catalog.contracts.events import ProductArchived, ProductChanged, ProductCreated
from nexus.catalog.models import Product, ProductStatus
from nexus.catalog.queries import products as queries
from nexus.catalog.queries.slugs import taken_slugs
from nexus.catalog.services import assembly, placing
from nexus.catalog.services.assembly import PUBLIC_STATUSES, ProductRow
from nexus.catalog.services.barcodes import refuse_taken_barcodes
from nexus.catalog.services.former_slugs import keep_former_slug
from nexus.catalog.services.gating import is_asked_for
from nexus.catalog.services.lifecycle import next_state
from nexus.catalog.services.proposing import held_back, let_in, propose_new
from nexus.catalog.services.prose import plain_text
from nexus.catalog.services.refitting import FITTED, fitted_change
from nexus.catalog.services.rules import rules_for
from nexus.catalog.services.slugs import free_slug, slug_of
from nexus.catalog.services.storing import insert_products, known_vendors, refuse_taken_skus
from nexus.kernel import clock
from nexus.kernel.ids import new_id, parse_id
from nexus.platform.events import append
from nexus.platform.locking import lock_rows
from nexus.vendors.facade import VendorInfo

STREAM: Final = "catalog.product"


def create_product(new: NewProduct, /) -> ProductInfo:
    """See the facade."""
    rules = rules_for(new.product_type_id, stated=new.attributes, options=option_names(new.variants))
    row = assembly.assemble(new, rules=rules)
    vendor = known_vendors([new.vendor_id])[new.vendor_id]
    placing.refuse_unknown([new])
    single = len(row.variants) == 1
    refuse_taken_skus(row.variants, single=single)
    refuse_taken_barcodes(
        {field_of("barcode", index, single): one.barcode for index, one in enumerate(row.variants)},
        vendor_id=vendor.id,
    )
    waits = is_asked_for("new")
    _insert(replace(row, is_approved=not waits), vendor, new)
    if waits and row.status in PUBLIC_STATUSES:
        propose_new(row.id, vendor.id)
    created = ProductCreated(
        product_id=row.id, vendor_id=vendor.id, variants=tuple(variant.offer for variant in row.variants)
    )
    append(STREAM, row.id, [created], expected_version=0)
    return _stored(row.id)


def change_product(
    product_id: UUID, /, *, changes: Mapping[str, Any], offers: tuple[VariantOffer, ...] = ()
) -> ProductInfo:
    """Change any of title, slug, description, status, publish_at, category_id, further_category_ids, product_type_id,
    brand_id, tags, attributes, tax_class, translations; prices and stock travel as `offers`. What a seller says waits where
    the tenant wants to see it first (`gating`), everything else holds at once. Raises UnknownProduct,
    InvalidProduct, SlugTaken, IllegalTransition."""
    before = lock_product(product_id)
    tidy = _tidy(product_id, changes)
    if "slug" in tidy:
        _refuse_taken_slug(tidy["slug"], product_id)
    held_back(before, tidy)
    tidy |= next_state(before, tidy)
    tidy |= let_in(before, tidy)
    further = tidy.pop("further_category_ids", None)
    with sku_or_slug_race():
        Product.objects.filter(pk=product_id).update(**tidy, updated_at=clock.now())
    if "slug" in tidy:
        keep_former_slug("product", product_id, former=before.slug, present=tidy["slug"])
    if further is not None or "category_id" in tidy:
        placing.place_further(product_id, further)
    announce_change(product_id, offers)
    return _stored(product_id)


def archive_product(product_id: UUID, /) -> None:
    """No longer offered, never deleted: orders point at it. Doing it again changes nothing."""
    found = lock_product(product_id)
    if found.status == ProductStatus.ARCHIVED:
        return
    state = {"status": ProductStatus.ARCHIVED, "publish_at": None}
    Product.objects.filter(pk=product_id).update(**state, updated_at=clock.now())
    append(STREAM, product_id, [ProductArchived(product_id=product_id, vendor_id=found.vendor_id)])


def announce_change(product_id: UUID, offers: tuple[VariantOffer, ...] = (), /) -> None:
    """Tell everybody who copies from the product; the caller holds its lock."""
    vendor_id = Product.objects.values_list("vendor_id", flat=True).get(pk=product_id)
    append(STREAM, product_id, [ProductChanged(product_id=product_id, vendor_id=vendor_id, offers=offers)])


def lock_product(product_id: UUID, /) -> Any:
    """Lock the row (id, vendor_id, status, publish_at, slug, is_approved): writers of one product take turns. Raises
    UnknownProduct."""
    columns = "id, vendor_id, status, publish_at, slug, is_approved"
    found = lock_rows("catalog_product", [product_id], columns=columns).get(product_id)
    if found is None:
        raise UnknownProduct(product_id=str(product_id))
    return found


def option_names(variants: Iterable[NewVariant], /) -> set[str]:
    return {str(name) for variant in variants for name in variant.options}


def field_of(name: str, index: int, single: bool, /) -> str:
    """What the field of a variant is called: plainly where there is only one."""
    return name if single else f"variants.{index}.{name}"


@contextmanager
def sku_or_slug_race() -> Iterator[None]:
    """Two writers chose the same SKU or slug at the same moment: the database refused the second one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, pg.UniqueViolation):
            raise
        if error.__cause__.diag.table_name == "catalog_variant":
            raise SkuTaken("The SKU is taken.", errors={"sku": ["Another variant has this SKU."]}) from error
        raise _slug_taken() from error


def _insert(row: ProductRow, vendor: VendorInfo, new: NewProduct) -> None:
    """A slug that was made up here and lost a race gets a random end; a stated one is refused."""
    slug, at = _chosen_slug(new.slug, row.title), clock.now()
    try:
        with sku_or_slug_race():
            insert_products([(row, slug, vendor, new.category_id)], at=at)
    except SlugTaken:
        if new.slug:
            raise
        with sku_or_slug_race():
            insert_products([(row, f"{slug}-{new_id().hex[-8:]}", vendor, new.category_id)], at=at)


def _stored(product_id: UUID) -> ProductInfo:
    return queries.products([product_id])[product_id]


def _chosen_slug(stated: str, title: str) -> str:
    if stated:
        _refuse_taken_slug(_tidy_slug(stated), None)
        return _tidy_slug(stated)
    wanted = slug_of(title)
    return free_slug(wanted, taken=taken_slugs("product", wanted))


def _refuse_taken_slug(slug: str, own: UUID | None) -> None:
    found = queries.head(slug)
    if found is not None and found.id != own:
        raise _slug_taken()


def _slug_taken() -> SlugTaken:
    return SlugTaken("The slug is taken.", errors={"slug": ["Another product has this slug."]})


def _tidy_slug(slug: str) -> str:
    """A slug that reads like an id would hide the product that has the id."""
    if slug_of(slug) != slug or parse_id(slug) is not None:
        message = "Lower case letters, digits and dashes, at most 74 characters."
        raise InvalidProduct("The slug is not valid.", errors={"slug": [message]})
    return slug


def _tidy(product_id: UUID, changes: Mapping[str, Any]) -> dict[str, Any]:
    errors: assembly.Errors = defaultdict(list)
    tidy = {field: _TIDY[field](value, errors) for field, value in changes.items()}
    placing.name_unknown(tidy, errors)
    if not FITTED.isdisjoint(tidy):
        tidy |= fitted_change(queries.products([product_id])[product_id], tidy, errors)
    assembly.refuse(errors)
    return tidy


_TIDY: Final[dict[str, Any]] = {
    "title": assembly.tidy_title,
    "description": lambda value, errors: plain_text(value),
    "status": assembly.known_status,
    "publish_at": lambda value, errors: value,
    "translations": assembly.tidy_translations,
    "tags": assembly.tidy_tags,
    "attributes": assembly.tidy_attributes,
    "tax_class": lambda value, errors: value,
    "category_id": lambda value, errors: value,
    "further_category_ids": lambda value, errors: value,
    "product_type_id": lambda value, errors: value,
    "brand_id": lambda value, errors: value,
    "slug": lambda value, errors: _tidy_slug(value),
}
