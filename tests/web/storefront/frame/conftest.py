"""Windows on shops of the frame's tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.storefront.frame.window import Window


@pytest.fixture(autouse=True)
def _pages_are_drawn() -> None:
    """Every test here draws pages."""


@pytest.fixture
def window(tenant: Any) -> Window:
    """A guest's."""
    return Window(tenant)


@pytest.fixture
def open_shop(make_tenant: Callable[..., Any]) -> Callable[..., Window]:
    """`open_shop(name="Atelier", settings={...})`: a guest's window on a new shop."""
    return lambda **facts: Window(make_tenant(**facts))
