"""A shop to look at, by its pages."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _drawn() -> None:
    """Pages name static files that nobody has collected."""


@pytest.fixture
def market(tenant: Any) -> Any:
    return _market(tenant)


@pytest.fixture
def other_market(other_tenant: Any) -> Any:
    return _market(other_tenant)


def _market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market  # Django is set up only after this file was read

    return Market(tenant)


@pytest.fixture
def shop(market: Any) -> Any:
    """Two departments, two sellers, seven products; one of them sold out, two reduced."""
    home = market.category("Home")
    kitchen, garden = market.category("Kitchen", parent=home), market.category("Garden")
    clay, iron = market.seller("Clay"), market.seller("Iron")
    facts = (
        ("Mug", kitchen, clay, "12.00", {"tags": ("gift", "red"), "attributes": {"colour": "Red"}}),
        ("Pan", kitchen, iron, "40.00", {"stock": 0, "tags": ("steel",), "attributes": {"colour": "black"}}),
        ("Vase", home, clay, "25.00", {"tags": ("gift",), "attributes": {"colour": "red"}}),
        ("Spade", garden, iron, "19.99", {"attributes": {"foldable": True}}),
    )
    for title, category, seller, price, more in facts:
        market.product(title, category=category, vendor_id=seller.vendor_id, price=price, **more)
    for title, category, seller in (("Bowl", kitchen, clay), ("Rake", garden, iron)):
        reduced = (market.variant("8.00", compare_at="10.00"),)
        market.product(title, category=category, vendor_id=seller.vendor_id, variants=reduced)
    market.product("Hidden", category=kitchen, vendor_id=clay.vendor_id, status="draft")
    market.clay, market.iron, market.kitchen, market.home, market.garden = clay, iron, kitchen, home, garden
    return market


@pytest.fixture
def visit(tenant: Any) -> Any:
    """A guest's browser in the test's shop."""
    from tests.web.storefront.catalogue.visitor import Visitor

    return Visitor(tenant)
