"""Buying over HTTP, as a guest or a user."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

ADDRESS = {
    "name": "Ada Buyer", "address_line": "1 Main St", "city": "Berlin", "postal_code": "10115", "country": "DE",
}  # fmt: skip


def fill_cart(api: Any, variant_ids: Any, *, quantity: int = 1) -> str | None:
    """Put each variant into a fresh cart; the guest's token."""
    token = None
    for variant_id in variant_ids:
        headers = {"X_Cart_Token": token} if token else {}
        answer = api.post(
            "/api/cart/cart/items/", {"variant_id": str(variant_id), "quantity": quantity}, **headers
        )
        assert answer.status_code == 201, answer.content
        token = answer.json()["cart"]["token"]
    return token


def place(
    api: Any, token: str | None = None, *, method: str = "sandbox", key: str | None = None, **extra: Any
) -> Any:
    """POST /api/orders/ with a fresh idempotency key unless given; the raw answer."""
    headers = {"Idempotency_Key": key or secrets.token_hex(8)} | ({"X_Cart_Token": token} if token else {})
    body = {"shipping_address": ADDRESS, "payment_method": method, "email": "guest@example.com", **extra}
    return api.post("/api/orders/", body, **headers)


def buy(api: Any, variant_ids: list[UUID], *, quantity: int = 1, method: str = "sandbox") -> dict[str, Any]:
    """A guest's order; its body with the secret token."""
    answer = place(api, fill_cart(api, variant_ids, quantity=quantity), method=method)
    assert answer.status_code == 201, answer.content
    return answer.json()
