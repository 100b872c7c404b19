"""Catalogue promotions of the bench's shop. Run with the product's environment: python -m benchmarks.promoted on|off|start.

`on`, `off`: fifty promotions, one on each category. `start`: one on 100,000 variants; tells statements and milliseconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

MANY, VARIANTS, OF_ONE = 50, 100_000, 400
BRAND = "bench-hundred-thousand"


def main(wish: str) -> None:
    django.setup()
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant

    tenant_id = create_tenant("bench", name="Bench").id
    if wish == "start":
        with tenant_scope(tenant_id):
            _stock_up()
        print(json.dumps(_start(tenant_id)))
        return
    with tenant_scope(tenant_id):
        _promote() if wish == "on" else _pause()


def _promote() -> None:
    from nexus.catalog import facade as catalog
    from nexus.pricing import facade as pricing

    known = {one.code: one for one in pricing.promotions()}
    for number, category in enumerate(catalog.categories()[:MANY]):
        code = f"bench-{number}"
        if code in known:
            pricing.set_status(known[code].id, "active")
            continue
        selection = {"categories": [str(category.id)]}
        pricing.save_promotion(_spec(code, selection), status="active")


def _pause() -> None:
    from nexus.pricing import facade as pricing

    for one in pricing.promotions(statuses=("active",)):
        pricing.set_status(one.id, "paused")


def _spec(code: str, selection: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": code, "title": code, "kind": "catalogue", "target": {"type": "goods", "selection": selection},
        "benefit": {"type": "percentage", "percent": "10"},
    }  # fmt: skip


def _stock_up() -> None:
    """Products of 400 variants each, of a brand of their own; made once."""
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.dto import NewProduct, NewVariant
    from nexus.kernel.money import Money
    from nexus.vendors import facade as vendors

    if any(one.slug == BRAND for one in catalog.brands()):
        return
    brand = catalog.create_brand(name="Hundred thousand", slug=BRAND)
    category, vendor_id = catalog.categories()[0], vendors.house_vendor().id
    variants = tuple(
        NewVariant(price=Money(1000 + size, "EUR"), options={"Size": str(size)}) for size in range(OF_ONE)
    )
    wanted = (
        NewProduct(
            title=f"Wide {number}", vendor_id=vendor_id, category_id=category.id, brand_id=brand.id, variants=variants,
        )
        for number in range(VARIANTS // OF_ONE)
    )  # fmt: skip
    for _ in catalog.bulk_create_products(wanted):
        pass


def _start(tenant_id: Any) -> dict[str, Any]:
    from django.db import connection

    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing

    statements: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    spec = _spec(f"start-{time.time_ns()}", {})
    with tenant_scope(tenant_id):
        draft = pricing.save_promotion(spec)
    began = time.perf_counter()
    with tenant_scope(tenant_id), connection.execute_wrapper(count):
        pricing.set_status(draft.id, "active")
    return {"statements": len(statements), "ms": round((time.perf_counter() - began) * 1000, 2)}


if __name__ == "__main__":
    main(sys.argv[1])
