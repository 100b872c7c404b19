"""What a seller promotes: drafts, so that the world's prices stay what they are."""

from __future__ import annotations

import secrets
from typing import Any

from tests.fixtures import Api


def promoted(seller: Api, owner: Api) -> dict[str, str]:
    """Ids by kind: a draft of the seller's with a coupon and a batch of them, and a lane of the shop."""
    known = owner.get("/api/promotions/lanes/").json()["results"]
    lane = {"position": 1 + len(known), "name": "Sale"}
    promotion = _id(seller.post("/api/promotions/", draft()))
    coupon = {"promotion_id": promotion, "code": f"C{secrets.token_hex(6)}"}
    batch = {"promotion_id": promotion, "name": "Fair", "size": 1}
    return {
        "promotion": promotion,
        "coupon": _id(seller.post("/api/coupons/", coupon)),
        "batch": _id(seller.post("/api/coupons/batches/", batch)),
        "lane": _id(owner.post("/api/promotions/lanes/", lane)),
    }


def draft() -> dict[str, Any]:
    return {
        "code": f"p-{secrets.token_hex(4)}",
        "title": "Ten off",
        "needs_coupon": True,
        "benefit": {"type": "percentage", "percent": "10"},
    }


def _id(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])
