"""Product types: what kinds of products a shop has, and which attributes each kind asks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.catalog.contracts.definitions import AttributeInfo, ProductTypeDefinition
from nexus.catalog.contracts.errors import (
    AttributeInUse,
    InvalidProduct,
    ProductTypeInUse,
    UnknownProductType,
)
from nexus.catalog.contracts.events import ProductTypeChanged
from nexus.catalog.models import ProductType, TypedAttribute
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services.assembly import MOST_ATTRIBUTES, refuse
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.naming import tidy_code, tidy_name
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.events import append
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant

STREAM: Final = "catalog.product_type"
MOST_TYPES: Final = 500
_COLUMNS: Final = ("id", "tenant_id", "product_type_id", "attribute_id", "is_required", "position")
_UPSERT: Final = """ON CONFLICT (tenant_id, product_type_id, attribute_id) DO UPDATE SET
  is_required = EXCLUDED.is_required, position = EXCLUDED.position"""

type Asked = Sequence[tuple[str, bool]]
"""Attributes by code or id, and whether each is required, in the order in which they are asked for."""


def define_product_type(*, code: str, name: str, attributes: Asked = ()) -> ProductTypeDefinition:
    """A kind of products; `attributes`: codes or ids, and whether products need them before they are published.

    Raises InvalidProduct naming the field.
    """
    errors: Errors = defaultdict(list)
    product_type = ProductType(id=new_id(), code=tidy_code(code, errors), name=tidy_name(name, errors))
    known = _known(attributes, errors)
    if queries.count_product_types() >= MOST_TYPES:
        errors["code"].append(f"At most {MOST_TYPES} product types.")
    refuse(errors)
    _insert(product_type)
    _store(product_type.id, known, attributes)
    return _told(product_type.id)


def change_product_type(product_type_id: UUID, /, *, changes: Mapping[str, Any]) -> ProductTypeDefinition:
    """Change name or attributes (all of them, in order). Products that exist have to fit when they are changed next.

    Raises UnknownProductType, InvalidProduct, AttributeInUse for an attribute that goes although products of the type state it.
    """
    found = _lock(product_type_id)
    errors: Errors = defaultdict(list)
    name = tidy_name(changes.get("name", found.name), errors)
    known = _known(changes["attributes"], errors) if "attributes" in changes else None
    refuse(errors)
    ProductType.objects.filter(pk=product_type_id).update(name=name)
    if known is not None:
        _refuse_used(found, known)
        _store(product_type_id, known, changes["attributes"])
    return _told(product_type_id)


def remove_product_type(product_type_id: UUID, /) -> None:
    """Remove a type without products. Raises UnknownProductType, ProductTypeInUse."""
    _lock(product_type_id)
    if queries.has_products_of_type(product_type_id):
        raise ProductTypeInUse()
    try:
        with transaction.atomic():
            ProductType.objects.filter(pk=product_type_id).delete()
    except IntegrityError as error:  # a product came in between
        raise ProductTypeInUse() from error
    append(STREAM, product_type_id, [ProductTypeChanged(product_type_id=product_type_id)])
    bump_generation()


def _known(asked: Asked, errors: Errors) -> list[AttributeInfo]:
    """The attributes that are named, each once."""
    if len(asked) > MOST_ATTRIBUTES:
        errors["attributes"].append(f"At most {MOST_ATTRIBUTES} attributes.")
        return []
    every = queries.attributes() if asked else ()
    by_key = {one.code: one for one in every} | {str(one.id): one for one in every}
    known = []
    for index, (key, _) in enumerate(asked):
        found = by_key.get(key)
        if found is None or found in known:
            errors[f"attributes.{index}.attribute"].append(
                "Given twice." if found else "There is no such attribute."
            )
        else:
            known.append(found)
    return known


def _store(product_type_id: UUID, known: Sequence[AttributeInfo], asked: Asked) -> None:
    TypedAttribute.objects.filter(product_type_id=product_type_id).exclude(
        attribute_id__in=[one.id for one in known]
    ).delete()
    tenant_id = current_tenant()
    db.insert_many(
        "catalog_typedattribute",
        _COLUMNS,
        [
            (new_id(), tenant_id, product_type_id, one.id, is_required, position)
            for position, (one, (_, is_required)) in enumerate(zip(known, asked, strict=True))
        ],
        on_conflict=_UPSERT,
    )


def _refuse_used(found: ProductTypeDefinition, known: Sequence[AttributeInfo]) -> None:
    kept = {one.code for one in known}
    used = [
        one.code
        for one in found.attributes
        if one.code not in kept and queries.is_stated(one.code, product_type_id=found.id)
    ]
    if used:
        raise AttributeInUse(
            f"Products of this type state it: {', '.join(used)}.",
            errors={"attributes": [f"Products of this type state {code}." for code in used]},
        )


def _lock(product_type_id: UUID) -> ProductTypeDefinition:
    lock_rows("catalog_producttype", [product_type_id], columns="id")
    found = queries.product_type(str(product_type_id))
    if found is None:
        raise UnknownProductType(product_type=str(product_type_id))
    return found


def _told(product_type_id: UUID) -> ProductTypeDefinition:
    append(STREAM, product_type_id, [ProductTypeChanged(product_type_id=product_type_id)])
    bump_generation()
    return _lock(product_type_id)


def _insert(product_type: ProductType) -> None:
    try:
        with transaction.atomic():
            product_type.save(force_insert=True)
    except IntegrityError as error:
        message = "Another product type has this code."
        raise InvalidProduct("The code is taken.", errors={"code": [message]}) from error
