"""What promotions took off an order and what credit paid of it: kept, replayed, and told to whom it concerns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.orders.builders import VENDOR_A, VENDOR_B, a_line, a_new_order

from nexus.kernel.events import from_payload, to_payload
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.orders import facade
from nexus.orders.contracts.dto import AppliedPromotion
from nexus.orders.domain.errors import CreditAboveTotal
from nexus.orders.domain.history import OrderHistory
from nexus.orders.interfaces import verification
from nexus.orders.queries.body import order_body
from nexus.orders.queries.sight import Sight
from nexus.platform import db
from nexus.platform.events import load
from nexus.platform.tenancy import current_tenant, tenant_scope


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def step(offer: str, amount: str) -> dict[str, Any]:
    return {
        "part": "discount",
        "code": "offer",
        "text": offer,
        "amount": amount,
        "applied": True,
        "offer": offer,
    }


def promotion(code: str, amount: str, **facts: Any) -> AppliedPromotion:
    return AppliedPromotion(
        promotion_id=new_id(), code=code, title=code.title(), amount=euros(amount),
        vendor_funded=euros("0.00"), **facts,
    )  # fmt: skip


def reduced_order(**facts: Any) -> Any:
    """Alpha's line is reduced by everybody's offer, Beta's by that and its own; Beta gives a gift."""
    lines = (
        a_line("10.00", 2, vendor=VENDOR_A, discount=euros("2.00"), explanation=(step("all", "-2.00"),)),
        a_line(
            "5.00", vendor=VENDOR_B, discount=euros("1.50"),
            explanation=(step("all", "-0.50"), step("beta", "-1.00")),
        ),
        a_line(
            "3.00", vendor=VENDOR_B, discount=euros("3.00"), is_gift=True, explanation=(step("beta", "-3.00"),)
        ),
    )  # fmt: skip
    applied = promotion("all", "2.50", coupon="SAVE"), promotion("beta", "4.00", vendor_id=VENDOR_B)
    return a_new_order(*lines, discount="6.50", shipping="5.00", promotions=applied, **facts)


def test_promotions_and_credit_are_kept_and_replayed(tenant: Any) -> None:
    with tenant_scope():
        placed = facade.place(reduced_order(credit=euros("4.20")))
    with tenant_scope():
        found = facade.order(placed.id)
        assert found == placed
        assert (str(found.credit), str(found.amount_due), str(found.totals.total)) == (
            "4.20",
            "22.30",
            "26.50",
        )
        assert [(one.code, str(one.amount), one.coupon) for one in found.promotions] == [
            ("all", "2.50", "SAVE"),
            ("beta", "4.00", ""),
        ]
        assert [line.is_gift for line in found.lines] == [False, False, True]
        assert [str(one) for check in verification.CHECKS for one in check.run()] == []


def test_a_seller_hears_of_what_was_taken_off_its_own_goods_only(tenant: Any) -> None:
    with tenant_scope():
        order = facade.place(reduced_order(credit=euros("4.20")))
    alpha, beta = (
        order_body(order, sight=Sight(role="seller", vendor_ids=frozenset({vendor})))
        for vendor in (VENDOR_A, VENDOR_B)
    )
    assert [(one["code"], one["amount"]) for one in alpha["promotions"]] == [("all", "2.00")]
    assert [(one["code"], one["amount"]) for one in beta["promotions"]] == [("all", "0.50"), ("beta", "4.00")]
    assert (alpha["discount_total"], beta["discount_total"]) == ("2.00", "4.50")
    assert not {"credit_total", "amount_due"} & {*alpha, *beta}
    buyer = order_body(order, sight=Sight(role="buyer"))
    assert [(one["code"], one["amount"]) for one in buyer["promotions"]] == [
        ("all", "2.50"),
        ("beta", "4.00"),
    ]
    assert (buyer["credit_total"], buyer["amount_due"]) == ("4.20", "22.30")


def test_an_event_from_before_promotions_still_folds(tenant: Any) -> None:
    with tenant_scope():
        order_id = facade.place(a_new_order()).id
        fact = load("orders.order", order_id).events[0]
    payload = to_payload(fact)
    for name in ("promotions", "credit"):
        del payload[name]
    for line in payload["lines"]:
        del line["is_gift"]
    folded = OrderHistory.fold(order_id, [from_payload("orders.order_placed.v1", payload)])
    assert (folded.placed.promotions, folded.placed.credit) == ((), None)
    assert folded.placed == fact


@pytest.mark.parametrize("credit", ["26.51", "-0.01"])
def test_credit_never_pays_more_than_the_order_costs(tenant: Any, credit: str) -> None:
    with tenant_scope():
        with pytest.raises(CreditAboveTotal):
            facade.place(reduced_order(credit=euros(credit)))
        assert _orders() == 0


def _orders() -> int:
    sql = "SELECT count(*) AS found FROM orders_order WHERE tenant_id = %s"
    return int(db.row(sql, [current_tenant()]).found)


def test_orders_of_a_buyer_are_counted_by_account_and_by_address(tenant: Any) -> None:
    user_id = new_id()
    with tenant_scope():
        first = facade.place(a_new_order(user_id=user_id, email="Ada@example.test"))
        facade.place(a_new_order(user_id=None, email="ada@example.test"))
        facade.place(a_new_order(user_id=new_id(), email="bob@example.test"))
        assert _counted(user_id, "ada@example.test") == 2
        assert _counted(None, "ada@example.test") == 2
        assert _counted(user_id, "") == 1
        assert _counted(None, "") == 0
        facade.cancel(first.id, reason="changed")
        assert _counted(user_id, "ada@example.test") == 1


def _counted(user_id: UUID | None, email: str) -> int:
    return facade.orders_before(user_id=user_id, email=email)
