"""One live product for all tests that need one: started when the first of them asks, verified and stopped at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.product import Product, running_product
from tests.live.shop import Shop, open_shops

SWIFT_SECONDS = 6


@pytest.fixture(scope="session")
def live_product() -> Iterator[Product]:
    """`nexus up` with web, worker, beat and realtime. Whatever the tests did, its books must be right afterwards."""
    with running_product() as product:
        yield product
        verified = product.nexus("verify")
        assert verified.returncode == 0, verified.stdout


@pytest.fixture(scope="session")
def _live_shops(live_product: Product) -> dict[str, Shop]:
    """`calm` gives the usual half hour to pay, `swift` a few seconds."""
    wanted = ({"slug": "calm"}, {"slug": "swift", "settings": {"payment_window_seconds": SWIFT_SECONDS}})
    return {shop.slug: shop for shop in open_shops(live_product, *wanted)}


@pytest.fixture
def shop(_live_shops: dict[str, Shop]) -> Shop:
    """A shop of the live product; a new object each time, as its owner's login does not last."""
    return Shop(_live_shops["calm"].product, _live_shops["calm"].made)


@pytest.fixture
def swift_shop(_live_shops: dict[str, Shop]) -> Shop:
    """A shop in which online payments have `SWIFT_SECONDS`."""
    return Shop(_live_shops["swift"].product, _live_shops["swift"].made)
