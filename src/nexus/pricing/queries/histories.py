"""What the variants of a product cost, newest first."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST = Keyset(Column("held_from", "timestamptz", descending=True), Column("id", "uuid", descending=True))
_EVER = """(
  SELECT c.id, c.variant_id, c.currency, c.list_minor, c.held_since AS held_from, NULL::timestamptz AS held_until
  FROM pricing_price c WHERE c.tenant_id = %s AND c.variant_id = ANY(%s::uuid[])
  UNION ALL
  SELECT h.id, h.variant_id, h.currency, h.list_minor, h.held_from, h.held_until
  FROM pricing_past_price h WHERE h.tenant_id = %s AND h.variant_id = ANY(%s::uuid[])) AS ever"""


def history(page: KeysetPage, variant_ids: Collection[UUID], /) -> list[Any]:
    """A page of list prices, those that hold now among them (`held_until` None). One statement."""
    of_variants = [current_tenant(), list(variant_ids)]
    return db.rows(
        f"SELECT * FROM {_EVER} WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",  # noqa: S608
        [*of_variants, *of_variants, *page.params],
    )


def count(variant_ids: Collection[UUID], /) -> int:
    """How many `history` finds."""
    of_variants = [current_tenant(), list(variant_ids)]
    return int(db.rows(f"SELECT count(*) AS many FROM {_EVER}", [*of_variants, *of_variants])[0].many)  # noqa: S608
