"""How often promotions and coupons were used, in PostgreSQL.

A row of pricing_use exists for what is limited, and counts the redemptions that were not given back. Whoever claims, gives back
or changes limits locks in this order: promotions, coupons, rows of uses; each by id.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.domain.uses import ALL_BUYERS, Claim, Limits, buyer_keys, redeemer_keys

# Shared: orders do not wait for each other here, only for whoever changes the limits.
_PROMOTION_LIMITS: Final = """
SELECT id, code, limit_total, limit_per_buyer FROM pricing_promotion
WHERE tenant_id = %s AND id = ANY(%s::uuid[]) ORDER BY id FOR SHARE"""
_COUPON_LIMITS: Final = """
SELECT id, code, limit_total, limit_per_buyer FROM pricing_coupon
WHERE tenant_id = %s AND id = ANY(%s::uuid[]) ORDER BY id FOR SHARE"""
# One conditional upsert: a row that is used up is not touched and not returned.
_TAKE: Final = """
INSERT INTO pricing_use AS u (id, tenant_id, subject_id, buyer, used, "limit")
SELECT new.id, %s::uuid, new.subject_id, new.buyer, 1, new.most
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::int[]) AS new(id, subject_id, buyer, most)
ON CONFLICT (tenant_id, subject_id, buyer) DO UPDATE SET used = u.used + 1, "limit" = EXCLUDED."limit"
WHERE u.used < EXCLUDED."limit"
RETURNING subject_id, buyer"""
_LOCK: Final = """
SELECT u.id FROM pricing_use u
JOIN unnest(%s::uuid[], %s::text[]) AS gone(subject_id, buyer) ON gone.subject_id = u.subject_id AND gone.buyer = u.buyer
WHERE u.tenant_id = %s ORDER BY u.subject_id, u.buyer FOR NO KEY UPDATE OF u"""
_GIVE_BACK: Final = (
    "UPDATE pricing_use SET used = used - 1 WHERE tenant_id = %s AND id = ANY(%s::uuid[]) AND used > 0"
)
_FORGET: Final = "DELETE FROM pricing_use WHERE tenant_id = %s AND subject_id = %s AND (buyer = '') = %s"
_REDEEMED: Final = """
SELECT buyer, email, count(*) AS many FROM pricing_redemption
WHERE tenant_id = %s AND (promotion_id = %s OR coupon_id = %s) AND returned_at IS NULL GROUP BY buyer, email"""
_COUNTED: Final = """
INSERT INTO pricing_use (id, tenant_id, subject_id, buyer, used, "limit")
SELECT new.id, %s::uuid, %s::uuid, new.buyer, new.used, greatest(new.used, %s::int)
FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS new(id, buyer, used)
ON CONFLICT (tenant_id, subject_id, buyer) DO NOTHING RETURNING id"""
_USED: Final = """
SELECT subject_id, buyer, used FROM pricing_use
WHERE tenant_id = %s AND subject_id = ANY(%s::uuid[]) AND buyer = ANY(%s::text[])"""


def exhausted(offers: Offers, /, *, buyer: BuyerFacts, at: datetime) -> frozenset[UUID]:
    """`application.ports.Exhausted`. Those that need a code are looked at where the code is."""
    limited = {
        one.id: one.spec for one in offers.promotions
        if _is_limited(one.spec) and not one.spec.needs_coupon and one.holds_at(at)
    }  # fmt: skip
    if not limited:
        return frozenset()
    found = db.rows(_USED, [current_tenant(), list(limited), [ALL_BUYERS, *buyer_keys(buyer)]])
    return frozenset(entry.subject_id for entry in found if _is_used_up(entry, limited[entry.subject_id]))


def used_in_all(subject_ids: Collection[UUID], /) -> dict[UUID, int]:
    """How often these limited promotions or coupons were used; those that never were are absent. One statement, or none."""
    if not subject_ids:
        return {}
    found = db.rows(_USED, [current_tenant(), list(subject_ids), [ALL_BUYERS]])
    return {entry.subject_id: entry.used for entry in found}


def _is_limited(spec: PromotionSpec) -> bool:
    return spec.limit_total is not None or spec.limit_per_buyer is not None


def _is_used_up(entry: Any, spec: PromotionSpec) -> bool:
    limit = spec.limit_per_buyer if entry.buyer else spec.limit_total
    return limit is not None and entry.used >= limit


class PostgresUses:
    """`application.promotion_ports.Uses`."""

    def limits(self, promotion_ids: Collection[UUID], coupon_ids: Collection[UUID], /) -> tuple[Limits, ...]:
        return (*_limits(_PROMOTION_LIMITS, promotion_ids), *_limits(_COUPON_LIMITS, coupon_ids))

    def take(self, claims: Sequence[Claim], /) -> frozenset[Claim]:
        if not claims:
            return frozenset()
        columns = [
            [new_id() for _ in claims],
            [claim.subject_id for claim in claims],
            [claim.buyer for claim in claims],
            [claim.limit for claim in claims],
        ]
        with lock_errors():
            taken = {tuple(entry) for entry in db.rows(_TAKE, [current_tenant(), *columns])}
        return frozenset(claim for claim in claims if (claim.subject_id, claim.buyer) in taken)

    def give_back(self, subjects: Iterable[tuple[UUID, str]], /) -> None:
        pairs = sorted(set(subjects))
        if not pairs:
            return
        columns = [[subject for subject, _ in pairs], [buyer for _, buyer in pairs]]
        with lock_errors():
            locked = db.rows(_LOCK, [*columns, current_tenant()])
        if locked:
            db.execute(_GIVE_BACK, [current_tenant(), [entry.id for entry in locked]])

    def recount(self, subject_id: UUID, /, *, before: Limits, after: Limits) -> None:
        for_all = (before.total, after.total)
        for_each = (before.per_buyer, after.per_buyer)
        for was, becomes, counts_all in ((*for_all, True), (*for_each, False)):
            if was is not None and becomes is None:
                db.execute(_FORGET, [current_tenant(), subject_id, counts_all])
            if was is None and becomes is not None:
                _count(subject_id, limit=becomes, counts_all=counts_all)


def _limits(sql: str, ids: Collection[UUID]) -> Iterable[Limits]:
    if not ids:
        return ()
    with lock_errors():
        found = db.rows(sql, [current_tenant(), sorted(ids)])
    return [
        Limits(subject_id=entry.id, name=entry.code, total=entry.limit_total, per_buyer=entry.limit_per_buyer)
        for entry in found
    ]


def _count(subject_id: UUID, *, limit: int, counts_all: bool) -> None:
    tenant_id, used = current_tenant(), Counter[str]()
    for entry in db.rows(_REDEEMED, [tenant_id, subject_id, subject_id]):
        for key in [ALL_BUYERS] if counts_all else redeemer_keys(entry.buyer, entry.email):
            used[key] += entry.many
    if used:
        keys = sorted(used)
        columns = [[new_id() for _ in keys], keys, [used[key] for key in keys]]
        db.rows(_COUNTED, [tenant_id, subject_id, limit, *columns])
