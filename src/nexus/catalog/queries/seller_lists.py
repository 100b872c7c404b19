"""Products as their seller looks for them: whatever their state, by title, SKU or barcode."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.queries.products import products
from nexus.platform import db
from nexus.platform.http import KeysetPage
from nexus.platform.tenancy import current_tenant

WAITING: Final = "waiting"
"""Beside the product's states: it waits for the tenant's approval."""
# Reads the rows of one vendor along (tenant, vendor, id), newest first, and stops when the page is full.
_FOUND = """
SELECT p.id FROM catalog_product p WHERE p.tenant_id = %s AND p.vendor_id = %s
  AND (%s::text IS NULL OR p.status = %s::text) AND (NOT %s::boolean OR NOT p.is_approved)
  AND (%s::text IS NULL OR p.title ILIKE %s::text OR EXISTS (
    SELECT 1 FROM catalog_variant v WHERE v.tenant_id = %s AND v.product_id = p.id
      AND (v.sku ILIKE %s::text OR v.barcode = %s::text)))
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class SellerFilter:
    """Which products of the vendor: `status` a state, WAITING or empty for all; `text` within a title, at the start of a
    SKU, or a whole barcode."""

    vendor_id: UUID
    status: str = ""
    text: str = ""

    def params(self) -> list[Any]:
        tenant, text = current_tenant(), self.text or None
        status = self.status if self.status not in ("", WAITING) else None
        start, within = (f"{_literal(self.text)}%", f"%{_literal(self.text)}%") if text else (None, None)
        waiting = self.status == WAITING
        return [tenant, self.vendor_id, status, status, waiting, text, within, tenant, start, text]


def seller_products(page: KeysetPage, wanted: SellerFilter, /) -> list[ProductInfo]:
    """A page, newest first. Two statements."""
    found = db.rows(
        f"{_FOUND} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [*wanted.params(), *page.params],
    )
    known = products([entry.id for entry in found])
    return [known[entry.id] for entry in found if entry.id in known]


def _literal(text: str) -> str:
    """As a pattern of LIKE that means just these characters."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
