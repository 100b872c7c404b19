"""What staff do with orders and their money, with exact effects."""

from __future__ import annotations

from typing import Any

import pytest


def _order(shop: Any, order: Any) -> Any:
    from nexus.orders.models import OrderRecord

    return shop.row(OrderRecord, pk=order["id"])


def _payment(shop: Any, order: Any) -> Any:
    from nexus.payments.models import PaymentRecord

    return shop.row(PaymentRecord, order_id=order["id"])


def _level(shop: Any) -> tuple[int, int]:
    from nexus.inventory.models import StockLevelRecord

    level = shop.row(StockLevelRecord, variant_id=shop.shelf.variant_ids[0])
    return level.on_hand, level.reserved


def _captured(shop: Any, **facts: Any) -> Any:
    order = shop.order(**facts)
    page = shop.desk("support").act(f"payments/paymentrecord/{_payment(shop, order).pk}/do/capture/")
    assert page.messages == [f"10.00 EUR received for order {order['number']}."]
    return order


def test_capture_confirms_the_order_and_takes_the_stock(shop: Any) -> None:
    order = shop.order()
    assert _level(shop) == (10, 1)

    page = shop.desk("support").act(f"payments/paymentrecord/{_payment(shop, order).pk}/do/capture/")

    assert (page.status, page.url) == (
        302,
        f"/admin/payments/paymentrecord/{_payment(shop, order).pk}/change/",
    )
    assert (_order(shop, order).status, _order(shop, order).payment_status) == ("confirmed", "completed")
    assert (_payment(shop, order).status, _payment(shop, order).captured_minor) == ("completed", 1000)
    assert _level(shop) == (9, 0)


def test_the_event_says_who_it_was(shop: Any) -> None:
    from nexus.platform.events import load_envelopes
    from nexus.platform.tenancy import tenant_scope

    order = _captured(shop)

    payment = _payment(shop, order)
    with tenant_scope(shop.tenant.id):
        last = load_envelopes("payments.payment", payment.pk)[-1]

    assert last.type == "payments.payment_completed.v1"
    assert (
        shop.email("support") in shop.desk("owner").get(f"payments/paymentrecord/{payment.pk}/change/").text
    )
    assert last.metadata["actor"] == {"kind": "user", "id": str(shop.people["support"])}


def test_capture_twice_is_refused_and_changes_nothing(shop: Any) -> None:
    order = _captured(shop)
    payment = _payment(shop, order)
    before = shop.facts("payments.payment", payment.pk)

    page = shop.desk("support").act(f"payments/paymentrecord/{payment.pk}/do/capture/")

    assert page.status == 200
    assert "cannot" in page.text
    assert shop.facts("payments.payment", payment.pk) == before
    assert _level(shop) == (9, 0)


def test_refund_of_all_and_of_a_part(shop: Any) -> None:
    order = _captured(shop)
    path = f"payments/paymentrecord/{_payment(shop, order).pk}/do/refund/"
    assert 'value="10.00"' in shop.desk("support").get(path).text

    part = shop.desk("support").act(path, amount="4.00", reason="scratched")

    assert part.messages == [f"4.00 EUR refunded for order {order['number']}."]
    assert (_payment(shop, order).status, _payment(shop, order).refunded_minor) == ("partially_refunded", 400)
    assert _order(shop, order).payment_status == "partially_refunded"
    assert 'value="6.00"' in shop.desk("support").get(path).text
    shop.desk("support").act(path, amount="6.00", reason="the rest")
    assert (_payment(shop, order).status, _payment(shop, order).refunded_minor) == ("refunded", 1000)


def test_the_same_form_refunds_once(shop: Any) -> None:
    order = _captured(shop)
    desk, path = shop.desk("support"), f"payments/paymentrecord/{_payment(shop, order).pk}/do/refund/"
    form = desk.get(path)

    first = desk.post(path, once=form.once, amount="4.00", reason="scratched")
    second = desk.post(path, once=form.once, amount="4.00", reason="scratched")

    assert first.messages == [f"4.00 EUR refunded for order {order['number']}."]
    assert second.messages[-1:] == ["Refund: this was sent twice and done once."]
    assert _payment(shop, order).refunded_minor == 400


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("10.01", "exceeds"),
        ("0", "above zero"),
        ("-1", "above zero"),
        ("1.001", "too many digits"),
        ("ten", "not an amount"),
        ("", "required"),
    ],
)  # fmt: skip
def test_impossible_refunds_change_nothing(shop: Any, amount: str, said: str) -> None:
    order = _captured(shop)
    payment = _payment(shop, order)

    page = shop.desk("support").act(
        f"payments/paymentrecord/{payment.pk}/do/refund/", amount=amount, reason="why not"
    )

    assert (page.status, said in page.text) == (200, True)
    assert (_payment(shop, order).refunded_minor, _payment(shop, order).version) == (0, payment.version)


def test_a_refused_refund_can_be_corrected_in_the_same_form(shop: Any) -> None:
    order = _captured(shop)
    desk, path = shop.desk("support"), f"payments/paymentrecord/{_payment(shop, order).pk}/do/refund/"
    form = desk.get(path)

    assert desk.post(path, once=form.once, amount="99.00", reason="oops").status == 200
    desk.post(path, once=form.once, amount="9.00", reason="better")

    assert _payment(shop, order).refunded_minor == 900


def test_void_stops_waiting(shop: Any) -> None:
    order = shop.order()

    page = shop.desk("support").act(
        f"payments/paymentrecord/{_payment(shop, order).pk}/do/void/", reason="never mind"
    )

    assert page.status == 302
    assert (_payment(shop, order).status, _order(shop, order).payment_status) == ("voided", "voided")


def test_void_of_money_that_arrived_is_refused(shop: Any) -> None:
    order = _captured(shop)

    page = shop.desk("support").act(
        f"payments/paymentrecord/{_payment(shop, order).pk}/do/void/", reason="never mind"
    )

    assert "refund it instead" in page.text
    assert _payment(shop, order).status == "completed"


def test_cancel_gives_stock_back_and_voids_the_payment(shop: Any) -> None:
    order = shop.order(quantity=3)
    assert _level(shop) == (10, 3)

    page = shop.desk("support").act(f"orders/orderrecord/{order['id']}/do/cancel/", reason="out of range")

    assert page.messages == [f"{order['number']} is cancelled. Stock and money go back by themselves."]
    assert (_order(shop, order).status, _order(shop, order).cancel_reason) == ("cancelled", "out of range")
    assert _payment(shop, order).status == "voided"
    assert _level(shop) == (10, 0)


def test_cancel_of_a_paid_order_refunds_it(shop: Any) -> None:
    order = _captured(shop)

    shop.desk("support").act(
        f"orders/orderrecord/{order['id']}/do/cancel/", reason="broken in the store room"
    )

    assert (_payment(shop, order).status, _payment(shop, order).refunded_minor) == ("refunded", 1000)
    assert _level(shop) == (10, 0)


def test_an_order_walks_to_its_end(shop: Any) -> None:
    order = _captured(shop)
    desk, path = shop.desk("support"), f"orders/orderrecord/{order['id']}/do/"

    walked = []
    for step in ("processing", "shipped", "delivered"):
        desk.act(f"{path}{step}/", part="", reason="")
        walked.append(_order(shop, order).status)

    assert walked == ["processing", "shipped", "delivered"]
    assert "do/cancel/" not in desk.get(f"orders/orderrecord/{order['id']}/change/").text


def test_an_illegal_step_names_the_legal_ones_and_leaves_no_trace(shop: Any) -> None:
    order = shop.order()
    before = shop.facts("orders.order", order["id"])

    page = shop.desk("support").act(f"orders/orderrecord/{order['id']}/do/shipped/", part="", reason="")

    assert page.status == 200
    assert "From pending this order cannot go to shipped; allowed now: cancelled, on_hold." in page.text
    assert (_order(shop, order).status, shop.facts("orders.order", order["id"])) == ("pending", before)


def test_a_refusal_that_comes_late_rolls_back_what_came_before(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order was cancelled and its event buffered when the payment refused: nothing of it may stay."""
    from nexus.checkout import wiring
    from nexus.kernel.errors import Conflict

    def refuse(order_id: Any, /, *, reason: str) -> None:
        raise Conflict("The gateway is on fire.")

    monkeypatch.setattr(wiring, "stop_payment", refuse)
    order = shop.order()
    before = shop.facts("orders.order", order["id"])

    page = shop.desk("support").act(f"orders/orderrecord/{order['id']}/do/cancel/", reason="never mind")

    assert "The gateway is on fire." in page.text
    assert (_order(shop, order).status, shop.facts("orders.order", order["id"]), _level(shop)) == (
        "pending",
        before,
        (10, 1),
    )


def test_hold_and_release(shop: Any) -> None:
    order = _captured(shop)
    desk, path = shop.desk("support"), f"orders/orderrecord/{order['id']}/do/"

    desk.act(f"{path}hold/", reason="address looks wrong")
    assert (_order(shop, order).status, _order(shop, order).is_held) == ("on_hold", True)
    desk.act(f"{path}release/", reason="it is right")

    assert (_order(shop, order).status, _order(shop, order).is_held) == ("confirmed", False)


def test_a_buyers_wish_to_cancel_is_decided(shop: Any) -> None:
    from nexus.orders import wiring
    from nexus.orders.models import CancellationRequestRecord
    from nexus.platform.tenancy import tenant_scope

    orders = [_captured(shop), _captured(shop)]
    with tenant_scope(shop.tenant.id):
        for order in orders:
            wiring.ask_to_cancel(_order_id(order), reason="too slow", by="guest")
    desk = shop.desk("support")
    wishes = [shop.row(CancellationRequestRecord, order_id=order["id"]) for order in orders]
    assert orders[0]["number"] in desk.get("").text

    desk.act(f"orders/cancellationrequestrecord/{wishes[0].pk}/do/approve/", reason="fine")
    desk.act(f"orders/cancellationrequestrecord/{wishes[1].pk}/do/reject/", reason="already packed")

    assert [_order(shop, order).status for order in orders] == ["cancelled", "confirmed"]
    assert [shop.row(CancellationRequestRecord, pk=wish.pk).status for wish in wishes] == [
        "approved",
        "rejected",
    ]


def _order_id(order: Any) -> Any:
    from uuid import UUID

    return UUID(order["id"])


def test_ticked_orders_move_each_by_itself(shop: Any) -> None:
    ready, waiting = _captured(shop), shop.order()

    page = shop.desk("support").post(
        "orders/orderrecord/", action="processing", _selected_action=[ready["id"], waiting["id"]], index="0"
    )

    assert (page.status, page.url) == (302, "/admin/orders/orderrecord/")
    assert page.messages == [
        "Start processing: 1 done.",
        "Start processing: 1 refused. From pending this order cannot go to processing; allowed now: cancelled, on_hold.",
    ]
    assert [_order(shop, one).status for one in (ready, waiting)] == ["processing", "pending"]


def test_the_page_of_an_order_tells_all(shop: Any) -> None:
    order = _captured(shop)
    shop.desk("support").act(f"orders/orderrecord/{order['id']}/do/hold/", reason="address looks wrong")

    text = shop.desk("support").get(f"orders/orderrecord/{order['id']}/change/").text

    told = (
        order["number"], "guest@example.com", "1 Main St", "10.00 <small>EUR", "How the price came about", "1 x 10.00 EUR",
        "Payment completed", "Put on hold", "address looks wrong", f"{shop.email('support')} (staff)", "Place-order process",
    )  # fmt: skip
    assert [one for one in told if one not in text] == []


def test_rich_rows_cannot_be_added_or_deleted(shop: Any) -> None:
    desk, order = shop.desk("owner"), shop.order()

    rich = ("orders/orderrecord", "payments/paymentrecord", "pricing/pricerecord", "checkout/processrecord")
    assert {desk.get(f"{name}/add/").status for name in rich} == {404}
    page = desk.post(
        "orders/orderrecord/", action="delete_selected", _selected_action=[order["id"]], index="0", post="yes"
    )
    assert page.status in {200, 302}
    assert _order(shop, order).status == "pending"


def test_an_overdue_process_is_expired_at_once(shop: Any) -> None:
    from datetime import timedelta

    from nexus.checkout.models import ProcessRecord
    from nexus.kernel import clock

    order = shop.order()
    process = shop.row(ProcessRecord, order_id=order["id"])
    desk, path = shop.desk("support"), f"checkout/processrecord/{process.pk}/"
    assert "do/expire/" not in desk.get(f"{path}change/").text
    early = desk.act(f"{path}do/expire/")
    assert "not overdue" in early.text
    assert _order(shop, order).status == "pending"

    with clock.use_clock(clock.SystemClock(timedelta(days=8))):
        assert "do/expire/" in desk.get(f"{path}change/").text
        page = desk.act(f"{path}do/expire/")

    assert page.status == 302
    assert (_order(shop, order).status, _order(shop, order).cancel_reason) == (
        "cancelled",
        "payment_deadline_passed",
    )
    assert shop.row(ProcessRecord, pk=process.pk).state == "cancelled"
    assert _level(shop) == (10, 0)
