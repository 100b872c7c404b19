"""Shops for live tests, made inside the product: python -m tests.live.seed '[{"slug": "...", "settings": {...}}]'.

Prints the same list with what was made. Everything else (products, stock, buyers) is made over HTTP by its owner.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

PASSWORD = "live-tests-only-1"


def main(wanted: list[dict[str, Any]]) -> None:
    django.setup()
    print(json.dumps([_open(**shop) for shop in wanted]))  # noqa: T201


def _open(*, slug: str, settings: dict[str, Any] | None = None) -> dict[str, str]:
    from nexus.accounts import facade as accounts
    from nexus.catalog import facade as catalog
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant
    from nexus.vendors import facade as vendors

    tenant = create_tenant(slug, name=slug.title(), settings=settings)
    owner = f"owner@{slug}.test"
    with tenant_scope(tenant.id):
        accounts.create_user(owner, PASSWORD, roles=("owner",), verified=True)
        vendor = vendors.create_vendor(name=f"Seller of {slug}")
        category = catalog.create_category(name="Things")
    return {
        "slug": slug,
        "tenant_id": str(tenant.id),
        "owner": owner,
        "vendor": str(vendor.id),
        "category": str(category.id),
    }


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
