"""What is sold in these stories."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from tests.live.client import expect
from tests.live.shop import Shop


@dataclass(frozen=True, slots=True)
class Item:
    """A product on the shelf."""

    id: str
    slug: str
    title: str
    variants: list[dict[str, Any]]

    @property
    def path(self) -> str:
        return f"/p/{self.slug}/"


def shelve(
    shop: Shop,
    *,
    name: str = "Mug",
    price: str = "12.00",
    stock: int = 10,
    sizes: tuple[str, ...] = (),
    **more: Any,
) -> Item:
    """A published product with a picture; `sizes` make a variant each."""
    wanted: dict[str, Any] = {
        "title": f"{name} {secrets.token_hex(3)}", "category": shop.made["category"], "vendor": shop.made["vendor"],
        "price": price, "status": "published", "description": "Thrown by hand.\n\nHolds 300 ml.", "stock_quantity": stock,
    }  # fmt: skip
    if sizes:
        wanted["variants"] = [
            {"options": {"Size": size}, "price": price, "stock_quantity": stock, "title": size}
            for size in sizes
        ]
    made = expect(shop.owner.post("/api/catalog/products/", wanted | more), 201)
    _hang_picture(shop, made["id"])
    return Item(made["id"], made["slug"], made["title"], made["variants"])


def set_stock(shop: Shop, variant_id: str, pieces: int, /) -> None:
    """As its owner counts it."""
    expect(
        shop.owner.post("/api/inventory/levels/", {"variant_id": variant_id, "on_hand": pieces}),
        200,
    )


def _hang_picture(shop: Shop, product_id: str) -> None:
    content = BytesIO()
    Image.new("RGB", (480, 480), (196, 170, 140)).save(content, "JPEG")
    answer = shop.owner.client.post(
        f"/api/catalog/products/{product_id}/media/",
        files={"file": ("mug.jpg", content.getvalue(), "image/jpeg")},
        data={"alt": "A mug"},
        headers={"X-Tenant": shop.slug} | shop.owner.headers,
    )
    assert answer.status_code == 201, answer.text
