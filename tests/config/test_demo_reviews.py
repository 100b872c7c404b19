"""Reviews of the demo are written once, and call a purchase verified only where there is one."""

from __future__ import annotations

from typing import Any

from nexus.catalog import facade as catalog
from nexus.config.demo.history import Year
from nexus.config.demo.people import customers
from nexus.config.demo.reviews import Opinions
from nexus.platform import db
from nexus.platform.tenancy import bind_tenant, tenant_scope
from tests.factories.shop import stock_shelf

_TOLD = """
SELECT r.id, r.product_id, r.author_id, r.author_name, r.rating, r.title, r.created_at, r.verified_purchase,
       (SELECT min(o.placed_at) FROM orders_order o JOIN orders_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
         WHERE o.tenant_id = %s AND l.tenant_id = %s AND o.user_id = r.author_id AND l.product_id = r.product_id
           AND o.status NOT IN ('pending', 'cancelled')) AS bought_at
  FROM catalog_review r WHERE r.tenant_id = %s ORDER BY r.id"""


def reviewed(tenant: Any) -> list[Any]:
    with tenant_scope(tenant.id):
        return list(db.rows(_TOLD, [tenant.id, tenant.id, tenant.id]))


def opened(tenant: Any) -> tuple[Opinions, list[Any]]:
    """A shop with eight products and orders of a year: enough that some of them were given to people."""
    with bind_tenant(tenant.id):
        with tenant_scope():
            shelf = stock_shelf(prices=("10.00", "25.50", "3.20", "7.90", "48.00", "15.00", "99.00", "1.20"))
            people = customers("demo.test")
        variants = {f"thing-{index}": id_ for index, id_ in enumerate(shelf.variant_ids)}
        Year(tenant, "a shop", people, variants).fill(16)
        with tenant_scope():
            products = list(catalog.products(catalog.product_ids()).values())
    return Opinions(tenant, "a shop", people), products


def test_a_second_run_changes_nothing(tenant: Any) -> None:
    opinions, products = opened(tenant)
    with bind_tenant(tenant.id):
        count = opinions.write(products)
        told = reviewed(tenant)
        assert len(told) == count > 3
        assert opinions.write(products) == count
    assert reviewed(tenant) == told


def test_what_is_called_a_purchase_was_one_and_came_first(tenant: Any) -> None:
    opinions, products = opened(tenant)
    with bind_tenant(tenant.id):
        opinions.write(products)
    told = reviewed(tenant)
    assert {row.verified_purchase for row in told} == {True, False}
    for row in told:
        assert row.verified_purchase == (row.bought_at is not None)
        assert row.bought_at is None or row.bought_at < row.created_at
        assert row.created_at < tenant.created_at
    assert [row.created_at for row in told] == sorted(row.created_at for row in told)
    assert all(len({row.title for row in told if row.product_id == p.id}) ==
               len([row for row in told if row.product_id == p.id]) for p in products)  # fmt: skip


def test_stars_reach_the_list_of_products(tenant: Any) -> None:
    opinions, products = opened(tenant)
    with bind_tenant(tenant.id):
        opinions.write(products)
        with tenant_scope():
            rated = catalog.products([product.id for product in products])
    told = reviewed(tenant)
    for product in rated.values():
        stars = [row.rating for row in told if row.product_id == product.id]
        assert product.review_count == len(stars)
        assert product.rating == (round(sum(stars) / len(stars), 2) if stars else None)
