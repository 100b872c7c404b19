"""Where products stand: their brand, their category and further ones."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewProduct
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.queries import brands as brand_queries
from nexus.catalog.queries import categories as category_queries
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.storing import insert_further_categories
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

MOST_FURTHER: Final = 20
_NO_CATEGORY: Final = "There is no such category."
_NO_BRAND: Final = "There is no such brand."
_LEAVE: Final = """
DELETE FROM catalog_productcategory WHERE tenant_id = %s AND product_id = %s AND NOT category_id = ANY(%s::uuid[])"""
_LEAVE_PRIMARY: Final = """
DELETE FROM catalog_productcategory pc USING catalog_product p
WHERE pc.tenant_id = %s AND pc.product_id = %s AND p.tenant_id = %s AND p.id = pc.product_id AND pc.category_id = p.category_id"""


def refuse_unknown(new: Sequence[NewProduct], /) -> None:
    """Raises InvalidProduct for a category or a brand that does not exist, and for too many categories. Two statements."""
    if any(len(one.further_category_ids) > MOST_FURTHER for one in new):
        raise _invalid("categories", f"At most {MOST_FURTHER} further categories.")
    primary, further = {one.category_id for one in new}, {c for one in new for c in one.further_category_ids}
    known = category_queries.by_ids(list(primary | further)).keys()
    if primary - known:
        raise _invalid("category", _NO_CATEGORY)
    if further - known:
        raise _invalid("categories", _NO_CATEGORY)
    if _unknown_brands({one.brand_id for one in new if one.brand_id is not None}):
        raise _invalid("brand", _NO_BRAND)


def name_unknown(changes: Mapping[str, Any], errors: Errors, /) -> None:
    """The same for the changes of one product: the fields are named in `errors`."""
    category, further = changes.get("category_id"), changes.get("further_category_ids") or ()
    if len(further) > MOST_FURTHER:
        errors["categories"].append(f"At most {MOST_FURTHER} further categories.")
    wanted = {*further, *([category] if category else [])}
    known = category_queries.by_ids(list(wanted)).keys() if wanted else set()
    if "category_id" in changes and category not in known:
        errors["category"].append(_NO_CATEGORY)
    if set(further) - known:
        errors["categories"].append(_NO_CATEGORY)
    if (brand := changes.get("brand_id")) and _unknown_brands({brand}):
        errors["brand"].append(_NO_BRAND)


def place_further(product_id: UUID, wanted: Collection[UUID] | None, /) -> None:
    """Put the product into exactly these further categories (None: those that it has), never into its primary one again.

    The caller holds the product's lock.
    """
    if wanted is not None:
        db.execute(_LEAVE, [current_tenant(), product_id, list(wanted)])
        insert_further_categories({product_id: dict.fromkeys(wanted)})
    db.execute(_LEAVE_PRIMARY, [current_tenant(), product_id, current_tenant()])


def _unknown_brands(wanted: Collection[UUID]) -> bool:
    return bool(wanted) and bool(set(wanted) - brand_queries.known_ids(wanted))


def _invalid(field: str, message: str) -> InvalidProduct:
    return InvalidProduct("Some values are missing or not valid.", errors={field: [message]})
