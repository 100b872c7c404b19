"""The marketplace of the catalogue's tests."""

from tests.catalog.conftest import market, other_market

__all__ = ["market", "other_market"]
