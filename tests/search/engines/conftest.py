"""A shop whose lists come from one of the search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.catalog.marketplace import Market


@pytest.fixture
def use_engine(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """`use_engine("tantivy")`: from here on lists come from it. `opensearch`: makes OpenSearch without the network."""
    from django.test.utils import override_settings

    from nexus.search.engines import backend as engines
    from nexus.search.queries import backends

    def forget() -> None:
        backends.backend.cache_clear()
        engines.engine.cache_clear()

    with pytest.MonkeyPatch.context() as patch, override_settings(NEXUS_HOME=tmp_path):
        from django.conf import settings

        def use(name: str, *, opensearch: Any = None) -> None:
            settings.NEXUS_SEARCH_BACKEND = name
            if opensearch:
                patch.setattr(engines, "OpenSearchEngine", opensearch)
            forget()

        yield use
    forget()


@pytest.fixture
def carry() -> Callable[[Market], int]:
    """What the worker does after each change."""
    return lambda market: _in(market, "feed")


@pytest.fixture
def build() -> Callable[[Market], int]:
    """`nexus search rebuild` of the engine's index for one shop."""
    return lambda market: max(_in(market, "rebuild_index"), default=0)


def _in(market: Market, work: str) -> Any:
    from nexus.platform.tenancy import bind_tenant
    from nexus.search import facade

    with bind_tenant(market.tenant.id):
        done = getattr(facade, work)()
        return done if isinstance(done, int) else list(done)
