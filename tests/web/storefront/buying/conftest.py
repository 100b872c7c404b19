"""A browser without scripts, and what it fills in."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import UUID

import pytest

ADDRESS = {
    "shipping-country": "DE", "shipping-name": "Ada Lovelace", "shipping-address_line": "1 Main St",
    "shipping-city": "Berlin", "shipping-postal_code": "10115",
}  # fmt: skip
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Browser:
    """One visitor of one shop: cookies, forms sent from the shop's own pages, no scripts."""

    def __init__(self, tenant: Any) -> None:
        from django.test import Client

        self.tenant = tenant
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=self._headers(headers))

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.post(
            path, data or {}, headers=self._headers({"Origin": "http://testserver"} | headers)
        )

    def part(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """As HTMX asks to replace one element."""
        return self.post(path, data, **{"HX-Request": "true", "HX-Request-Type": "partial"})

    def cookie(self, name: str) -> str:
        found = self.client.cookies.get(name)
        return found.value if found else ""

    def put_in(self, variant_id: UUID, quantity: int = 1) -> Any:
        return self.post("/cart/add/", {"variant_id": str(variant_id), "quantity": str(quantity)})

    def quantities(self) -> list[int]:
        return [
            int(found)
            for found in re.findall(r'name="quantity"[^>]* value="(\d+)"', text(self.get("/cart/")))
        ]

    def lines(self) -> list[str]:
        return re.findall(r'action="/cart/lines/([0-9a-f-]{36})/"', text(self.get("/cart/")))

    def checkout_form(self) -> dict[str, str]:
        """What the page itself sends along."""
        return {name: html.unescape(value) for name, value in _INPUT.findall(text(self.get("/checkout/")))}

    def order(self, *, method: str = "manual", **typed: str) -> Any:
        known = self.checkout_form() | ADDRESS | {"email": "ada@example.com", "payment_method": method}
        return self.post("/checkout/", known | typed)

    def log_in(self, user_id: UUID) -> None:
        from nexus.accounts.models import User
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(self.tenant.id):
            self.client.force_login(
                User.objects.get(pk=user_id), "nexus.accounts.interfaces.backends.TenantBackend"
            )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"X-Tenant": self.tenant.slug, "Accept-Language": "en"} | more


def text(answer: Any) -> str:
    return answer.content.decode()


@pytest.fixture
def browser(tenant: Any) -> Browser:
    return Browser(tenant)


@pytest.fixture
def shelf(tenant: Any) -> Any:
    """Two things: 10.00 and 4.50 EUR, five pieces of each."""
    return stocked(tenant)


def stocked(tenant: Any, *, prices: tuple[str, ...] = ("10.00", "4.50"), stock: int = 5) -> Any:
    from tests.factories.shop import stock_shelf

    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id):
        return stock_shelf(prices=prices, stock=stock)


def orders_of(tenant: Any) -> list[Any]:
    """All orders of the shop: number, status, total in minor units, user."""
    from nexus.platform import db
    from nexus.platform.tenancy import current_tenant, tenant_scope

    with tenant_scope(tenant.id):
        return db.rows(
            "SELECT id, number, status, total_minor, user_id, buyer FROM orders_order WHERE tenant_id = %s ORDER BY placed_at",
            [current_tenant()],
        )


@pytest.fixture
def user(tenant: Any) -> Any:
    """A verified person with an account."""
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id):
        return accounts.create_user(
            "ada@example.com", "long-enough-1", first_name="Ada", last_name="Lovelace", verified=True
        )
