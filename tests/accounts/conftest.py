"""People to test with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

PASSWORD = "correct-horse-9"


@dataclass(frozen=True)
class Person:
    """An account with its password and one open login."""

    id: UUID
    email: str
    password: str
    access: str
    refresh: str


@pytest.fixture
def make_person(tenant: Any) -> Callable[..., Person]:
    """`make_person("ada@example.org", roles=("owner",))` -> Person, of the test's tenant unless `of` is
    another one.
    """
    from nexus.accounts import facade
    from nexus.platform.tenancy import tenant_scope

    def make(email: str = "ada@example.org", *, of: Any = None, **facts: Any) -> Person:
        with tenant_scope((of or tenant).id):
            made = facade.create_user(email, PASSWORD, **facts)
            pair = facade.open_session(made.id)
        return Person(made.id, made.email, PASSWORD, pair.access, pair.refresh)

    return make


@pytest.fixture
def ada(make_person: Callable[..., Person]) -> Person:
    return make_person()


@pytest.fixture
def events(tenant: Any) -> Callable[..., list[str]]:
    """Types of the events of the test's tenant, oldest first, optionally of one stream only."""
    from nexus.platform import db
    from nexus.platform.tenancy import tenant_scope

    def read(stream_id: UUID | None = None) -> list[str]:
        with tenant_scope(tenant.id):
            found = db.rows(
                "SELECT type, stream_id FROM events_log WHERE tenant_id = %s ORDER BY occurred_at, id",
                [tenant.id],
            )
        return [entry.type for entry in found if stream_id in (None, entry.stream_id)]

    return read
