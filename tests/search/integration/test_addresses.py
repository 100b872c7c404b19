"""Addresses for those who index the shop."""

from tests.catalog.marketplace import Market

from nexus.platform.tenancy import tenant_scope


def test_public_products_stand_in_pages_in_order_of_their_ids(market: Market, other_market: Market) -> None:
    from nexus.search.queries import addresses

    made = [market.product(f"Thing {number}") for number in range(5)]
    market.product("Draft", status="draft")
    other_market.product("Foreign")

    with tenant_scope(market.tenant.id):
        firsts = addresses.first_of_pages(size=2)
        pages = [[row.slug for row in addresses.page_from(first, size=2)] for first in firsts]

    assert firsts == [made[0].id, made[2].id, made[4].id]
    assert pages == [["thing-0", "thing-1"], ["thing-2", "thing-3"], ["thing-4"]]
