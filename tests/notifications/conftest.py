"""Notifications by themselves: only accounts and notifications listen to events here; journeys test the
whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest


@pytest.fixture(autouse=True)
def _only_they_listen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "tenant" in request.fixturenames:
        from nexus.accounts.interfaces import subscribers as accounts
        from nexus.notifications.interfaces import subscribers as notifications
        from nexus.platform.events import subscriptions

        monkeypatch.setattr(subscriptions, "_by_type", defaultdict(list))
        subscriptions.subscribe(accounts.SUBSCRIPTIONS)
        subscriptions.subscribe(notifications.SUBSCRIPTIONS)


@dataclass(frozen=True)
class Person:
    """An account with one open login."""

    id: UUID
    email: str
    access: str
    refresh: str


@pytest.fixture
def make_person(tenant: Any) -> Callable[..., Person]:
    from nexus.accounts import facade
    from nexus.platform.tenancy import tenant_scope

    def make(
        email: str = "ada@example.org", *, of: Any = None, verified: bool = True, **facts: Any
    ) -> Person:
        with tenant_scope((of or tenant).id):
            made = facade.create_user(email, None, verified=verified, **facts)
            pair = facade.open_session(made.id)
        return Person(made.id, made.email, pair.access, pair.refresh)

    return make


@pytest.fixture
def ada(make_person: Callable[..., Person]) -> Person:
    return make_person(first_name="Ada")


@pytest.fixture
def mails(tenant: Any) -> Callable[..., list[Any]]:
    """Mails of the test's tenant, oldest first."""
    from nexus.notifications.models import MailMessage
    from nexus.platform.tenancy import tenant_scope

    def read(**chosen: Any) -> list[Any]:
        with tenant_scope(tenant.id):
            return list(MailMessage.objects.filter(**chosen).order_by("created_at", "id"))

    return read


@pytest.fixture
def notes(tenant: Any) -> Callable[..., list[Any]]:
    """In-app notes of the test's tenant, oldest first."""
    from nexus.notifications.models import Notification
    from nexus.platform.tenancy import tenant_scope

    def read(**chosen: Any) -> list[Any]:
        with tenant_scope(tenant.id):
            return list(Notification.objects.filter(**chosen).order_by("created_at", "id"))

    return read
