"""The operations that are measured, each a flow of HTTP calls."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.client import Call

ADDRESS = {
    "name": "Ada",
    "address_line": "1 Main St",
    "city": "Berlin",
    "postal_code": "10115",
    "country": "DE",
}
TENANT = {"X-Tenant": "bench"}
BROWSER = TENANT | {"Accept-Encoding": "gzip", "Accept-Language": "en"}
# Whoever presents credentials passes the cache; pages do not read these, so the page is drawn as for anybody.
PAST_THE_CACHE = BROWSER | {"Authorization": "Bench"}
PRODUCTS = "/api/catalog/products/"


@dataclass(slots=True)
class Scenarios:
    """Flows over the seeded catalogue. A flow answers the status that counts."""

    slugs: list[str]
    variants: list[str]
    categories: list[str]
    hot: str = ""
    wide: dict[str, Any] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(7))

    async def list_cached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", self.list_path(number % 5), headers=TENANT)))[0]

    async def list_uncached(self, number: int, send: Any) -> int:
        category = self.categories[number % len(self.categories)]
        path = f"/api/catalog/products/?category={category}&sort=price&page_size=24&price_min=0.{number % 100:02d}&price_max={10**6 + number}"
        return (await send(Call("GET", path, headers=TENANT)))[0]

    async def detail_cached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", self.detail_path(number % 5), headers=TENANT)))[0]

    async def detail_uncached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", self.detail_path(100 + number), headers=TENANT)))[0]

    async def search(self, number: int, send: Any) -> int:
        words = ("oak lamp", "copper kettle", "linen shirt", "glas bowl", "wool", "steel knife")
        path = f"/api/catalog/products/?q={words[number % len(words)].replace(' ', '+')}+{number % 1000}&page_size=24"
        return (await send(Call("GET", path, headers=TENANT)))[0]

    async def home_cached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", "/", headers=BROWSER)))[0]

    async def category_cached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", f"/c/{self.categories[number % 5]}/", headers=BROWSER)))[0]

    async def product_cached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", f"/p/{self.slugs[number % 5]}/", headers=BROWSER)))[0]

    async def home_uncached(self, number: int, send: Any) -> int:
        return (await send(Call("GET", "/", headers=PAST_THE_CACHE)))[0]

    async def category_uncached(self, number: int, send: Any) -> int:
        path = f"/c/{self.categories[number % len(self.categories)]}/"
        return (await send(Call("GET", path, headers=PAST_THE_CACHE)))[0]

    async def product_uncached(self, number: int, send: Any) -> int:
        path = f"/p/{self.slugs[100 + number % 1000]}/"
        return (await send(Call("GET", path, headers=PAST_THE_CACHE)))[0]

    async def cart_add(self, number: int, send: Any) -> int:
        return (await send(self._add(self.random.choice(self.variants), None)))[0]

    async def checkout(self, number: int, send: Any) -> int:
        """A guest's cart of two lines, placed."""
        status, body = await send(self._add(self.random.choice(self.variants), None))
        if status != 201:
            return status
        token = json.loads(body)["cart"]["token"]
        await send(self._add(self.random.choice(self.variants), token))
        return (await send(self._place(token)))[0]

    async def wide_read(self, number: int, send: Any) -> int:
        """A product of 400 variants as its shop's staff see it: from the sources, kept nowhere."""
        return (await send(Call("GET", f"{PRODUCTS}{self.wide['slug']}/", headers=self._staff())))[0]

    async def wide_page(self, number: int, send: Any) -> int:
        return (await send(Call("GET", f"/p/{self.wide['slug']}/", headers=PAST_THE_CACHE)))[0]

    async def wide_update(self, number: int, send: Any) -> int:
        """Another price for one of 400 variants."""
        path = f"{PRODUCTS}{self.wide['id']}/variants/{self.wide['variants'][number % 400]}/"
        return (await send(Call("PATCH", path, {"price": f"{11 + number % 89}.50"}, self._staff())))[0]

    async def hot_sku(self, number: int, send: Any) -> int:
        """One of 400 buyers of 100 pieces."""
        status, body = await send(self._add(self.hot, None))
        if status != 201:
            return status
        return (await send(self._place(json.loads(body)["cart"]["token"])))[0]

    def list_path(self, number: int, /) -> str:
        return f"{PRODUCTS}?category={self.categories[number]}&sort=price&page_size=24"

    def detail_path(self, number: int, /) -> str:
        return f"{PRODUCTS}{self.slugs[number]}/"

    def _staff(self) -> dict[str, str]:
        return TENANT | {"Authorization": f"Api-Key {self.wide['key']}"}

    def _add(self, variant: str, token: str | None) -> Call:
        headers = TENANT | ({"X-Cart-Token": token} if token else {})
        return Call("POST", "/api/cart/cart/items/", {"variant_id": variant, "quantity": 1}, headers)

    def _place(self, token: str) -> Call:
        body = {"shipping_address": ADDRESS, "payment_method": "manual", "email": "bench@example.com"}
        return Call(
            "POST",
            "/api/orders/",
            body,
            TENANT | {"X-Cart-Token": token, "Idempotency-Key": secrets.token_hex(8)},
        )
