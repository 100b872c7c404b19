"""Real PostgreSQL and Valkey for the whole session; a tenant of its own for every test instead of rollbacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_resources = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Engines first, then a database of our own, then Django: settings read the environment once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
    if not _is_helper():
        os.environ["SECRET_KEY"] = "test-only-" + "0" * 40
    os.environ["NEXUS_NUDGE"] = "off"
    os.environ["NEXUS_THROTTLING"] = "off"
    os.environ.setdefault("NEXUS_HOME", str(_ROOT / "var" / "test"))
    os.environ.setdefault("ALLOWED_HOSTS", "*")
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        from nexus.cli.embedded import services

        os.environ.update(_resources.enter_context(services(Path(os.environ["NEXUS_HOME"]), durable=False)))
    from tests.databases import own_database

    os.environ["DATABASE_URL"] = _resources.enter_context(own_database(os.environ["DATABASE_URL"]))
    import django

    django.setup()
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # where collected files would be: none are needed
    # Refusals are pages, so any test may draw one; nothing was collected here (`nexus up` does that).
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def _is_helper() -> bool:
    """Whether this process is one of several that share the tests and the engines (pytest-xdist): it has the environment of the
    first one, whose passwords belong to those engines."""
    return "PYTEST_XDIST_WORKER" in os.environ


_ONE_AT_A_TIME = ("browser", "faults", "journeys", "live", "runtime", "torture")
"""Folders whose tests start and kill the product and wait for it: side by side they would wait for each other."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one file stay in one process, where they share what is dear to make."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        place = item.path.relative_to(_ROOT / "tests")
        group = "live" if place.parts[0] in _ONE_AT_A_TIME else str(place)
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the garbage collector need not look through it again and again."""
    import gc

    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()
    _resources.close()


pytest_plugins = ["tests.fixtures", "tests.live.fixtures", "tests.sqlguard"]


@pytest.fixture(autouse=True)
def _no_open_transaction() -> Iterator[None]:
    """A test that leaves a transaction open would poison the next one."""
    yield
    from django.db import connection

    assert not connection.in_atomic_block, "the test left a transaction open"
