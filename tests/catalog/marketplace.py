"""A marketplace to test with: people with open sessions, sellers, categories, products. Everything is committed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.fixtures import Api

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.catalog.facade import CategoryInfo, NewProduct, NewVariant, ProductInfo
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.vendors import facade as vendors

PASSWORD = "correct-horse-9"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seller:
    """A member of a vendor's staff and the client that speaks for them."""

    user_id: UUID
    vendor_id: UUID
    api: Api


class Market:
    """One tenant's shop."""

    def __init__(self, tenant: Any) -> None:
        self.tenant = tenant
        self.guest = Api(tenant)

    def person(
        self, *, roles: tuple[str, ...] = (), verified: bool = True, first_name: str = "Ada"
    ) -> tuple[UUID, Api]:
        """A new account and its client."""
        with tenant_scope(self.tenant.id):
            email = f"{secrets.token_hex(5)}@example.org"
            user = accounts.create_user(
                email, None, first_name=first_name, last_name="Byron", roles=roles, verified=verified
            )
            access = accounts.open_session(user.id).access
        return user.id, self.guest.as_user(access)

    def buyer(self, **facts: Any) -> Api:
        return self.person(**facts)[1]

    def staff(self) -> Api:
        return self.person(roles=("owner",))[1]

    def seller(self, name: str = "", *, status: str = "approved") -> Seller:
        """A vendor with one member of staff."""
        user_id, _ = self.person()
        with tenant_scope(self.tenant.id):
            made = vendors.create_vendor(
                name=name or f"Vendor {secrets.token_hex(3)}", owner_user_id=user_id, status=status
            )
            accounts.grant_role(user_id, "seller", subject_id=made.id)
            access = accounts.open_session(user_id).access
        return Seller(user_id=user_id, vendor_id=made.id, api=self.guest.as_user(access))

    def category(self, name: str = "Kitchen", *, parent: CategoryInfo | None = None) -> CategoryInfo:
        with tenant_scope(self.tenant.id):
            return catalog.create_category(name=name, parent_id=parent.id if parent else None)

    def product(
        self,
        title: str = "Red Mug",
        *,
        category: CategoryInfo | None = None,
        vendor_id: UUID | None = None,
        price: str = "12.50",
        stock: int = 7,
        sku: str = "",
        variants: tuple[NewVariant, ...] = (),
        **facts: Any,
    ) -> ProductInfo:
        """A product, published unless told otherwise, of the house unless told otherwise."""
        with tenant_scope(self.tenant.id):
            new = NewProduct(
                title=title,
                vendor_id=vendor_id or vendors.house_vendor().id,
                category_id=category.id if category else _any_category(),
                variants=variants or (self.variant(price, stock=stock, sku=sku),),
                **facts,
            )
            return catalog.create_product(new)

    def variant(
        self, price: str, *, stock: int = 7, sku: str = "", compare_at: str = "", **facts: Any
    ) -> NewVariant:
        currency = self.tenant.currency
        return NewVariant(
            price=Money.of(price, currency),
            compare_at=Money.of(compare_at, currency) if compare_at else None,
            stock_quantity=stock,
            sku=sku,
            **facts,
        )


def _any_category() -> UUID:
    known = catalog.categories()
    return known[0].id if known else catalog.create_category(name="Kitchen").id
