"""A marketplace for the test's tenant."""

from typing import Any

import pytest


@pytest.fixture
def market(tenant: Any) -> Any:
    return _market(tenant)


@pytest.fixture
def other_market(other_tenant: Any) -> Any:
    """The shop of a second tenant."""
    return _market(other_tenant)


def _market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market  # Django is set up only after this file was read

    return Market(tenant)
