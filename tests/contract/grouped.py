"""Whom the shop has prices of their own for."""

from __future__ import annotations

import secrets
from typing import Any

from tests.fixtures import Api


def grouped(owner: Api, buyer_id: str) -> dict[str, str]:
    """Ids by kind: a group with the buyer in it, and an empty one. The shop sells in dollars too."""
    _made(owner.post("/api/pricing/currencies/", {"currency": "USD"}))
    group, free = (
        _made(owner.post("/api/accounts/groups/", {"code": f"g-{secrets.token_hex(4)}", "name": name}))
        for name in ("Gold", "Nobody")
    )
    _made(owner.post(f"/api/accounts/groups/{group['id']}/members/", {"user_id": buyer_id}))
    return {"group": str(group["id"]), "free_group": str(free["id"])}


def price_lists(seller: Api, ids: dict[str, str]) -> dict[str, str]:
    """A list of the seller's that holds for nobody yet, with one price."""
    entry = {"variant_id": ids["variant"], "amount": "9.00"}
    found = {}
    for kind in ("price_list", "free_list"):
        facts = {"code": f"l-{secrets.token_hex(4)}", "name": "Later", "currency": "EUR", "is_active": False}
        made = _made(seller.post("/api/pricing/price-lists/", facts))
        assert (
            seller.post(f"/api/pricing/price-lists/{made['id']}/entries/", {"entries": [entry]}).status_code
            == 200
        )
        found[kind] = str(made["id"])
    return found


def _made(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found
