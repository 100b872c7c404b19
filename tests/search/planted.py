"""A shop whose customers have habits, and what they bought: known structure for measuring recommendations."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from tests.catalog.marketplace import Market

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

THEMES = (
    "Espresso", "Camping", "Sewing", "Aquarium", "Cycling", "Baking", "Garden", "Piano", "Chess", "Sailing",
    "Painting", "Archery",
)  # fmt: skip
EACH = 5


def stock_themes(market: Market) -> list[UUID]:
    """Five products of each of twelve themes, in the order of themes."""
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct
    from nexus.vendors import facade as vendors

    with tenant_scope(market.tenant.id):
        category_id, vendor_id = catalog.create_category(name="Things").id, vendors.house_vendor().id
        new = [
            NewProduct(
                title=f"{theme} thing {place}",
                vendor_id=vendor_id,
                category_id=category_id,
                attributes={"theme": theme},
                variants=(market.variant("10.00", sku=f"{theme}-{place}"),),
            )
            for theme in THEMES
            for place in range(EACH)
        ]
        return [id_ for ids in catalog.bulk_create_products(new) for id_ in ids]


def baskets(products: list[UUID], count: int, draw: Random, /) -> list[set[UUID]]:
    """The first thing as popular as its place; then half of the people take the thing of the next theme that goes with it
    (no words in common), some another of the same theme, the others anything."""
    order = list(range(len(products)))
    draw.shuffle(order)
    found = []
    for _ in range(count):
        first = order[int(len(order) * draw.random() ** 1.8)]
        theme, place = divmod(first, EACH)
        basket = {first}
        for _ in range(draw.choice((1, 2))):
            chance = draw.random()
            if chance < 0.5:
                basket.add((theme + 1) % len(THEMES) * EACH + place)
            elif chance < 0.7:
                basket.add(theme * EACH + draw.randrange(EACH))
            else:
                basket.add(order[int(len(order) * draw.random() ** 1.8)])
        found.append({products[index] for index in basket})
    return found


def remember(tenant: Any, bought: list[set[UUID]], /) -> None:
    """As if each basket were an order that was counted as bought; pairs are left to a rebuild."""
    orders = [(new_id(), basket) for basket in bought]
    entries = [(order_id, one) for order_id, basket in orders for one in sorted(basket)]
    with tenant_scope(tenant.id):
        db.execute(
            "INSERT INTO search_purchase (tenant_id, order_id, product_id, bought_at) SELECT %s::uuid, o, p, %s::timestamptz "
            "FROM unnest(%s::uuid[], %s::uuid[]) AS bought(o, p) ON CONFLICT DO NOTHING",
            [tenant.id, clock.now(), [order_id for order_id, _ in entries], [one for _, one in entries]],
        )
        db.execute(
            "INSERT INTO search_demand (tenant_id, product_id, orders) SELECT %s::uuid, p, 0 FROM unnest(%s::uuid[]) AS known(p) "
            "ON CONFLICT DO NOTHING",
            [tenant.id, sorted({one for _, one in entries})],
        )
