"""People with accounts, and their browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from tests.web.storefront.account.browser import PASSWORD, Browser


@pytest.fixture(autouse=True)
def _pages() -> None:
    """Every test here draws pages."""


@pytest.fixture
def browser(tenant: Any) -> Browser:
    return Browser(tenant)


@pytest.fixture
def make_person(tenant: Any) -> Callable[..., Any]:
    """`make_person("ada@example.org", verified=True)` -> UserInfo with PASSWORD."""
    from nexus.accounts import facade
    from nexus.platform.tenancy import tenant_scope

    def make(email: str = "ada@example.org", *, of: Any = None, **facts: Any) -> Any:
        with tenant_scope((of or tenant).id):
            return facade.create_user(email, PASSWORD, first_name="Ada", last_name="Lovelace", **facts)

    return make


@pytest.fixture
def ada(make_person: Callable[..., Any]) -> Any:
    return make_person(verified=True)


@pytest.fixture
def at_home(browser: Browser, ada: Any) -> Browser:
    """Ada's browser, logged in."""
    assert browser.log_in(ada.email).status_code == 302
    return browser


@pytest.fixture
def known(tenant: Any) -> Callable[..., Any]:
    """`known(facade.addresses, ada.id)`: ask a facade inside the shop's scope."""
    from nexus.platform.tenancy import tenant_scope

    def ask(question: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        with tenant_scope(tenant.id):
            return question(*args, **facts)

    return ask


@pytest.fixture
def add_address(known: Callable[..., Any]) -> Callable[..., Any]:
    """`add_address(ada.id, city="Cork")` -> AddressInfo."""
    from nexus.accounts import facade

    def add(user_id: UUID, **facts: Any) -> Any:
        address = {
            "name": "Ada",
            "address_line": "Road 1",
            "city": "Oldenburg",
            "postal_code": "26133",
            "country": "DE",
        }
        return known(facade.add_address, user_id, **address | facts)

    return add
