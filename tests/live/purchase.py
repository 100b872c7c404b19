"""Steps of a purchase after the cart: how people pay, and what the sandbox provider says."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any

import httpx

from tests.factories.buying import fill_cart, place
from tests.live.client import LiveApi, eventually, expect
from tests.live.product import WEBHOOK_SECRET, Product
from tests.live.shop import Goods, Shop


def new_email(name: str = "guest", /) -> str:
    """An address that nobody else uses."""
    return f"{name}-{secrets.token_hex(5)}@example.com"


def order(
    api: LiveApi, *goods: Goods, quantity: int = 1, method: str = "sandbox", email: str = ""
) -> dict[str, Any]:
    """Fill a new cart and order it; the body of the 201."""
    token = fill_cart(api, [each.variant_id for each in goods], quantity=quantity)
    placed: dict[str, Any] = expect(place(api, token, method=method, email=email or new_email()), 201)
    return placed


def initiate(api: LiveApi, placed: dict[str, Any], /) -> dict[str, Any]:
    """Begin to pay; guests show the order's token."""
    headers = {"X_Order_Token": placed["token"]} if placed.get("token") else {}
    answer = api.post(
        "/api/payments/initiate/", {"order_id": placed["id"]}, Idempotency_Key=secrets.token_hex(8), **headers
    )
    begun: dict[str, Any] = expect(answer, 201)
    return begun


def press(api: LiveApi, reference: str, outcome: str, /) -> httpx.Response:
    """A button of the provider's page."""
    return api.post(f"/api/payments/sandbox/{reference}/", {"outcome": outcome})


def pay(api: LiveApi, placed: dict[str, Any], /, *, outcome: str = "approve") -> dict[str, Any]:
    """Initiate and press a button. The provider's answer arrives later, by webhook."""
    begun = initiate(api, placed)
    expect(press(api, begun["reference"], outcome), 200)
    return begun


def settled(shop: Shop, placed: dict[str, Any], /, *, status: str, seconds: float = 30.0) -> dict[str, Any]:
    """The order, once it has this status."""

    def look() -> dict[str, Any] | None:
        found = shop.order(placed["id"])
        return found if found["status"] == status else None

    return eventually(look, seconds=seconds)


def idle(product: Product, /, *, seconds: float = 30.0) -> None:
    """Wait until nothing that is due is left to deliver, so that counting mails afterwards means something."""
    with product.database() as database:
        eventually(lambda: not _due(database), seconds=seconds)


def _due(database: Any) -> int:
    [(due,)] = database.execute(
        "SELECT count(*) FROM events_delivery WHERE status = 'pending' AND (due_at <= now() + interval '5 minutes')"
    ).fetchall()
    return int(due)


def signed_message(product: Product, reference: str, /) -> tuple[bytes, dict[str, str]]:
    """What the sandbox would say about a captured charge, composed and signed here: body and headers."""
    with product.database() as database:
        [(charge, attempt, minor, currency)] = database.execute(
            "SELECT reference, merchant_reference, amount_minor, currency FROM payments_sandbox_charge "
            "WHERE order_reference = %s",
            [reference],
        ).fetchall()
    data = {
        "reference": charge, "merchant_reference": attempt, "amount": f"{minor // 100}.{minor % 100:02d}",
        "currency": currency, "failure_code": "",
    }  # fmt: skip
    told = {
        "id": f"evt_{secrets.token_hex(8)}",
        "type": "charge.captured",
        "created": "2026-01-01T00:00:00Z",
        "data": data,
    }
    body, at = json.dumps(told).encode(), int(time.time())
    digest = hmac.new(WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return body, {"Content-Type": "application/json", "X-Sandbox-Signature": f"t={at},v1={digest}"}
