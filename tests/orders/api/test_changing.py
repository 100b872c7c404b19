"""Cancelling and moving orders over HTTP. Whatever is refused has changed nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.orders.builders import a_line

from nexus.kernel.ids import new_id
from nexus.orders import facade, wiring
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.lifecycle import Status
from nexus.orders.interfaces import verification
from nexus.platform.events import load
from nexus.platform.tenancy import tenant_scope


def stored(order_id: UUID) -> tuple[OrderInfo | None, int]:
    with tenant_scope():
        return facade.order(order_id), load("orders.order", order_id).version


def confirmed(order: Any, payment_status: str | None = "completed") -> Any:
    with tenant_scope():
        return facade.confirm(order.id, payment_status=payment_status)


def refused(order: Any, answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, after looking that the order and its history are as before the request."""
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    return problem


def post(api: Any, order: Any, path: str, body: Any = None, **headers: str) -> Any:
    """POST below the order; a refusal must leave it alone."""
    before = stored(order.id)
    answer = api.post(f"/api/orders/{order.id}/{path}/", body, **headers)
    if answer.status_code >= 400:
        assert stored(order.id) == before
    return answer


# -- the buyer cancels


def test_the_buyer_cancels_at_once_while_unpaid(shop: Any) -> None:
    order = shop.placed()
    answer = post(shop.buyer.api, order, "cancel", {"reason": "changed my mind"})
    body = answer.json()
    assert answer.status_code == 200
    assert (body["status"], body["cancel_reason"], body["cancellation_request"]) == (
        "cancelled",
        "changed my mind",
        None,
    )
    assert [part["status"] for part in body["vendor_orders"]] == ["cancelled"]
    with tenant_scope():
        cancelled = load("orders.order", order.id).events[-1]
    assert (cancelled.TYPE, cancelled.by, cancelled.reason) == (
        "orders.order_cancelled.v1",
        "buyer",
        "changed my mind",
    )


@pytest.mark.parametrize("token", [None, "x"])
def test_the_key_of_a_guest_opens_nothing_without_the_order_token(shop: Any, token: str | None) -> None:
    """Keys are guessed more easily than tokens, and the kept answer holds the address."""
    order = shop.placed(user_id=None)
    guess = {"Idempotency_Key": "1"} | ({"X_Order_Token": token} if token else {})
    holder = {"Idempotency_Key": "1", "X_Order_Token": order.token}
    done = post(shop.guest, order, "cancel", **holder)

    refused(order, post(shop.guest, order, "cancel", **guess), 404, "not_found")
    again = post(shop.guest, order, "cancel", **holder)
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (200, done.content, "true")


def test_a_guest_cancels_with_the_token(shop: Any) -> None:
    order = shop.placed(user_id=None)
    refused(order, post(shop.guest, order, "cancel"), 404, "not_found")
    refused(order, post(shop.guest, order, "cancel", X_Order_Token="x"), 404, "not_found")
    assert post(shop.guest, order, "cancel", X_Order_Token=order.token).json()["status"] == "cancelled"


@pytest.mark.parametrize("who", ["stranger", "rival"])
def test_a_stranger_cancels_nothing(shop: Any, who: str) -> None:
    order = shop.placed()
    refused(order, post(getattr(shop, who).api, order, "cancel"), 404, "not_found")


def test_a_seller_does_not_cancel_for_the_buyer(shop: Any) -> None:
    order = shop.placed()
    refused(order, post(shop.seller.api, order, "cancel"), 403, "permission_denied")


def test_what_was_cancelled_or_has_shipped_stays(shop: Any) -> None:
    order = shop.placed()
    assert post(shop.buyer.api, order, "cancel").status_code == 200
    problem = refused(order, post(shop.buyer.api, order, "cancel"), 409, "illegal_transition")
    assert (problem["from"], problem["to"], problem["legal"]) == ("cancelled", "cancelled", [])
    shipped = shop.placed()
    confirmed(shipped)
    with tenant_scope():
        wiring.move_order(shipped.id, Status.PROCESSING, by="staff")
        wiring.move_order(shipped.id, Status.SHIPPED, by="staff")
    for person in (shop.buyer, shop.support):
        problem = refused(shipped, post(person.api, shipped, "cancel"), 409, "illegal_transition")
        assert (problem["from"], problem["legal"]) == ("shipped", ["delivered"])


@pytest.mark.parametrize("reason", [5, None, "x" * 1001, ["a"]])
def test_a_reason_that_makes_no_sense_is_refused(shop: Any, reason: Any) -> None:
    order = shop.placed()
    problem = refused(order, post(shop.buyer.api, order, "cancel", {"reason": reason}), 400, "invalid")
    assert list(problem["errors"]) == ["reason"]


# -- a paid order: the staff decides


def requested(shop: Any) -> tuple[Any, str]:
    order = shop.placed()
    confirmed(order)
    answer = post(shop.buyer.api, order, "cancel", {"reason": "too late"})
    assert answer.status_code == 202
    return order, answer.json()["cancellation_request"]["id"]


def test_the_buyer_of_a_paid_order_opens_a_request(shop: Any) -> None:
    order = shop.placed()
    confirmed(order)
    body = post(shop.buyer.api, order, "cancel", {"reason": "too late"}).json()
    request = body["cancellation_request"]
    assert (body["status"], request["status"], request["reason"]) == ("confirmed", "open", "too late")
    assert (request["decided_at"], request["decision_reason"]) == (None, "")
    problem = refused(order, post(shop.buyer.api, order, "cancel"), 409, "cancellation_already_requested")
    assert problem["request_id"] == request["id"]


def test_the_staff_lists_requests(shop: Any) -> None:
    order, request_id = requested(shop)
    path = "/api/orders/cancellation-requests/"
    [item] = shop.support.api.get(path).json()["results"]
    requested_at = item.pop("requested_at")
    assert requested_at.endswith("Z")
    assert item == {
        "id": request_id,
        "order": {"id": str(order.id), "number": order.number, "status": "confirmed"},
        "reason": "too late",
        "status": "open",
        "decided_at": None,
        "decision_reason": "",
        "payment_status": "completed",
        "currency": "EUR",
        "total": "20.00",
    }
    assert shop.support.api.get(f"{path}?status=approved&count=true").json() == {
        "results": [],
        "next": None,
        "previous": None,
        "count": 0,
    }
    assert shop.guest.get(path).status_code == 401
    for person in (shop.buyer, shop.seller):
        assert person.api.get(path).status_code == 403


def decide(api: Any, order: Any, request_id: object, decision: str, body: Any = None) -> Any:
    before = stored(order.id)
    answer = api.post(f"/api/orders/cancellation-requests/{request_id}/{decision}/", body)
    if answer.status_code >= 400:
        assert stored(order.id) == before
    return answer


def test_approval_cancels_and_tells_the_listeners(shop: Any) -> None:
    order, request_id = requested(shop)
    body = decide(shop.support.api, order, request_id, "approve", {"reason": "fine"}).json()
    assert (body["status"], body["cancel_reason"]) == ("cancelled", "fine")
    assert (body["cancellation_request"]["status"], body["cancellation_request"]["decision_reason"]) == (
        "approved",
        "fine",
    )
    with tenant_scope():
        cancelled = load("orders.order", order.id).events[-1]
        assert (cancelled.TYPE, cancelled.payment_status) == ("orders.order_cancelled.v1", "completed")
        assert [finding for check in verification.CHECKS for finding in check.run()] == []


def test_rejection_lets_the_order_go_on(shop: Any) -> None:
    order, request_id = requested(shop)
    body = decide(shop.support.api, order, request_id, "reject", {"reason": "packed"}).json()
    assert (body["status"], body["cancellation_request"]["status"]) == ("confirmed", "rejected")
    for decision in ("approve", "reject"):
        problem = refused(
            order, decide(shop.support.api, order, request_id, decision), 409, "cancellation_already_decided"
        )
        assert problem["decision"] == "rejected"


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_only_the_staff_decides_and_only_what_exists(shop: Any, decision: str) -> None:
    order, request_id = requested(shop)
    refused(order, decide(shop.guest, order, request_id, decision), 401, "not_authenticated")
    for person in (shop.buyer, shop.seller):
        refused(order, decide(person.api, order, request_id, decision), 403, "permission_denied")
    refused(order, decide(shop.support.api, order, new_id(), decision), 404, "not_found")


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_another_tenant_decides_nothing(shop: Any, other_tenant: Any, decision: str) -> None:
    from nexus.accounts import facade as accounts

    order, request_id = requested(shop)
    with tenant_scope(other_tenant.id):
        foreign = accounts.create_user("support@example.test", None, roles=("support",), verified=True)
        access = accounts.open_session(foreign.id).access
    api = shop.guest.as_user(access).with_headers(X_Tenant=other_tenant.slug)
    refused(order, decide(api, order, request_id, decision), 404, "not_found")
    refused(order, post(api, order, "transitions", {"to": "processing"}), 404, "not_found")
    refused(order, post(api, order, "cancel"), 404, "not_found")


def test_the_staff_cancels_what_is_paid_at_once(shop: Any) -> None:
    order = shop.placed()
    confirmed(order)
    answer = post(shop.support.api, order, "cancel", {"reason": "fraud"})
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")


# -- staff and sellers move orders


def test_the_staff_moves_an_order_along_its_whole_life(shop: Any) -> None:
    order = shop.shared()
    confirmed(order)
    for to, fulfilment in (
        ("processing", "unfulfilled"),
        ("shipped", "shipped"),
        ("delivered", "delivered"),
        ("returned", "returned"),
    ):
        body = post(shop.support.api, order, "transitions", {"to": to}).json()
        assert (body["status"], body["fulfilment_status"]) == (to, fulfilment)
        assert [part["status"] for part in body["vendor_orders"]] == [to, to]
    problem = refused(
        order, post(shop.support.api, order, "transitions", {"to": "shipped"}), 409, "illegal_transition"
    )
    assert (problem["from"], problem["to"], problem["legal"]) == ("returned", "shipped", [])


@pytest.mark.parametrize("to", ["confirmed", "processing", "shipped", "delivered", "returned", "pending"])
def test_a_pending_order_waits_for_its_payment(shop: Any, to: str) -> None:
    order = shop.placed()
    problem = refused(
        order, post(shop.support.api, order, "transitions", {"to": to}), 409, "illegal_transition"
    )
    assert (problem["from"], problem["to"], problem["legal"]) == ("pending", to, ["cancelled", "on_hold"])


def test_a_seller_moves_its_own_part_only(shop: Any) -> None:
    order = shop.shared()
    confirmed(order)
    body = post(shop.seller.api, order, "transitions", {"to": "processing", "reason": "packing"}).json()
    assert (body["status"], [part["status"] for part in body["vendor_orders"]]) == (
        "processing",
        ["processing"],
    )
    found, version = stored(order.id)
    assert [part.status for part in found.vendor_orders] == ["processing", "confirmed"]
    assert version == 4
    named = {"to": "processing", "vendor_id": str(shop.alpha)}
    refused(order, post(shop.rival.api, order, "transitions", named), 403, "permission_denied")
    named["vendor_id"] = str(shop.beta)
    assert post(shop.rival.api, order, "transitions", named).json()["status"] == "processing"


def test_the_staff_moves_one_part_by_name(shop: Any) -> None:
    order = shop.shared()
    confirmed(order)
    body = post(
        shop.support.api, order, "transitions", {"to": "processing", "vendor_id": str(shop.beta)}
    ).json()
    assert [part["status"] for part in body["vendor_orders"]] == ["confirmed", "processing"]
    unknown = {"to": "processing", "vendor_id": str(new_id())}
    refused(order, post(shop.support.api, order, "transitions", unknown), 400, "no_such_part")


@pytest.mark.parametrize("to", ["on_hold", "cancelled", "shipped", "confirmed"])
def test_what_a_seller_of_a_shared_order_may_not_do(shop: Any, to: str) -> None:
    order = shop.shared()
    confirmed(order)
    problem = refused(
        order, post(shop.seller.api, order, "transitions", {"to": to}), 409, "illegal_transition"
    )
    assert problem["legal"] == ["processing"]


def test_the_only_seller_of_an_order_cancels_it(shop: Any) -> None:
    order = shop.placed(a_line(vendor=shop.alpha))
    confirmed(order)
    assert post(shop.seller.api, order, "transitions", {"to": "cancelled"}).json()["status"] == "cancelled"


def test_the_staff_holds_an_order_and_lets_it_go(shop: Any) -> None:
    order = shop.shared()
    confirmed(order)
    assert (
        post(shop.support.api, order, "transitions", {"to": "on_hold", "reason": "?"}).json()["status"]
        == "on_hold"
    )
    problem = refused(
        order, post(shop.seller.api, order, "transitions", {"to": "processing"}), 409, "illegal_transition"
    )
    assert (problem["from"], problem["legal"]) == ("on_hold", [])
    assert shop.seller.api.get("/api/orders/?status=on_hold").json()["results"][0]["number"] == order.number
    assert post(shop.support.api, order, "transitions", {"to": "confirmed"}).json()["status"] == "confirmed"


def test_who_may_not_move_an_order(shop: Any) -> None:
    order = shop.placed()
    confirmed(order)
    step = {"to": "processing"}
    refused(order, post(shop.guest, order, "transitions", step), 401, "not_authenticated")
    for person in (shop.buyer, shop.stranger):
        refused(order, post(person.api, order, "transitions", step), 403, "permission_denied")
    refused(order, post(shop.rival.api, order, "transitions", step), 404, "not_found")


def test_a_seller_that_bought_does_not_move_the_others_part(shop: Any) -> None:
    order = shop.placed(a_line(vendor=shop.beta), by=shop.seller)
    confirmed(order)
    refused(
        order, post(shop.seller.api, order, "transitions", {"to": "processing"}), 403, "permission_denied"
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "to"),
        ({"to": "lost"}, "to"),
        ({"to": 1}, "to"),
        ({"to": "shipped", "vendor_id": "x"}, "vendor_id"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(shop: Any, body: Any, field: str) -> None:
    order = shop.placed()
    problem = refused(order, post(shop.support.api, order, "transitions", body), 400, "invalid")
    assert list(problem["errors"]) == [field]


def test_a_move_repeated_with_its_key_is_made_once(shop: Any) -> None:
    order = shop.placed()
    confirmed(order)
    first = post(shop.support.api, order, "transitions", {"to": "processing"}, Idempotency_Key="k-1")
    again = post(shop.support.api, order, "transitions", {"to": "processing"}, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert stored(order.id)[1] == 4
