"""Ten times as many orders as uses, at once, on real connections: exactly as many as the limit says, whatever is limited."""

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from tests.fixtures import run_in_threads

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.locking import Busy
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.application.claim_uses import ClaimUses
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, Quote, QuoteLine
from nexus.pricing.domain.uses import Claim
from nexus.pricing.infrastructure.redemptions import PostgresRedemptions
from nexus.pricing.infrastructure.uses import PostgresUses
from nexus.pricing.interfaces.checks_of_promotions import CHECKS_OF_PROMOTIONS
from nexus.pricing.models import CouponRecord, LaneRecord, RedemptionRecord, UseRecord

THREADS = 8
type Buy = Callable[[UUID, BuyerFacts], None]


def offer(code: str, **more: Any) -> UUID:
    spec = {"code": code, "title": code, "benefit": {"type": "percentage", "percent": "10"}} | more
    return facade.save_promotion(spec, status="active").id


def quoted(*codes: str) -> Quote:
    """What every buyer was quoted while there were uses left."""
    variant = new_id()
    facade.set_prices([(variant, Money(1000, "EUR"), None)])
    line = QuoteLine(
        variant_id=variant, quantity=1, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )
    return facade.quote([line], currency="EUR", coupons=codes)


def buyer(number: int) -> BuyerFacts:
    return BuyerFacts(email=f"buyer-{number}@shop.test")


def rush(tenant: Any, orders: int, buy: Buy, *, buyers: int | None = None) -> Counter[str]:
    """So many orders, `THREADS` at a time, each in a transaction of its own; how often each outcome occurred."""

    def worker(index: int) -> list[str]:
        return [attempt(buy, buyer(one % (buyers or orders))) for one in range(index, orders, THREADS)]

    outcomes: Counter[str] = Counter()
    for found in run_in_threads(THREADS, worker, tenant_id=tenant.id):
        if isinstance(found, Exception):
            raise found
        outcomes.update(found)
    return outcomes


def attempt(buy: Buy, who: BuyerFacts) -> str:
    try:
        with tenant_scope():
            buy(new_id(), who)
    except (facade.PromotionUsedUp, facade.CouponUsedUp, Busy) as refused:
        return type(refused).__name__
    return "placed"


def findings() -> list[str]:
    return [str(finding) for check in CHECKS_OF_PROMOTIONS for finding in check.run()]


@pytest.mark.parametrize("limit", [1, 7])
def test_a_promotion_that_applies_by_itself(tenant: Any, limit: int) -> None:
    with tenant_scope():
        offer("rush", limit_total=limit)
        quote = quoted()
    outcomes = rush(tenant, 10 * limit, lambda order, who: facade.claim_uses(order, quote, buyer=who))
    assert outcomes == {"placed": limit, "PromotionUsedUp": 9 * limit}
    with tenant_scope():
        assert RedemptionRecord.objects.count() == limit
        assert findings() == []


@pytest.mark.parametrize("limit", [1, 7])
def test_a_coupon(tenant: Any, limit: int) -> None:
    with tenant_scope():
        promotion = offer("rush", needs_coupon=True)
        CouponRecord.objects.create(
            promotion_id=promotion, code="RUSH", limit_total=limit, created_at=clock.now()
        )
        quote = quoted("rush")
    outcomes = rush(tenant, 10 * limit, lambda order, who: facade.claim_uses(order, quote, buyer=who))
    assert outcomes == {"placed": limit, "CouponUsedUp": 9 * limit}
    with tenant_scope():
        assert RedemptionRecord.objects.count() == limit
        assert findings() == []


def test_each_buyer_in_many_tabs(tenant: Any) -> None:
    with tenant_scope():
        offer("each", limit_per_buyer=2, limit_total=1000)
        quote = quoted()
    outcomes = rush(tenant, 80, lambda order, who: facade.claim_uses(order, quote, buyer=who), buyers=4)
    assert outcomes == {"placed": 8, "PromotionUsedUp": 72}
    with tenant_scope():
        used = {one.buyer: one.used for one in UseRecord.objects.all()}
        assert used == {"": 8} | {f"email:buyer-{number}@shop.test": 2 for number in range(4)}
        assert findings() == []


def test_failing_orders_give_back_once_while_others_buy(tenant: Any) -> None:
    """Orders fail twice over, with several promotions each: never more than the limits, nothing lost, no deadlock."""
    with tenant_scope():
        LaneRecord.objects.create(position=0, name="All", strategy="stack")
        for code in ("first", "second", "third"):
            offer(code, limit_total=5, limit_per_buyer=3)
        promotion = offer("code", needs_coupon=True, limit_total=4)
        CouponRecord.objects.create(
            promotion_id=promotion, code="CODE", limit_total=3, created_at=clock.now()
        )
        quotes = [quoted(), quoted("code")]
        assert [len(quote.promotions) for quote in quotes] == [3, 4]

    def worker(index: int) -> Counter[str]:
        done: Counter[str] = Counter()
        for round_ in range(12):
            order = new_id()
            quote = quotes[round_ % 2]
            placed = attempt(lambda _, who: facade.claim_uses(order, quote, buyer=who), buyer(index % 3))  # noqa: B023
            done[placed] += 1
            if placed == "placed" and round_ < 11:
                for _ in range(2):
                    with tenant_scope():
                        facade.return_uses(order)
        return done

    outcomes: Counter[str] = Counter()
    for found in run_in_threads(THREADS, worker, tenant_id=tenant.id):
        if isinstance(found, Exception):
            raise found
        outcomes.update(found)
    assert outcomes["Busy"] == 0
    with tenant_scope():
        assert RedemptionRecord.objects.filter(returned_at__isnull=False).count() > 50
        assert {one.used for one in UseRecord.objects.filter(buyer="")} <= set(range(6))
        assert findings() == []


def test_the_same_order_fails_many_times_at_once(tenant: Any) -> None:
    with tenant_scope():
        promotion = offer("rush", limit_total=5)
        quote = quoted()
        orders = [new_id() for _ in range(3)]
    for order in orders:
        with tenant_scope():
            facade.claim_uses(order, quote, buyer=buyer(1))

    def fail(_: int) -> None:
        with tenant_scope():
            facade.return_uses(orders[0])

    assert run_in_threads(THREADS, fail, tenant_id=tenant.id) == [None] * THREADS
    with tenant_scope():
        assert UseRecord.objects.get(subject_id=promotion).used == 2
        assert findings() == []


def test_limits_that_come_while_orders_are_placed_count_every_order(tenant: Any) -> None:
    with tenant_scope():
        made = facade.promotion(offer("rush"))
        quote = quoted()
    assert made

    def work(index: int) -> str:
        if index:
            return attempt(lambda order, who: facade.claim_uses(order, quote, buyer=who), buyer(index))
        with tenant_scope():
            facade.save_promotion({**made.spec, "limit_total": 100}, promotion_id=made.id)
        return "limited"

    outcomes = Counter(run_in_threads(THREADS, work, tenant_id=tenant.id))
    assert outcomes == {"placed": THREADS - 1, "limited": 1}
    with tenant_scope():
        assert UseRecord.objects.get(subject_id=made.id).used == THREADS - 1
        assert findings() == []


class LookingFirst(PostgresUses):
    """Looks whether a use is left, then takes it: as others build it. All buyers meet in between."""

    def __init__(self, meeting: Barrier) -> None:
        self._meeting = meeting

    def take(self, claims: Sequence[Claim], /) -> frozenset[Claim]:
        left = frozenset(claim for claim in claims if self._used(claim) < claim.limit)
        self._meeting.wait(timeout=10)
        for claim in left:
            db.execute(
                "INSERT INTO pricing_use AS u (id, tenant_id, subject_id, buyer, used) VALUES (%s, %s, %s, %s, 1) "
                "ON CONFLICT (tenant_id, subject_id, buyer) DO UPDATE SET used = u.used + 1",
                [new_id(), current_tenant(), claim.subject_id, claim.buyer],
            )
        return left

    def _used(self, claim: Claim) -> int:
        found = UseRecord.objects.filter(subject_id=claim.subject_id, buyer=claim.buyer).first()
        return found.used if found else 0


def test_the_twin_that_looks_first_gives_the_last_use_to_everybody(tenant: Any) -> None:
    with tenant_scope():
        promotion = offer("rush", limit_total=1)
        quote = quoted()
    claim = ClaimUses(uses=LookingFirst(Barrier(THREADS)), redemptions=PostgresRedemptions())
    outcomes = rush(tenant, THREADS, lambda order, who: claim(order, quote, buyer=who, at=clock.now()))
    assert outcomes == {"placed": THREADS}
    with tenant_scope():
        assert UseRecord.objects.get(subject_id=promotion).used == THREADS


def test_two_merchants_who_publish_at_once_follow_each_other(tenant: Any) -> None:
    """Of eight exclusive promotions of one lane one is published, whoever is first."""
    exclusive = {"title": "All", "benefit": {"type": "percentage", "percent": "5"}, "exclusive": True}
    with tenant_scope():
        drafts = [facade.save_promotion({"code": f"c{number}", **exclusive}).id for number in range(THREADS)]

    def publish(number: int) -> str:
        try:
            with tenant_scope():
                return facade.set_status(drafts[number], "active").status
        except facade.InvalidPromotion as refused:
            return ",".join(refused.errors)

    outcomes = Counter(run_in_threads(THREADS, publish, tenant_id=tenant.id))
    assert outcomes == {"active": 1, "exclusive": THREADS - 1}
    with tenant_scope():
        assert findings() == []


def test_of_edits_of_the_same_version_one_is_kept(tenant: Any) -> None:
    with tenant_scope():
        made = facade.promotion(offer("rush"))
    assert made

    def edit(number: int) -> str:
        try:
            with tenant_scope():
                spec = {**made.spec, "title": f"By {number}"}
                return str(facade.save_promotion(spec, promotion_id=made.id, version=made.version).version)
        except facade.StalePromotion as stale:
            return f"stale: {stale.facts['version']}"

    outcomes = Counter(run_in_threads(THREADS, edit, tenant_id=tenant.id))
    assert outcomes == {"2": 1, "stale: 2": THREADS - 1}
    with tenant_scope():
        assert findings() == []
