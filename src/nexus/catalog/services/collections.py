"""Collections: products that a merchant puts together, in an order of their own."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.catalog.contracts.definitions import CollectionDetails
from nexus.catalog.contracts.errors import InvalidProduct, SlugTaken, UnknownCollection
from nexus.catalog.contracts.events import CollectionChanged
from nexus.catalog.models import Collection, CollectionItem
from nexus.catalog.queries import collections as queries
from nexus.catalog.services.grouping import chosen_slug, tidy_facts
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.events import append
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant

STREAM: Final = "catalog.collection"
MOST_MEMBERS: Final = 5000
_COLUMNS: Final = ("id", "tenant_id", "collection_id", "product_id", "position")
_UPSERT: Final = (
    "ON CONFLICT (tenant_id, collection_id, product_id) DO UPDATE SET position = EXCLUDED.position"
)


def create_collection(
    *, name: str, slug: str = "", description: str = "", position: int = 0, is_public: bool = True
) -> CollectionDetails:
    """An empty collection. An empty slug is made from the name. Raises InvalidProduct, SlugTaken."""
    facts = tidy_facts({"name": name, "description": description})
    made = Collection(
        id=new_id(), slug=_slug(slug, facts["name"]), position=position, is_public=is_public, **facts
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise _slug_taken() from error
    return _told(made.id)


def change_collection(collection_id: UUID, /, *, changes: Mapping[str, Any]) -> CollectionDetails:
    """Change name, slug, description, position, is_public. Raises UnknownCollection, InvalidProduct, SlugTaken."""
    found = _lock(collection_id)
    facts = tidy_facts(changes) | {
        name: changes[name] for name in ("position", "is_public") if name in changes
    }
    if changes.get("slug", found.slug) != found.slug:
        facts["slug"] = _slug(changes["slug"], found.name)
    try:
        with transaction.atomic():
            Collection.objects.filter(pk=collection_id).update(**facts) if facts else None
    except IntegrityError as error:
        raise _slug_taken() from error
    shown = {"name", "slug", "is_public"} & facts.keys()
    return _told(collection_id, queries.product_ids(collection_id) if shown else ())


def remove_collection(collection_id: UUID, /) -> None:
    """Its products stay. Raises UnknownCollection."""
    _lock(collection_id)
    members = queries.product_ids(collection_id)
    Collection.objects.filter(pk=collection_id).delete()
    append(STREAM, collection_id, [CollectionChanged(collection_id=collection_id, product_ids=members)])
    bump_generation()


def add_members(collection_id: UUID, keys: Sequence[str], /) -> None:
    """Append products by id or slug; those that are in it already stay where they are.

    Raises UnknownCollection, InvalidProduct.
    """
    put_into_collection(collection_id, _known(keys))


def put_into_collection(collection_id: UUID, product_ids: Sequence[UUID], /) -> None:
    """Append products that exist; those that are in it already stay where they are. Raises UnknownCollection, InvalidProduct."""
    _lock(collection_id)
    present = set(queries.product_ids(collection_id))
    added = [one for one in dict.fromkeys(product_ids) if one not in present]
    _refuse_too_many(len(present) + len(added))
    _store(collection_id, added, first=_behind(collection_id))
    _tell(collection_id, added)


def put_members(collection_id: UUID, keys: Sequence[str], /) -> None:
    """Make the collection consist of exactly these products, in this order. Raises UnknownCollection, InvalidProduct."""
    _lock(collection_id)
    present, wanted = queries.product_ids(collection_id), _known(keys)
    _refuse_too_many(len(wanted))
    CollectionItem.objects.filter(collection_id=collection_id).exclude(product_id__in=wanted).delete()
    _store(collection_id, wanted, first=0)
    _tell(collection_id, sorted(set(present) ^ set(wanted)))


def remove_member(collection_id: UUID, product_id: UUID, /) -> None:
    """Take a product out; one that is not in it is no error. Raises UnknownCollection."""
    _lock(collection_id)
    gone = CollectionItem.objects.filter(collection_id=collection_id, product_id=product_id).delete()[0]
    _tell(collection_id, [product_id] if gone else [])


def _known(keys: Sequence[str]) -> list[UUID]:
    """Each once, in the order given; unknown ones are named."""
    known = queries.products_by_key(keys)
    errors = {
        f"products.{index}": ["There is no such product."]
        for index, key in enumerate(keys)
        if key not in known
    }
    if errors:
        raise InvalidProduct("Some products do not exist.", errors=errors)
    return list(dict.fromkeys(known[key] for key in keys))


def _store(collection_id: UUID, product_ids: Sequence[UUID], *, first: int) -> None:
    tenant_id = current_tenant()
    rows = [
        (new_id(), tenant_id, collection_id, product_id, first + number)
        for number, product_id in enumerate(product_ids)
    ]
    db.insert_many("catalog_collectionitem", _COLUMNS, rows, on_conflict=_UPSERT)


def _behind(collection_id: UUID) -> int:
    found = db.row(
        "SELECT max(position) + 1 AS behind FROM catalog_collectionitem WHERE tenant_id = %s AND collection_id = %s",
        [current_tenant(), collection_id],
    )
    return (found.behind if found else None) or 0


def _refuse_too_many(many: int) -> None:
    if many > MOST_MEMBERS:
        message = f"A collection has at most {MOST_MEMBERS} products."
        raise InvalidProduct(message, errors={"products": [message]})


def _lock(collection_id: UUID) -> CollectionDetails:
    lock_rows("catalog_collection", [collection_id], columns="id")
    found = queries.collection(str(collection_id))
    if found is None:
        raise UnknownCollection(collection=str(collection_id))
    return found


def _told(collection_id: UUID, product_ids: Sequence[UUID] = ()) -> CollectionDetails:
    _tell(collection_id, product_ids)
    found = queries.collection(str(collection_id))
    if found is None:
        raise LookupError("a collection that was just written")
    return found


def _tell(collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    append(
        STREAM,
        collection_id,
        [CollectionChanged(collection_id=collection_id, product_ids=tuple(product_ids))],
    )
    bump_generation()


def _slug(stated: str, name: str) -> str:
    return chosen_slug(stated, name, is_taken=lambda wanted: queries.collection(wanted) is not None)


def _slug_taken() -> SlugTaken:
    return SlugTaken("The slug is taken.", errors={"slug": ["Another collection has this slug."]})
