"""Orders by themselves: what others do about their events is tested in `tests/journeys`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from tests.orders.builders import a_line, a_new_order


@pytest.fixture(autouse=True)
def _nobody_listens(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "tenant" in request.fixturenames:
        from nexus.platform.events import subscriptions

        monkeypatch.setattr(subscriptions, "_by_type", defaultdict(list))


@dataclass(frozen=True)
class Person:
    """Somebody with a way in."""

    id: UUID
    api: Any


@dataclass(frozen=True)
class Shop:
    """Two sellers, two buyers, a supporter and a guest of one tenant."""

    alpha: UUID
    beta: UUID
    buyer: Person
    stranger: Person
    seller: Person  # of alpha
    rival: Person  # of beta
    support: Person
    guest: Any

    def placed(self, *lines: Any, by: Person | None = None, **facts: Any) -> Any:
        """An order of the buyer (or of a guest with `user_id=None`)."""
        from nexus.orders import facade
        from nexus.platform.tenancy import tenant_scope

        chosen = lines or (a_line("10.00", 2, vendor=self.alpha),)
        with tenant_scope():
            return facade.place(a_new_order(*chosen, **{"user_id": (by or self.buyer).id} | facts))

    def shared(self, **facts: Any) -> Any:
        """An order of 20.00 from alpha and 5.00 from beta, with 5.00 for shipping."""
        lines = a_line("10.00", 2, vendor=self.alpha), a_line("5.00", vendor=self.beta, sku="SKU-2")
        return self.placed(*lines, shipping="5.00", **facts)


@pytest.fixture
def shop(api: Any) -> Shop:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope
    from nexus.vendors import facade as vendors

    def person(name: str, *roles: str) -> Person:
        made = accounts.create_user(f"{name}@example.test", None, roles=roles, verified=True)
        return Person(made.id, api.as_user(accounts.open_session(made.id).access))

    def seller(name: str) -> tuple[UUID, Person]:
        owner = person(name)
        return vendors.create_vendor(name=name, owner_user_id=owner.id).id, owner

    with tenant_scope():
        (alpha, first), (beta, second) = seller("alpha"), seller("beta")
        return Shop(
            alpha=alpha,
            beta=beta,
            buyer=person("buyer"),
            stranger=person("stranger"),
            seller=first,
            rival=second,
            support=person("support", "support"),
            guest=api,
        )
