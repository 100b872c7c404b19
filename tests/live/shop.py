"""A shop of a live product: what its owner does and sees over HTTP."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.live.client import LiveApi, expect
from tests.live.product import Product
from tests.live.seed import PASSWORD


@dataclass(frozen=True, slots=True)
class Goods:
    """Something to buy."""

    product_id: str
    variant_id: str


@dataclass(frozen=True)
class Shop:
    """One tenant. `made` is what the seed printed."""

    product: Product
    made: dict[str, str]

    @property
    def slug(self) -> str:
        return self.made["slug"]

    def guest(self, *, seconds: float = 30.0) -> LiveApi:
        """A new visitor with a cookie jar of their own."""
        return LiveApi(self.product.base, self.slug, seconds=seconds)

    def log_in(self, email: str, /, password: str = PASSWORD) -> LiveApi:
        """The client of somebody with an account."""
        pair = expect(self.guest().post("/api/auth/jwt/create/", {"email": email, "password": password}), 200)
        return self.guest().as_user(pair["access"])

    @cached_property
    def owner(self) -> LiveApi:
        """Its owner, logged in once for each `Shop` object: access tokens live a quarter of an hour."""
        return self.log_in(self.made["owner"])

    def sell(self, *, stock: int = 10, price: str = "20.00") -> Goods:
        """A new product with this many pieces."""
        wanted = {
            "title": f"Thing {secrets.token_hex(4)}", "category": self.made["category"], "vendor": self.made["vendor"],
            "price": price, "stock_quantity": stock, "status": "published",
        }  # fmt: skip
        made = expect(self.owner.post("/api/catalog/products/", wanted), 201)
        return Goods(made["id"], made["variants"][0]["id"])

    def stock(self, goods: Goods, /) -> tuple[int, int]:
        """(pieces on the shelf, pieces free for sale) as staff see it."""
        page = expect(self.owner.get(f"/api/inventory/levels/?variant_id={goods.variant_id}"), 200)
        [level] = page["results"]
        return level["on_hand"], level["available"]

    def mails(self, to: str, /) -> Counter[str]:
        """How many mails of each kind the person got."""
        page = expect(self.owner.get(f"/api/notifications/mailbox/?to={to}&page_size=100"), 200)
        return Counter(mail["kind"] for mail in page["results"])

    def mail(self, to: str, kind: str, /) -> dict[str, Any] | None:
        """The newest mail of a kind with its text."""
        page = expect(self.owner.get(f"/api/notifications/mailbox/?to={to}&kind={kind}"), 200)
        if not page["results"]:
            return None
        found: dict[str, Any] = expect(
            self.owner.get(f"/api/notifications/mailbox/{page['results'][0]['id']}/"), 200
        )
        return found

    def order(self, order_id: str, /) -> dict[str, Any]:
        """The order as staff see it."""
        found: dict[str, Any] = expect(self.owner.get(f"/api/orders/{order_id}/"), 200)
        return found

    def history(self, order_id: str, /) -> list[str]:
        """Types of the order's events, oldest first."""
        page = expect(self.owner.get(f"/api/orders/{order_id}/events/"), 200)
        return [entry["type"] for entry in page["results"]]

    def payment(self, order_id: str, /) -> dict[str, Any]:
        """The order's payment with its transaction log."""
        [found] = expect(self.owner.get(f"/api/payments/?order_id={order_id}"), 200)["results"]
        detail: dict[str, Any] = expect(self.owner.get(f"/api/payments/{found['id']}/"), 200)
        return detail

    def money_trail(self, order_id: str, /) -> list[str]:
        """Types of the payment's transactions, oldest first."""
        return [entry["type"] for entry in self.payment(order_id)["transactions"]]


def open_shops(product: Product, *wanted: dict[str, Any]) -> list[Shop]:
    """Make tenants with an owner, a seller and a category."""
    import json

    return [Shop(product, made) for made in product.python("tests.live.seed", json.dumps(wanted))]
