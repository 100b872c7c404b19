"""Worlds to look at: each group of tests has its own, because some of them wear theirs down."""

from __future__ import annotations

from typing import Any

import pytest


def _make() -> Any:
    from tests.contract.world import make_world

    return make_world()


@pytest.fixture(scope="session")
def world() -> Any:
    """Where refusals are tried: nothing in it ever changes."""
    return _make()


@pytest.fixture(scope="session")
def other_world() -> Any:
    """The victim of the crawl."""
    return _make()


@pytest.fixture(scope="session")
def worn_world() -> Any:
    """Where requests may succeed."""
    return _make()
