"""After the storm: wait until everything runs again, everything is delivered and every deadline has been dealt with."""

from __future__ import annotations

import time
from typing import Any

import httpx
import psycopg

from tests.live.product import Product

PATIENCE_SECONDS = 240.0
# What is still on its way, by name; all must be zero. Transfers wait for a week, so they are not counted.
_UNDER_WAY = {
    "deliveries": "SELECT count(*) FROM events_delivery WHERE status = 'pending'",
    "processes with a deadline": (
        "SELECT count(*) FROM checkout_process WHERE state = 'awaiting_payment' AND payment_method <> 'manual'"
    ),
    "answers the provider owes": (
        "SELECT count(*) FROM payments_sandbox_webhook WHERE released_at IS NULL OR (sent_at IS NULL AND body <> '')"
    ),
    "refunds": "SELECT count(*) FROM payments_payment WHERE refunding_minor > 0",
    "expired reservations": (
        "SELECT count(*) FROM inventory_reservation WHERE state = 'open' AND expires_at < now()"
    ),
}


class NeverSettled(Exception):
    """Something is still under way after `PATIENCE_SECONDS`; the message says what."""


def wait_until_settled(product: Product, /) -> float:
    """Seconds that it took. Raises NeverSettled."""
    began, left = time.monotonic(), "nothing was looked at"
    while time.monotonic() - began < PATIENCE_SECONDS:
        left = _left(product)
        if not left:
            return time.monotonic() - began
        time.sleep(0.5)
    raise NeverSettled(left)


def _left(product: Product) -> str:
    down = [service.name for service in product.services().values() if service.phase != "running"]
    if down:
        return f"not running: {down}"
    try:
        ready = httpx.get(f"{product.base}/readyz", timeout=5, trust_env=False)
        if ready.status_code != 200:
            return f"not ready: {ready.text[:500]}"
        return _under_way(product)
    except (httpx.TransportError, psycopg.OperationalError) as error:
        return repr(error)


def _under_way(product: Product) -> str:
    with product.database() as database:
        found: dict[str, Any] = {
            name: database.execute(sql).fetchone()[0] for name, sql in _UNDER_WAY.items()
        }  # type: ignore[index]
    return ", ".join(f"{count} {name}" for name, count in found.items() if count)
