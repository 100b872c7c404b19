"""A coupon of which there are few and gift cards that many share: what the storm's buyers pay less and first with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.live.client import expect
from tests.live.shop import Shop

USES, CARDS, WORTH = 40, 25, "9.00"
COUPON: Final = "STORM"
WITH_COUPON, WITH_CARD = 0.35, 0.25


@dataclass(frozen=True, kw_only=True, slots=True)
class Treats:
    """What there is. Cards are drawn from one stack, so that several buyers hold the same one."""

    cards: Sequence[str]

    def coupon(self, chance: Random, /) -> str | None:
        return COUPON if chance.random() < WITH_COUPON else None

    def card(self, chance: Random, /) -> list[str]:
        return [chance.choice(self.cards)] if chance.random() < WITH_CARD else []


def hand_out(shop: Shop, /) -> Treats:
    """By the shop's owner, over HTTP."""
    offer = {
        "code": "storm", "title": "Storm", "benefit": {"type": "percentage", "percent": "10"}, "needs_coupon": True,
        "status": "active",
    }  # fmt: skip
    promotion = expect(shop.owner.post("/api/promotions/", offer), 201)
    coupon = {"promotion_id": promotion["id"], "code": COUPON, "limit_total": USES}
    expect(shop.owner.post("/api/coupons/", coupon), 201)
    issued = expect(shop.owner.post("/api/gift-cards/", {"amount": WORTH, "count": CARDS}), 201)
    return Treats(cards=[card["code"] for card in issued["cards"]])


PROMISES: Final = {
    "no coupon was used more often than it may be": (
        "SELECT count(*) FROM pricing_redemption WHERE coupon_id IS NOT NULL",
        "SELECT 'coupon ' || c.id || ': ' || count(r.id) || ' uses of ' || c.limit_total FROM pricing_coupon c "
        "JOIN pricing_redemption r ON r.tenant_id = c.tenant_id AND r.coupon_id = c.id AND r.returned_at IS NULL "
        "GROUP BY c.id, c.limit_total HAVING count(r.id) > c.limit_total",
    ),
    "uses are counted, and given back with cancelled orders": (
        "SELECT count(*) FROM pricing_redemption",
        "SELECT 'coupon ' || u.subject_id || ': ' || u.used || ' counted, ' || (SELECT count(*) FROM pricing_redemption r "
        "JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id WHERE r.tenant_id = u.tenant_id "
        "AND r.coupon_id = u.subject_id AND o.status <> 'cancelled') || ' in living orders' FROM pricing_use u "
        "JOIN pricing_coupon c ON c.tenant_id = u.tenant_id AND c.id = u.subject_id WHERE u.buyer = '' AND u.used <> "
        "(SELECT count(*) FROM pricing_redemption r JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id "
        "WHERE r.tenant_id = u.tenant_id AND r.coupon_id = u.subject_id AND o.status <> 'cancelled')",
    ),
    "no more credit was spent than issued, and balances are the sums of their movements": (
        "SELECT count(*) FROM pricing_credit_account",
        "SELECT 'card ' || a.id || ': balance ' || a.balance_minor || ', movements ' || sum(e.amount_minor) "
        "FROM pricing_credit_account a JOIN pricing_credit_entry e ON e.tenant_id = a.tenant_id AND e.account_id = a.id "
        "GROUP BY a.id, a.balance_minor HAVING a.balance_minor <> sum(e.amount_minor) OR a.balance_minor < 0",
    ),
    "credit pays living orders only": (
        "SELECT count(*) FROM orders_order WHERE credit_minor > 0",
        "SELECT 'order ' || o.id || ' ' || o.status || ': ' || o.credit_minor || ' by credit, ' || coalesce(g.given, 0) "
        "FROM orders_order o LEFT JOIN (SELECT tenant_id, order_id, -sum(amount_minor) AS given FROM pricing_credit_entry "
        "WHERE order_id IS NOT NULL GROUP BY 1, 2) g ON g.tenant_id = o.tenant_id AND g.order_id = o.id "
        "WHERE coalesce(g.given, 0) <> CASE WHEN o.status = 'cancelled' THEN 0 ELSE o.credit_minor END",
    ),
}  # fmt: skip
"""As in `promises`: how many there are, which of them break it."""
