"""What is claimed, by whom, and what a promotion may become: without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.kernel.money import Money
from nexus.pricing.application.claim_uses import ClaimUses, ReturnUses
from nexus.pricing.contracts.dto import BuyerFacts, Quote, UsedPromotion
from nexus.pricing.contracts.promotion_errors import CouponUsedUp, IllegalPromotionStatus, PromotionUsedUp
from nexus.pricing.domain.drafting import blank_promotion, overlaps
from nexus.pricing.domain.lifecycle import STATUSES, check_move
from nexus.pricing.domain.uses import Claim, Limits, buyer_keys, claims_for, redeemer_keys

AT = datetime(2026, 3, 1, tzinfo=UTC)
OFFER, CODE, ORDER = UUID(int=1), UUID(int=2), UUID(int=3)
ADA = BuyerFacts(user_id=UUID(int=9), email=" Ada@Shop.test ")


class Counters:
    """Uses and redemptions in memory, by the same rule: a use is taken while one is left."""

    def __init__(self, *limits: Limits, used: dict[tuple[UUID, str], int] | None = None) -> None:
        self.known, self.used, self.orders = limits, used or {}, dict[UUID, list[Any]]()

    def limits(self, promotion_ids: Any, coupon_ids: Any, /) -> tuple[Limits, ...]:
        return tuple(one for one in self.known if one.subject_id in {*promotion_ids, *coupon_ids})

    def take(self, claims: Any, /) -> frozenset[Claim]:
        left = [one for one in claims if self.used.get((one.subject_id, one.buyer), 0) < one.limit]
        for one in left:
            self.used[one.subject_id, one.buyer] = self.used.get((one.subject_id, one.buyer), 0) + 1
        return frozenset(left)

    def give_back(self, subjects: Any, /) -> None:
        for subject in set(subjects) & self.used.keys():
            self.used[subject] -= 1

    def recount(self, subject_id: UUID, /, **limits: Any) -> None:
        raise AssertionError("orders change no limits")

    def add(self, order_id: UUID, used: Any, /, *, buyer: str, email: str, at: datetime) -> None:
        self.orders[order_id] = [Redeemed(one, buyer, email) for one in used]

    def take_back(self, order_id: UUID, /, *, at: datetime) -> list[Any]:
        return self.orders.pop(order_id, [])


class Redeemed:
    def __init__(self, used: UsedPromotion, buyer: str, email: str) -> None:
        self.promotion_id, self.coupon_id, self.buyer, self.email = (
            used.promotion_id,
            used.coupon_id,
            buyer,
            email,
        )


def quote(**more: Any) -> Quote:
    zero = Money.zero("EUR")
    used = UsedPromotion(
        promotion_id=OFFER, code="ten", title="Ten", version=1, amount=zero, vendor_funded=zero, **more
    )
    return Quote(
        currency="EUR", at=AT, lines=(), shipping_method="", subtotal=zero, discount_total=zero, shipping_total=zero,
        tax_total=zero, included_tax_total=zero, total=zero, explanation=(), promotions=(used,),
    )  # fmt: skip


def test_an_order_takes_what_is_limited_and_gives_it_back_once() -> None:
    both = (
        Limits(subject_id=OFFER, name="ten", total=5, per_buyer=1),
        Limits(subject_id=CODE, name="CODE", total=1),
    )
    counters = Counters(*both)
    claim, back = (use(uses=counters, redemptions=counters) for use in (ClaimUses, ReturnUses))
    claim(ORDER, quote(coupon_id=CODE), buyer=ADA, at=AT)
    taken = {
        (OFFER, ""): 1,
        (OFFER, f"user:{ADA.user_id}"): 1,
        (OFFER, "email:ada@shop.test"): 1,
        (CODE, ""): 1,
    }
    assert counters.used == taken
    for _ in range(2):
        back(ORDER, at=AT)
        assert counters.used == dict.fromkeys(taken, 0)


@pytest.mark.parametrize(
    ("used", "error", "facts"),
    [
        ({(OFFER, ""): 5}, PromotionUsedUp, {"promotion": "ten", "by": "all"}),
        ({(OFFER, "email:ada@shop.test"): 1}, PromotionUsedUp, {"promotion": "ten", "by": "you"}),
        ({(CODE, ""): 1}, CouponUsedUp, {"coupon": "CODE", "by": "all"}),
    ],
)
def test_what_is_used_up_is_named(used: Any, error: Any, facts: dict[str, str]) -> None:
    both = (
        Limits(subject_id=OFFER, name="ten", total=5, per_buyer=1),
        Limits(subject_id=CODE, name="CODE", total=1),
    )
    counters = Counters(*both, used=used)
    with pytest.raises(error) as refused:
        ClaimUses(uses=counters, redemptions=counters)(ORDER, quote(coupon_id=CODE), buyer=ADA, at=AT)
    assert refused.value.facts == facts
    assert counters.orders == {}


def test_names_of_a_buyer() -> None:
    keys = (f"user:{ADA.user_id}", "email:ada@shop.test")
    assert buyer_keys(ADA) == keys
    assert buyer_keys(BuyerFacts()) == ()
    assert redeemer_keys(keys[0], "ada@shop.test") == set(keys)
    assert redeemer_keys("", "") == frozenset()


_MOST = st.none() | st.integers(1, 9)


@given(st.lists(st.tuples(st.integers(1, 9), _MOST, _MOST), unique_by=lambda one: one[0]))
def test_claims_are_in_one_order_whatever_order_promotions_are_in(found: list[Any]) -> None:
    limits = [
        Limits(subject_id=UUID(int=one), name="", total=total, per_buyer=each) for one, total, each in found
    ]
    claims = claims_for(limits, ("b", "a"))
    assert claims == claims_for(reversed(limits), ("a", "b")) == tuple(sorted(claims))
    assert len(claims) == sum((one.total is not None) + 2 * (one.per_buyer is not None) for one in limits)


def test_what_a_promotion_may_become() -> None:
    legal = {
        (before, after)
        for before, after in product(STATUSES, STATUSES)
        if before != after and _may(before, after)
    }
    assert legal == {
        ("draft", "active"), ("draft", "archived"), ("active", "paused"), ("active", "archived"), ("paused", "active"),
        ("paused", "archived"),
    }  # fmt: skip


def _may(before: str, after: str) -> bool:
    try:
        check_move(before, after)
    except IllegalPromotionStatus as refused:
        return after in refused.facts["legal"]
    return True


_PERIOD = st.tuples(st.none() | st.integers(0, 6), st.none() | st.integers(0, 6)).filter(
    lambda one: one[0] is None or one[1] is None or one[0] < one[1]
)


@given(_PERIOD, _PERIOD)
def test_periods_that_have_an_instant_in_common(one: Any, other: Any) -> None:
    def holds(period: Any, hour: int) -> bool:
        return (period[0] is None or period[0] <= hour) and (period[1] is None or hour < period[1])

    def promotion(period: Any) -> Any:
        starts, ends = (None if hour is None else AT + timedelta(hours=hour) for hour in period)
        blank = blank_promotion(OFFER, description="", status="active", at=AT)
        return replace(blank, starts_at=starts, ends_at=ends)

    expected = any(holds(one, hour) and holds(other, hour) for hour in range(-1, 8))
    assert (
        overlaps(promotion(one), promotion(other)) == overlaps(promotion(other), promotion(one)) == expected
    )
