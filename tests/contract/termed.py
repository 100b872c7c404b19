"""Zones, taxes and shipping of each side of a world."""

from __future__ import annotations

import secrets
from typing import Any

from tests.fixtures import Api


def terms_of(ids: dict[str, str], seller: Api, owner: Api, /) -> None:
    """Zones, a tax rate, and a shipping method of the seller."""
    code = f"z{secrets.token_hex(4)}"
    places = [{"country": "DE", "postal": ["80*"]}]
    zone, free = (
        made(owner.post("/api/pricing/zones/", {"code": f"{code}{tail}", "name": "South", "places": places}))
        for tail in "ab"
    )
    rate = {"zone": zone["code"], "tax_class": "luxury", "name": "Levy", "percent": "1"}
    method = {"code": code, "name": "By bike", "tariffs": [{"currency": "EUR", "price": "2.00"}]}
    ids |= {
        "zone": zone["id"],
        "zone_code": zone["code"],
        "free_zone": free["id"],
        "tax_rate": made(owner.post("/api/pricing/tax-rates/", rate))["id"],
        "shipping_method": made(seller.post("/api/pricing/shipping-methods/", method))["id"],
    }


def made(answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.content
    return answer.json()  # type: ignore[no-any-return]
