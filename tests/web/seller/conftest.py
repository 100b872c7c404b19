"""A shop with sellers, and their browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _drawn() -> None:
    """Pages name static files that nobody has collected."""


@pytest.fixture
def market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market  # Django is set up only after this file was read

    return Market(tenant)


@pytest.fixture
def clay(market: Any) -> Any:
    """An approved seller."""
    market.category("Kitchen")
    return market.seller("Clay")


@pytest.fixture
def enter(tenant: Any) -> Callable[..., Any]:
    """`enter(seller.user_id)`: a browser in which that person is logged in."""
    from tests.web.storefront.catalogue.visitor import Visitor

    return lambda user_id: Visitor(tenant).log_in(user_id)


@pytest.fixture
def desk(clay: Any, enter: Callable[..., Any]) -> Any:
    """Clay's browser."""
    return enter(clay.user_id)


@pytest.fixture
def known(tenant: Any) -> Callable[..., Any]:
    """`known(product.id)`: the product as it is now, and what its variants cost and how many there are, by SKU."""

    def read(product_id: Any) -> Any:
        from nexus.catalog import facade as catalog
        from nexus.platform.tenancy import tenant_scope
        from nexus.web.seller.goods import goods_of

        with tenant_scope(tenant.id):
            product = catalog.products([product_id])[product_id]
            goods = goods_of([variant.id for variant in product.variants])
        return product, {
            variant.sku: (goods[variant.id].price_text, goods[variant.id].on_hand)
            for variant in product.variants
        }

    return read


@pytest.fixture
def refresh() -> Callable[[Any], dict[str, str]]:
    """`refresh(page)`: what its forms would send unchanged, by name."""
    import html
    import re

    def fields(page: Any) -> dict[str, str]:
        found = re.findall(r"<(input|textarea|select)\b([^>]*)>(?:([^<]*)</textarea>)?", page.source)
        values = {}
        for kind, attributes, text in found:
            name = re.search(r'\bname="([^"]*)"', attributes)
            value = re.search(r'\bvalue="([^"]*)"', attributes)
            if name and kind != "select":
                typed = re.sub(r"^\r?\n", "", text) if kind == "textarea" else value[1] if value else ""
                values[name[1]] = html.unescape(typed)
        for tag, options in re.findall(r"<select([^>]*)>(.*?)</select>", page.source, re.DOTALL):
            name = re.search(r'\bname="([^"]*)"', tag)
            chosen = re.search(r'<option value="([^"]*)"[^>]*\bselected', options)
            if name and (chosen or " multiple" not in tag):
                values[name[1]] = html.unescape(chosen[1]) if chosen else ""
        return values

    return fields
