"""Uses are claimed with the order and given back when it fails; codes say why they cannot be used."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.shop import stock_shelf

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, Quote, QuoteLine
from nexus.pricing.interfaces.verification import CHECKS
from nexus.pricing.models import CouponRecord, RedemptionRecord, UseRecord

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = BuyerFacts(user_id=UUID(int=1), email="anna@shop.test")
ANNA_AS_GUEST = BuyerFacts(email="anna@shop.test")
BERT = BuyerFacts(email="bert@shop.test")


@pytest.fixture
def time() -> Iterator[FixedClock]:
    with clock.use_clock(FixedClock(START)) as fixed:
        yield fixed


@pytest.fixture
def variant(scope: Any) -> UUID:
    made = new_id()
    facade.set_prices([(made, Money(1000, "EUR"), None)])
    return made


def offer(code: str = "ten", **more: Any) -> UUID:
    spec = {"code": code, "title": code, "benefit": {"type": "percentage", "percent": "10"}} | more
    return facade.save_promotion(spec, status="active").id


def coupon(promotion_id: UUID, code: str, **more: Any) -> None:
    CouponRecord.objects.create(promotion_id=promotion_id, code=code, created_at=START, **more)


def quote(variant: UUID, buyer: BuyerFacts = ANNA, *codes: str) -> Quote:
    line = QuoteLine(
        variant_id=variant, quantity=1, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )
    return facade.quote([line], currency="EUR", buyer=buyer, coupons=codes)


def place(variant: UUID, buyer: BuyerFacts = ANNA, *codes: str) -> UUID:
    order_id = new_id()
    facade.claim_uses(order_id, quote(variant, buyer, *codes), buyer=buyer)
    return order_id


def uses() -> dict[tuple[UUID, str], int]:
    return {(one.subject_id, one.buyer): one.used for one in UseRecord.objects.all()}


def refusals(found: Quote) -> list[tuple[str, str]]:
    return [(one.code, one.reason) for one in found.refused_coupons]


def test_an_automatic_promotion_ends_with_its_last_use_and_comes_back_with_a_failed_order(
    variant: UUID, time: FixedClock
) -> None:
    promotion = offer(limit_total=2)
    first = place(variant)
    place(variant, BERT)
    assert uses() == {(promotion, ""): 2}
    assert str(quote(variant).total) == "10.00"
    facade.return_uses(first)
    facade.return_uses(first)
    facade.return_uses(new_id())
    assert (uses(), str(quote(variant).total)) == ({(promotion, ""): 1}, "9.00")
    found = RedemptionRecord.objects.get(order_id=first)
    assert (found.buyer, found.email, found.amount_minor, found.returned_at) == (
        f"user:{ANNA.user_id}", "anna@shop.test", 100, START,
    )  # fmt: skip


def test_a_quote_from_before_cannot_use_what_others_took(variant: UUID, time: FixedClock) -> None:
    offer(limit_total=1)
    stale = quote(variant, BERT)
    place(variant)
    with pytest.raises(facade.PromotionUsedUp) as refused:
        facade.claim_uses(new_id(), stale, buyer=BERT)
    assert refused.value.facts == {"promotion": "ten", "by": "all"}
    assert RedemptionRecord.objects.count() == 1


def test_a_guest_who_opens_an_account_is_the_same_buyer(variant: UUID, time: FixedClock) -> None:
    offer("once", limit_per_buyer=1)
    place(variant, ANNA_AS_GUEST)
    assert [str(quote(variant, buyer).total) for buyer in (ANNA, ANNA_AS_GUEST, BERT)] == [
        "10.00",
        "10.00",
        "9.00",
    ]
    place(variant, BuyerFacts(user_id=UUID(int=2), email="first@shop.test"))
    other_address = BuyerFacts(user_id=UUID(int=2), email="second@shop.test")
    assert str(quote(variant, other_address).total) == "10.00"


def test_who_buys_has_to_be_known_where_each_may_buy_so_often(variant: UUID) -> None:
    offer(limit_per_buyer=1)
    nobody = BuyerFacts()
    with pytest.raises(facade.BuyerNeeded):
        facade.claim_uses(new_id(), quote(variant, nobody), buyer=nobody)
    assert not RedemptionRecord.objects.exists()


def test_coupons_have_limits_of_their_own(variant: UUID, time: FixedClock) -> None:
    promotion = offer(needs_coupon=True, limit_total=3)
    coupon(promotion, "ONCE", limit_total=1)
    coupon(promotion, "EACH", limit_per_buyer=1)
    stale = quote(variant, BERT, "once")
    place(variant, ANNA, "o n-c\u200be")
    assert refusals(quote(variant, BERT, "once")) == [("ONCE", "coupon_used_up")]
    with pytest.raises(facade.CouponUsedUp) as refused:
        facade.claim_uses(new_id(), stale, buyer=BERT)
    assert refused.value.facts == {"coupon": "ONCE", "by": "all"}
    assert refused.value.errors == {"coupons": ["ONCE: It has been used up."]}


def test_one_use_each(variant: UUID, time: FixedClock) -> None:
    promotion = offer(needs_coupon=True)
    coupon(promotion, "EACH", limit_per_buyer=1)
    order = place(variant, ANNA, "each")
    assert refusals(quote(variant, ANNA_AS_GUEST, "each")) == [("EACH", "coupon_used_by_you")]
    assert str(quote(variant, BERT, "each").total) == "9.00"
    facade.return_uses(order)
    assert refusals(quote(variant, ANNA, "each")) == []


def test_a_limit_that_comes_later_counts_what_was_used_before(variant: UUID, time: FixedClock) -> None:
    promotion = offer()
    first = place(variant)
    place(variant, BERT)
    facade.return_uses(place(variant, BERT))
    assert uses() == {}
    spec = dict(facade.promotion(promotion).spec)  # type: ignore[union-attr]
    facade.save_promotion(spec | {"limit_total": 3, "limit_per_buyer": 1}, promotion_id=promotion)
    anna, bert = f"user:{ANNA.user_id}", "email:bert@shop.test"
    counted = {"": 2, anna: 1, "email:anna@shop.test": 1, bert: 1}
    assert uses() == {(promotion, key): used for key, used in counted.items()}
    assert str(quote(variant).total) == "10.00"
    facade.return_uses(first)
    assert uses()[promotion, anna] == uses()[promotion, "email:anna@shop.test"] == 0
    facade.save_promotion(spec | {"limit_total": 1}, promotion_id=promotion)
    assert uses() == {(promotion, ""): 1}
    assert str(quote(variant).total) == "10.00"
    facade.save_promotion(spec, promotion_id=promotion)
    assert (uses(), str(quote(variant).total)) == ({}, "9.00")


def test_a_code_says_why_it_cannot_be_used(variant: UUID, time: FixedClock) -> None:
    live = offer("live", needs_coupon=True)
    day = timedelta(days=1)
    coupon(live, "GOOD")
    coupon(live, "LATER", starts_at=START + day)
    coupon(live, "OVER", ends_at=START)
    coupon(live, "STOPPED", is_active=False)
    coupon(live, "ANNAS", user_id=ANNA.user_id)
    coupon(live, "BERTS", email="bert@shop.test")
    for status in ("paused", "archived"):
        put_away = offer(status, needs_coupon=True)
        coupon(put_away, status.upper())
        facade.set_status(put_away, status)  # type: ignore[arg-type]
    coupon(offer("march", needs_coupon=True, starts_at=(START + day).isoformat()), "MARCH")
    draft = facade.save_promotion(
        {
            "code": "draft",
            "title": "d",
            "needs_coupon": True,
            "benefit": {"type": "percentage", "percent": "5"},
        }
    )
    coupon(draft.id, "DRAFT")
    wanted = {
        "NOBODY": ("coupon_unknown", "There is no such coupon."),
        "DRAFT": ("coupon_unknown", "There is no such coupon."),
        "LATER": ("coupon_not_yet", "This code can be used from 2 March 2026, 12:00 on."),
        "MARCH": ("coupon_not_yet", "This code can be used from 2 March 2026, 12:00 on."),
        "OVER": ("coupon_expired", "This code has expired."),
        "ARCHIVED": ("coupon_expired", "This code has expired."),
        "PAUSED": ("coupon_paused", "This code cannot be used at the moment."),
        "STOPPED": ("coupon_paused", "This code cannot be used at the moment."),
        "BERTS": ("coupon_not_yours", "This code belongs to somebody else."),
    }
    for code, (reason, text) in wanted.items():
        found = quote(variant, ANNA, code)
        assert (str(found.total), [(one.code, one.reason, one.text) for one in found.refused_coupons]) == (
            "10.00", [(code, reason, text)],
        )  # fmt: skip
        assert [step["code"] for step in found.explanation if step.get("coupon") == code] == [reason]
    (step,) = quote(variant, BuyerFacts(), "annas").refused_coupons
    assert step.text == "This code belongs to one customer; log in as the one who received it."
    both = quote(variant, BERT, "annas", "Good", "berts")
    assert (str(both.total), refusals(both)) == (
        "9.00",
        [("ANNAS", "coupon_not_yours"), ("BERTS", "coupon_same_offer")],
    )
    assert [one.coupon for one in both.promotions] == ["GOOD"]


def test_what_a_quote_and_an_order_cost(variant: UUID, sql_log: Any) -> None:
    promotion = offer(needs_coupon=True, limit_total=5, limit_per_buyer=2)
    coupon(promotion, "CODE", limit_total=3)
    quote(variant)

    def statements(*codes: str) -> tuple[int, int]:
        with sql_log() as quoting:
            found = quote(variant, ANNA, *codes)
        with sql_log() as claiming:
            facade.claim_uses(new_id(), found, buyer=ANNA)
        return len(quoting), len(claiming)

    assert statements() == (1, 0)
    assert statements("code") == (2, 4)
    offer("automatic", limit_total=5)
    quote(variant)
    assert statements() == (2, 3)


def test_promotions_that_are_part_of_prices_are_redeemed_too(variant: UUID, sql_log: Any) -> None:
    seller = stock_shelf().vendor_id
    both = offer("shelf", kind="catalogue"), offer("mine", kind="catalogue", vendor_id=str(seller), lane=0)
    goods = GoodsFacts(product_id=new_id(), vendor_id=seller)
    line = QuoteLine(variant_id=variant, quantity=3, goods=goods)
    found = facade.quote([line], currency="EUR", buyer=ANNA)
    assert [(one.code, str(one.amount), str(one.vendor_funded)) for one in found.in_prices] == [
        ("mine", "3.00", "3.00")
    ]
    order = new_id()
    with sql_log() as statements:
        facade.claim_uses(order, found, buyer=ANNA)
    assert len(statements) == 1
    redeemed = RedemptionRecord.objects.get()
    assert (redeemed.promotion_id, redeemed.amount_minor, redeemed.vendor_funded_minor) == (both[1], 300, 300)
    facade.return_uses(order)
    assert RedemptionRecord.objects.get().returned_at is not None


def test_who_is_forgotten_leaves_no_address_behind(variant: UUID, time: FixedClock) -> None:
    promotion = offer("once", limit_per_buyer=2, limit_total=9)
    coupons = offer("code", needs_coupon=True)
    coupon(coupons, "ANNAS", email="anna@shop.test")
    guests = [place(variant, ANNA_AS_GUEST), place(variant, BERT)]
    place(variant, ANNA)
    facade.forget_buyer(ANNA.user_id)  # type: ignore[arg-type]
    facade.forget_buyer(new_id())
    assert uses() == {
        (promotion, ""): 3, (promotion, f"user:{ANNA.user_id}"): 1, (promotion, "email:bert@shop.test"): 1,
    }  # fmt: skip
    assert {(one.buyer, one.email) for one in RedemptionRecord.objects.all()} == {
        (f"user:{ANNA.user_id}", ""), ("", ""), ("email:bert@shop.test", "bert@shop.test"),
    }  # fmt: skip
    kept = CouponRecord.objects.get()
    assert (kept.email, kept.user_id) == ("", ANNA.user_id)
    assert [str(finding) for check in CHECKS for finding in check.run()] == []
    facade.return_uses(guests[0])
    assert uses()[promotion, ""] == 2
    assert [str(finding) for check in CHECKS for finding in check.run()] == []
