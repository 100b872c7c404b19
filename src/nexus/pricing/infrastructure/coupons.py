"""Coupons in PostgreSQL: what is known of the codes that a buyer gave."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.domain.basket import GivenCoupon
from nexus.pricing.domain.coupons import SAME_OFFER, CouponFacts, normal_code
from nexus.pricing.domain.explaining import UNKNOWN_COUPON
from nexus.pricing.domain.uses import ALL_BUYERS, buyer_keys
from nexus.tenancy import facade as tenancy

_FIND: Final = """
SELECT c.id AS coupon_id, c.promotion_id, c.code, c.is_active, c.user_id, c.email, c.starts_at, c.ends_at, c.limit_total,
  c.limit_per_buyer, p.status AS promotion_status, p.starts_at AS promotion_starts_at, p.ends_at AS promotion_ends_at,
  p.limit_total AS promotion_limit_total, p.limit_per_buyer AS promotion_limit_per_buyer,
  (SELECT jsonb_agg(jsonb_build_array(u.subject_id, u.buyer, u.used)) FROM pricing_use u
   WHERE u.tenant_id = %s AND u.subject_id IN (c.id, c.promotion_id) AND u.buyer = ANY(%s::text[])) AS uses
FROM pricing_coupon c JOIN pricing_promotion p ON p.tenant_id = c.tenant_id AND p.id = c.promotion_id
WHERE c.tenant_id = %s AND p.tenant_id = %s AND c.code = ANY(%s::text[])"""


def find(codes: Sequence[str], /, *, buyer: BuyerFacts, at: datetime) -> tuple[GivenCoupon, ...]:
    """`application.ports.FindCoupons`. Codes come back in their normal form, each once, in the order in which they were given;
    of two codes for one promotion the first that can be used counts."""
    wanted = list(dict.fromkeys(normal_code(code) for code in codes))
    if not wanted:
        return ()
    tenant_id, counted = current_tenant(), [ALL_BUYERS, *buyer_keys(buyer)]
    known = {
        facts.code: facts
        for facts in map(_facts, db.rows(_FIND, [tenant_id, counted, tenant_id, tenant_id, wanted]))
    }
    zone = ZoneInfo(tenancy.tenant().time_zone)
    return tuple(_each_promotion_once(_given(code, known.get(code), buyer, at, zone) for code in wanted))


def _given(
    code: str, facts: CouponFacts | None, buyer: BuyerFacts, at: datetime, zone: ZoneInfo
) -> GivenCoupon:
    """Without its promotion where that is not on offer now: then the trace tells of the code alone."""
    if facts is None or not facts.is_known:
        return GivenCoupon(code=code, problem=UNKNOWN_COUPON)
    if problem := facts.period_problem(at, zone=zone):
        return GivenCoupon(code=code, coupon_id=facts.coupon_id, problem=problem)
    problem = facts.owner_problem(buyer) or facts.use_problem(buyer)
    return GivenCoupon(code=code, coupon_id=facts.coupon_id, promotion_id=facts.promotion_id, problem=problem)


def _each_promotion_once(given: Iterable[GivenCoupon]) -> Iterable[GivenCoupon]:
    """The engine knows one coupon for each promotion."""
    all_given = list(given)
    chosen: dict[UUID, GivenCoupon] = {}
    for one in sorted(all_given, key=lambda one: one.problem is not None):
        if one.promotion_id is not None:
            chosen.setdefault(one.promotion_id, one)
    for one in all_given:
        if one.promotion_id is None or chosen[one.promotion_id] is one:
            yield one
        else:
            yield GivenCoupon(code=one.code, coupon_id=one.coupon_id, problem=one.problem or SAME_OFFER)


def _facts(entry: Any) -> CouponFacts:
    facts = entry._asdict()
    uses = {(UUID(subject), buyer): used for subject, buyer, used in facts.pop("uses") or ()}
    return CouponFacts(**facts, uses=uses)
