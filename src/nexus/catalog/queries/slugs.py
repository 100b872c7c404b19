"""Addresses of products and categories: which are in use, and where those lead that are not any more."""

from collections.abc import Collection
from typing import Final, Literal
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

type Kind = Literal["product", "category"]

_TAKEN: Final = """
SELECT slug FROM catalog_{kind} WHERE tenant_id = %s AND slug = %s
UNION SELECT slug FROM catalog_former{kind}slug WHERE tenant_id = %s AND slug = %s
UNION (SELECT slug FROM catalog_{kind} WHERE tenant_id = %s AND slug > %s AND slug < %s LIMIT 200)
UNION (SELECT slug FROM catalog_former{kind}slug WHERE tenant_id = %s AND slug > %s AND slug < %s LIMIT 200)"""
# Whoever has the address now answers at it, to be seen or not: a draft that got the slug is not passed by.
_MOVED_PRODUCT: Final = """
SELECT p.slug FROM catalog_formerproductslug f
JOIN catalog_product p ON p.tenant_id = %s AND p.id = f.product_id
WHERE f.tenant_id = %s AND f.slug = %s AND p.vendor_may_sell AND p.is_approved
  AND (p.status = 'published' OR (p.status = 'scheduled' AND p.publish_at <= %s))
  AND NOT EXISTS (SELECT 1 FROM catalog_product o WHERE o.tenant_id = %s AND o.slug = %s)"""
_MOVED_CATEGORY: Final = """
SELECT c.slug FROM catalog_formercategoryslug f
JOIN catalog_category c ON c.tenant_id = %s AND c.id = f.category_id
WHERE f.tenant_id = %s AND f.slug = %s
  AND NOT EXISTS (SELECT 1 FROM catalog_category o WHERE o.tenant_id = %s AND o.slug = %s)"""


def taken_slugs(kind: Kind, wanted: str, /) -> frozenset[str]:
    """The slug and its numbered variants, as far as they are in use or lead somewhere: `mug`, `mug-2`, ... (of each
    at most 200). What is named anew takes no address that somebody may have written down."""
    exact, numbered = (
        [current_tenant(), wanted],
        [current_tenant(), f"{wanted}-", f"{wanted}."],  # "." follows "-" in ASCII
    )
    found = db.rows(_TAKEN.format(kind=kind), [*exact, *exact, *numbered, *numbered])
    return frozenset(entry.slug for entry in found)


def slugs_in_use(slugs: Collection[str], /) -> frozenset[str]:
    """Those of the slugs that products have or had."""
    wanted = [current_tenant(), list(slugs)]
    found = db.rows(
        """SELECT slug FROM catalog_product WHERE tenant_id = %s AND slug = ANY(%s::text[])
        UNION SELECT slug FROM catalog_formerproductslug WHERE tenant_id = %s AND slug = ANY(%s::text[])""",
        [*wanted, *wanted],
    )
    return frozenset(entry.slug for entry in found)


def present_slug_of_product(former: str, /) -> str | None:
    """Where the public product is that had this address; None when none had, or somebody has it now. One statement."""
    tenant_id = current_tenant()
    found = db.row(_MOVED_PRODUCT, [tenant_id, tenant_id, former, clock.now(), tenant_id, former])
    return found.slug if found else None


def present_slug_of_category(former: str, /) -> str | None:
    """Where the category is that had this address; None when none had, or another has it now. One statement."""
    tenant_id = current_tenant()
    found = db.row(_MOVED_CATEGORY, [tenant_id, tenant_id, former, tenant_id, former])
    return found.slug if found else None


def former_slugs(kind: Kind, owner_id: UUID, /) -> tuple[str, ...]:
    """Addresses that lead to the product or category, in order of their names."""
    found = db.rows(
        f"SELECT slug FROM catalog_former{kind}slug WHERE tenant_id = %s AND {kind}_id = %s ORDER BY slug",  # noqa: S608 - one of two constants
        [current_tenant(), owner_id],
    )
    return tuple(entry.slug for entry in found)
