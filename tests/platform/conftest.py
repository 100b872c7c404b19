"""The sample views instead of the product's URLs."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def sample_settings() -> Iterator[Any]:
    """Settings of the sample shop counter; tests may override more on top."""
    from django.test import override_settings

    with override_settings(
        ROOT_URLCONF="tests.platform.sample_views",
        NEXUS_AUTHENTICATORS=["tests.platform.sample_views.by_name"],
        NEXUS_CACHED_PREFIXES=["/api/catalog/products/"],
    ):
        yield


@pytest.fixture
def sample(sample_settings: Any, api: Any) -> Any:
    """A guest's client on the sample views."""
    return api


@pytest.fixture
def valkey_down(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A switch: inside the block nothing listens where Valkey should be; afterwards it is back at once."""
    import socket
    import threading
    from contextlib import contextmanager

    from django.test import override_settings

    from nexus.platform.cache import wire

    @contextmanager
    def down() -> Iterator[None]:
        with socket.socket() as taken, monkeypatch.context() as patched:
            taken.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
            patched.setattr(wire, "_local", threading.local())
            patched.setattr(wire, "_breaker", wire._Breaker())
            with override_settings(REDIS_URL=f"redis://127.0.0.1:{taken.getsockname()[1]}/0"):
                yield

    return down
