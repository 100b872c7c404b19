"""Seeds both tenants. Every step looks first, so an interrupted or repeated seed ends in the same demo."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from nexus.accounts.contracts.dto import UserInfo
from nexus.catalog import facade as catalog
from nexus.config.demo.content import ATELIER, SELLERS, Seller
from nexus.config.demo.history import Year
from nexus.config.demo.people import crowd, person, staff
from nexus.config.demo.shelves import Planned, draw, grow_tree, plan
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.platform.events.delivery import drain
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.tenancy.contracts.dto import Mode, TenantInfo
from nexus.tenancy.facade import create_tenant
from nexus.vendors import facade as vendors

SYSTEM_SLUG = "nexus"


@dataclass(frozen=True, slots=True)
class Shop:
    """One demo tenant."""

    slug: str
    name: str
    mode: Mode
    time_zone: str
    sellers: tuple[Seller, ...]
    orders: int


BAZAAR = Shop("bazaar", "Bazaar", "marketplace", "Europe/Berlin", SELLERS, 85)
MAR = Shop("atelier", "Atelier Mar", "shop", "Europe/Madrid", (ATELIER,), 30)


def seed(report: Callable[[str], None], /) -> None:
    """Make the demo; safe to run again."""
    system = create_tenant(SYSTEM_SLUG, name="Installation", mode="system")
    with tenant_scope(system.id):
        person("operator", "nexus.test", roles=("operator",))
    for shop in (BAZAAR, MAR):
        tenant = create_tenant(shop.slug, name=shop.name, mode=shop.mode, time_zone=shop.time_zone)
        with bind_tenant(tenant.id):
            _seed_shop(shop, tenant, report)


def _seed_shop(shop: Shop, tenant: TenantInfo, report: Callable[[str], None]) -> None:
    with tenant_scope():
        done = bool(catalog.product_ids(limit=1))
        people = staff(f"{shop.slug}.test")
        buyers = crowd(f"{shop.slug}.test")
    if done:
        report(f"{shop.name}: there already")
        return
    with tenant_scope():
        planned = _shelve(shop, tenant, people)
    report(f"{shop.name}: {len(planned)} products")
    refresh_statistics()
    variants = _with_pictures(planned)
    known = [(people["buyer"].id, people["buyer"].email), (people["buyer2"].id, people["buyer2"].email)]
    everybody = known + [(user, f"customer{index}@{shop.slug}.test") for index, user in enumerate(buyers)]
    placed = Year(tenant, everybody, variants, clock.now()).fill(shop.orders)
    drain(tenant.id)
    report(f"{shop.name}: {placed} orders over a year")


def refresh_statistics() -> None:
    """After a bulk load the planner still believes the tables to be empty; autovacuum would only notice in a minute."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _shelve(shop: Shop, tenant: TenantInfo, people: dict[str, UserInfo]) -> dict[UUID, Planned]:
    categories = grow_tree([line for seller in shop.sellers for line in seller.lines])
    owners = {0: people["seller"].id, 1: people["seller2"].id}
    planned: list[Planned] = []
    for index, seller in enumerate(shop.sellers):
        vendor = vendors.create_vendor(
            name=seller.name, owner_user_id=owners.get(index), description=seller.about
        )
        if shop.mode == "shop":
            vendors.add_staff(vendor.id, user_id=people["seller2"].id)
        vendors.create_store(vendor.id, name=seller.name, address=f"{index + 1} Market Square",
                             latitude=52.52 + index / 100, longitude=13.40 + index / 100)  # fmt: skip
        planned += plan(seller, vendor.id, categories, tenant.currency)
    made = [id_ for ids in catalog.bulk_create_products([entry.product for entry in planned]) for id_ in ids]
    return dict(zip(made, planned, strict=True))


def _with_pictures(planned: dict[UUID, Planned]) -> list[UUID]:
    """Draw on all cores, store one by one; the variants in a stable order that decides what sells."""
    with ProcessPoolExecutor(2) as pool:
        pictures = list(pool.map(draw, planned.values(), chunksize=20))
    with tenant_scope():
        for (product_id, entry), content in zip(planned.items(), pictures, strict=True):
            catalog.add_image(product_id, content=content, alt=entry.product.title)
    with tenant_scope():
        variants = [v.id for product in catalog.products(list(planned)).values() for v in product.variants]
        stock = inventory.available(variants)
    return sorted((variant for variant in variants if stock[variant] > 2), key=lambda id_: id_.hex[-12:])
