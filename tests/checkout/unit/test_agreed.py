"""From a quote to the order: what is reserved, which coupon is lost, what stays for the payment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from nexus.checkout.domain.agreed import lost_coupon, promotions_of, stock_of
from nexus.checkout.domain.cart import Cart
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.pricing.contracts.credit import CreditPlan, CreditSpent
from nexus.pricing.contracts.dto import Quote, QuotedLine, RefusedCoupon, UsedPromotion

MUG, TEA = new_id(), new_id()


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(variant: Any, quantity: int, price: str = "4.00", *, is_gift: bool = False) -> QuotedLine:
    worth = euros(price) * quantity
    off = worth if is_gift else euros("0")
    return QuotedLine(
        variant_id=variant, quantity=quantity, list_price=euros(price), unit_price=euros(price), compare_at=None, discount=off,
        line_total=worth - off, tax=euros("0"), included_tax=euros("0"), explanation=(), is_gift=is_gift,
    )  # fmt: skip


def quote(*lines: QuotedLine, **facts: Any) -> Quote:
    subtotal = sum((one.unit_price * one.quantity for one in lines), start=euros("0"))
    off = sum((one.discount for one in lines), start=euros("0"))
    return Quote(
        currency="EUR", at=datetime(2026, 3, 1, tzinfo=UTC), lines=lines, shipping_method="post", subtotal=subtotal,
        discount_total=off, shipping_total=euros("0"), tax_total=euros("0"), included_tax_total=euros("0"),
        total=subtotal - off, explanation=(), **facts,
    )  # fmt: skip


def test_what_is_bought_and_what_is_given_of_the_same_are_reserved_together() -> None:
    found = stock_of(quote(line(MUG, 2), line(TEA, 1), line(MUG, 1, is_gift=True)))
    assert [(one.variant_id, one.quantity) for one in found] == [(MUG, 3), (TEA, 1)]


@pytest.mark.parametrize(
    ("reasons", "lost"),
    [
        ([], None),
        (["min_spend", "better_offer", "nothing_matches"], None),
        (["coupon_same_offer"], None),
        (["coupon_same_offer", "min_spend", "coupon_expired", "coupon_used_up"], "coupon_expired"),
    ],
)
def test_only_a_coupon_that_fails_by_itself_is_lost(reasons: list[str], lost: str | None) -> None:
    refused = tuple(
        RefusedCoupon(code=f"C{n}", reason=reason, text=reason) for n, reason in enumerate(reasons)
    )
    found = lost_coupon(quote(line(MUG, 1), refused_coupons=refused))
    assert (found and found.reason) == lost


def test_an_order_keeps_who_pays_for_a_promotion_and_what_let_it_apply() -> None:
    seller = new_id()
    used = UsedPromotion(
        promotion_id=new_id(), code="ten", title="Ten off", version=3, amount=euros("2.50"), vendor_funded=euros("1.25"),
        vendor_id=seller, coupon_id=new_id(), coupon="SAVE",
    )  # fmt: skip
    (kept,) = promotions_of(quote(line(MUG, 1), promotions=(used,)))
    assert (kept.promotion_id, kept.code, kept.title, kept.coupon) == (
        used.promotion_id,
        "ten",
        "Ten off",
        "SAVE",
    )
    assert (kept.amount, kept.vendor_funded, kept.vendor_id) == (euros("2.50"), euros("1.25"), seller)


@pytest.mark.parametrize(("spent", "due"), [([], "12.00"), (["5.00", "2.50"], "4.50"), (["12.00"], "0.00")])
def test_credit_leaves_the_rest_to_pay(spent: list[str], due: str) -> None:
    parts = tuple(
        CreditSpent(account_id=new_id(), kind="gift_card", amount=euros(amount)) for amount in spent
    )
    priced = PricedCart(
        cart=Cart(id=None), currency="EUR", goods={}, stock={}, quote=quote(line(MUG, 3)), credit=CreditPlan(spent=parts)
    )  # fmt: skip
    assert (str(priced.total), str(priced.amount_due)) == ("12.00", due)


def test_an_empty_cart_owes_nothing_in_its_currency() -> None:
    priced = PricedCart(cart=Cart(id=None), currency="JPY", goods={}, stock={}, quote=None)
    assert (priced.amount_due, priced.refusal_of("SAVE")) == (Money(0, "JPY"), None)
