"""Seeds both tenants. Every step looks first, so an interrupted or repeated seed ends in the same demo.

Products and their pictures come in one transaction; each past order is known by the instant it was placed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connections

from nexus.accounts.contracts.dto import UserInfo
from nexus.catalog import facade as catalog
from nexus.config.demo.branding import branded, hang_hero
from nexus.config.demo.content import Seller
from nexus.config.demo.credit import give_credit
from nexus.config.demo.definitions import brand_ids, define
from nexus.config.demo.gathering import gather
from nexus.config.demo.goods import ATELIER, SELLERS
from nexus.config.demo.history import Year
from nexus.config.demo.pairs import goes_with
from nexus.config.demo.people import customers, person, staff
from nexus.config.demo.pictures import described, views
from nexus.config.demo.prices import price
from nexus.config.demo.promotions import promote
from nexus.config.demo.reviews import Opinions
from nexus.config.demo.shelves import Planned, Shelves, grow_tree, in_turn, plan
from nexus.config.demo.terms import set_terms
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.events.delivery import drain
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import PastPrice
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
    country: str


BAZAAR = Shop("bazaar", "Bazaar", "marketplace", "Europe/Berlin", SELLERS, 85, "DE")
MAR = Shop("atelier", "Atelier Mar", "shop", "Europe/Madrid", (ATELIER,), 30, "ES")


def seed(report: Callable[[str], None], /) -> None:
    """Make the demo; safe to run again."""
    system = create_tenant(SYSTEM_SLUG, name="Installation", mode="system")
    with tenant_scope(system.id):
        person("operator", "nexus.test", roles=("operator",))
    for shop in (BAZAAR, MAR):
        tenant = _open(shop)
        with bind_tenant(tenant.id):
            _seed_shop(shop, tenant, report)


def _open(shop: Shop) -> TenantInfo:
    """The tenant, with its branding if it is new; one that exists keeps its settings."""
    wanted = new_id()
    tenant = create_tenant(shop.slug, name=shop.name, mode=shop.mode, time_zone=shop.time_zone,
                           tenant_id=wanted, settings=branded(shop.slug, wanted))  # fmt: skip
    hang_hero(tenant, shop.slug)
    return tenant


def _seed_shop(shop: Shop, tenant: TenantInfo, report: Callable[[str], None]) -> None:
    with tenant_scope():
        people = staff(f"{shop.slug}.test")
        buyers = customers(f"{shop.slug}.test")
        give_credit(tenant)
        price(buyers)
        shelved = bool(catalog.product_ids(limit=1))
    if not shelved:
        with tenant_scope():
            _shelve(shop, tenant, people)
        refresh_statistics()
    with tenant_scope():
        products = catalog.products(catalog.product_ids(limit=1000))
    report(f"{shop.name}: {len(products)} products")
    variants = {v.sku: v.id for product in products.values() for v in product.variants}
    pairs = goes_with(list(products.values()))
    past = Year(tenant, shop.slug, buyers, variants, goes_with=pairs).fill(shop.orders)
    drain(tenant.id)
    report(f"{shop.name}: {past} orders over a year")
    report(f"{shop.name}: {promote(shop.slug)} offers")
    written = Opinions(tenant, shop.slug, buyers).write(list(products.values()))
    drain(tenant.id)
    report(f"{shop.name}: {written} reviews")


def refresh_statistics() -> None:
    """After a bulk load the planner still believes the tables to be empty; autovacuum would only notice in a minute."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _shelve(shop: Shop, tenant: TenantInfo, people: dict[str, UserInfo]) -> None:
    room = Shelves(
        grow_tree([line for seller in shop.sellers for line in seller.lines]),
        define(shop.sellers),
        brand_ids(shop.sellers),
    )
    owners = {0: people["seller"].id, 1: people["seller2"].id}
    shelves: list[Iterable[Planned]] = []
    for index, seller in enumerate(shop.sellers):
        vendor = vendors.create_vendor(
            name=seller.name, owner_user_id=owners.get(index), description=seller.about
        )
        if shop.mode == "shop":
            vendors.add_staff(vendor.id, user_id=people["seller2"].id)
        store = vendors.create_store(vendor.id, name=seller.name, address=f"{index + 1} Market Square",
                                     latitude=52.52 + index / 100, longitude=13.40 + index / 100)  # fmt: skip
        if index == 0:
            set_terms(shop.country, store_id=store.id)
        shelves.append(plan(seller, vendor.id, room, tenant.currency))
    planned = in_turn(shelves)
    made = [id_ for ids in catalog.bulk_create_products([entry.product for entry in planned]) for id_ in ids]
    gather(shop.slug, made, planned)
    _remember_prices(made)
    _hang_pictures(made, planned)


def _remember_prices(made: Sequence[UUID]) -> None:
    """What is reduced cost its compare-at price for two months, so that it may say so."""
    variants = [variant.id for product in catalog.products(made).values() for variant in product.variants]
    now = clock.now()
    pricing.remember_prices(
        PastPrice(variant_id=price.variant_id, currency=price.compare_at.currency, minor=price.compare_at.minor,
                  held_from=now - timedelta(days=60), held_until=now)
        for price in pricing.prices(variants).values() if price.compare_at
    )  # fmt: skip


def _hang_pictures(made: Sequence[UUID], planned: Sequence[Planned]) -> None:
    """Verified on two cores, stored one by one."""
    titles = [entry.product.title for entry in planned]
    with ProcessPoolExecutor(2) as pool:
        verified = pool.map(_verified_views, titles, chunksize=20)
        for product_id, entry, pictures in zip(made, planned, verified, strict=True):
            for number, picture in enumerate(pictures):
                catalog.add_image(product_id, content=picture, alt=described(entry.look, number))


def _verified_views(title: str) -> list[catalog.Picture]:
    return [catalog.verified_picture(content) for content in views(title)]
