"""A shop that listens on loopback, people with roles, and orders that wait for money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money


@pytest.fixture(autouse=True)
def _payments_alone() -> Iterator[None]:
    """These orders are made up, so nobody above payments hears of them; journeys run the whole product."""
    from nexus.platform.events import subscriptions

    everybody = {name: list(found) for name, found in subscriptions._by_type.items()}
    for found in subscriptions._by_type.values():
        found[:] = [entry for entry in found if entry.name.startswith(("payments.", "nexus.payments."))]
    yield
    for name, found in everybody.items():
        subscriptions._by_type[name][:] = found


@pytest.fixture
def shop(listening: str) -> str:
    """Base URL of the product, served by threads; the sandbox provider calls its webhook there."""
    return listening


@pytest.fixture
def open_payment(tenant: Any) -> Callable[..., Any]:
    """`open_payment("30.00", provider="manual")` -> PaymentInfo, committed."""
    from nexus.payments import facade
    from nexus.platform.tenancy import tenant_scope

    def make(amount: str = "30.00", *, currency: str = "EUR", **facts: Any) -> Any:
        defaults: dict[str, Any] = {
            "provider": "sandbox",
            "expires_at": None,
            "order_number": "2026-000001",
            "email": "buyer@example.test",
        }
        with tenant_scope(tenant.id):
            return facade.open_payment(new_id(), Money.of(amount, currency), **defaults | facts)

    return make


@pytest.fixture
def person(tenant: Any, api: Any) -> Callable[..., tuple[UUID, Any]]:
    """`person("support")` -> (user id, client that is logged in)."""
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    def make(*roles: str) -> tuple[UUID, Any]:
        with tenant_scope(tenant.id):
            user = accounts.create_user(f"{new_id()}@example.test", None, roles=roles, verified=True)
            access = accounts.open_session(user.id).access
        return user.id, api.as_user(access)

    return make


@pytest.fixture
def staff(person: Callable[..., tuple[UUID, Any]]) -> Any:
    """A client of the support team."""
    return person("support")[1]


@pytest.fixture
def payment_of(tenant: Any) -> Callable[[UUID], Any]:
    """The payment of an order as the facade shows it."""
    from nexus.payments import facade
    from nexus.platform.tenancy import tenant_scope

    def read(order_id: UUID) -> Any:
        with tenant_scope(tenant.id):
            return facade.payment_of(order_id)

    return read


@pytest.fixture
def history(tenant: Any) -> Callable[[UUID], list[str]]:
    """Short names of the events of a payment."""
    from nexus.payments.domain.payment import STREAM
    from nexus.platform.events import load
    from nexus.platform.tenancy import tenant_scope

    def read(payment_id: UUID) -> list[str]:
        with tenant_scope(tenant.id):
            return [fact.TYPE.split(".")[1] for fact in load(STREAM, payment_id).events]

    return read


@pytest.fixture
def clean(tenant: Any) -> Callable[[], list[str]]:
    """What `nexus verify` finds wrong in the tenant's payments."""
    from nexus.payments.interfaces.verification import CHECKS
    from nexus.platform.tenancy import tenant_scope

    def run() -> list[str]:
        with tenant_scope(tenant.id):
            return [str(finding) for check in CHECKS for finding in check.run()]

    return run
