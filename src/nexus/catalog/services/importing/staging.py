"""Rows by COPY into tables of this transaction alone, and from there into the tenant's tables, set by set.

COPY cannot name a tenant, so it never writes a tenant's table; the staged rows are gone at COMMIT.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import orjson
from django.db import connection

from nexus.platform import db

_TABLES: Final = {
    "staged_product": """id uuid, vendor_id uuid, vendor_name text, vendor_may_sell boolean, slug text, title text,
      description text, status text, category_id uuid, tags text[], attributes jsonb, tax_class text, product_type_id uuid,
      brand_id uuid, publish_at timestamptz, is_approved boolean, translations jsonb""",
    "staged_variant": """id uuid, product_id uuid, sku text, title text, options jsonb, position int, weight_grams int,
      barcode text, is_default boolean""",
    "staged_place": "id uuid, product_id uuid, category_id uuid",
}


def stage(table: str, rows: Iterable[Sequence[Any]], /) -> None:
    """Put the rows, in the order of the table's columns, where the statements of this transaction find them."""
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({_TABLES[table]}) ON COMMIT DROP")
    db.execute(f"TRUNCATE {table}")
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def json_text(value: Any, /) -> str:
    """How a value goes into a jsonb column."""
    return orjson.dumps(value).decode()
