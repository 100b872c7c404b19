"""Promotions, coupons and gift cards of a shop. Runs inside the caller's tenant scope."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.pricing.models import CouponRecord, LaneRecord


def promote(benefit: dict[str, Any] | None = None, /, **facts: Any) -> UUID:
    """A live promotion: 10 % off everything unless said otherwise."""
    code = facts.pop("code", f"offer-{secrets.token_hex(3)}")
    if "lane" in facts:
        lane = {"name": f"Lane {facts['lane']}", "strategy": "best"}
        LaneRecord.objects.get_or_create(position=facts["lane"], defaults=lane)
    spec = {"code": code, "title": code, "benefit": benefit or percent(10), **facts}
    return pricing.save_promotion(spec, status="active").id


def percent(number: int) -> dict[str, str]:
    return {"type": "percentage", "percent": str(number)}


def coupon(code: str, promotion_id: UUID | None = None, /, **facts: Any) -> UUID:
    """A code that lets a promotion apply: 10 % off everything unless it is given."""
    promotion = promotion_id or promote(needs_coupon=True)
    made = CouponRecord.objects.create(
        promotion_id=promotion, code=pricing.normal_code(code), created_at=clock.now(), **facts
    )
    return made.id


def gift_card(amount: str, currency: str = "EUR", /, **facts: Any) -> str:
    """Its secret code."""
    return pricing.issue_gift_cards(Money.of(amount, currency), **facts)[0].code
