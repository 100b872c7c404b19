"""Who reads what over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.orders.builders import a_line

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.clock import iso
from nexus.kernel.ids import new_id
from nexus.orders import facade, wiring
from nexus.orders.domain.lifecycle import Status
from nexus.platform.tenancy import tenant_scope
from nexus.vendors import facade as vendors

ADDRESS = {
    "name": "Ada Lovelace",
    "address_line": "12 St James's Square",
    "city": "London",
    "postal_code": "SW1Y 4JH",
    "region": "",
    "country": "GB",
    "phone": "+44 20 7946 0000",
}


def line_body(line: Any, vendor: str) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "product_id": str(line.product_id),
        "variant_id": str(line.variant_id),
        "sku": line.sku,
        "title": "Teapot",
        "variant_title": "Blue",
        "image": "/media/teapot.jpg",
        "vendor": {"id": str(line.vendor_id), "name": vendor},
        "quantity": line.quantity,
        "currency": "EUR",
        "unit_price": str(line.unit_price),
        "discount": "0.00",
        "tax": "0.00",
        "total": str(line.total),
        "is_gift": False,
        "explanation": [{"code": "list_price", "amount": str(line.unit_price), "applied": True}],
    }


def part_body(part: Any, name: str, *amounts: str, status: str = "pending") -> dict[str, Any]:
    names = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")
    return {
        "id": str(part.id),
        "vendor": {"id": str(part.vendor_id), "name": name},
        "status": status,
        "currency": "EUR",
        **dict(zip(names, amounts, strict=True)),
    }


def whole_body(order: Any) -> dict[str, Any]:
    first, second = order.vendor_orders
    return {
        "id": str(order.id),
        "number": order.number,
        "status": "pending",
        "payment_status": "pending",
        "fulfilment_status": "unfulfilled",
        "payment_method": "sandbox",
        "shipping_method": "standard",
        "placed_at": iso(order.placed_at),
        "email": "ada@example.test",
        "lines": [line_body(line, "Vendor") for line in order.lines],
        "vendor_orders": [
            part_body(first, "Vendor", "20.00", "0.00", "4.00", "0.00", "24.00"),
            part_body(second, "Vendor", "5.00", "0.00", "1.00", "0.00", "6.00"),
        ],
        "currency": "EUR",
        "subtotal": "25.00",
        "discount_total": "0.00",
        "shipping_total": "5.00",
        "tax_total": "0.00",
        "total": "30.00",
        "credit_total": "0.00",
        "amount_due": "30.00",
        "promotions": [],
        "shipping_address": ADDRESS,
        "billing_address": None,
        "explanation": [{"part": "shipping", "code": "flat", "amount": "5.00", "applied": True}],
        "cancel_reason": "",
        "cancellation_request": None,
    }


def test_the_buyer_and_the_staff_see_the_whole_order(shop: Any) -> None:
    order = shop.shared()
    for person in (shop.buyer, shop.support):
        answer = person.api.get(f"/api/orders/{order.id}/")
        assert (answer.status_code, answer.json()) == (200, whole_body(order))


def test_a_seller_sees_its_part_and_nothing_of_the_rest(shop: Any) -> None:
    order = shop.shared()
    answer = shop.rival.api.get(f"/api/orders/{order.id}/")
    second = order.vendor_orders[1]
    assert answer.json() == {
        "id": str(order.id),
        "number": order.number,
        "status": "pending",
        "payment_status": "pending",
        "fulfilment_status": "unfulfilled",
        "payment_method": "sandbox",
        "shipping_method": "standard",
        "placed_at": iso(order.placed_at),
        "lines": [line_body(order.lines[1], "Vendor")],
        "vendor_orders": [part_body(second, "Vendor", "5.00", "0.00", "1.00", "0.00", "6.00")],
        "currency": "EUR",
        "subtotal": "5.00",
        "discount_total": "0.00",
        "shipping_total": "1.00",
        "tax_total": "0.00",
        "total": "6.00",
        "promotions": [],
        "shipping_address": ADDRESS,
        "explanation": [],
        "cancel_reason": "",
    }
    text = answer.content.decode()
    for foreign in ("ada@example.test", "SKU-1", str(shop.alpha), "24.00", "30.00", str(order.lines[0].id)):
        assert foreign not in text


@pytest.mark.parametrize("path", ["", "events/"])
def test_everybody_else_finds_nothing(shop: Any, path: str) -> None:
    order = shop.placed()
    for api in (shop.stranger.api, shop.rival.api, shop.guest):
        answer = api.get(f"/api/orders/{order.id}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert answer.json() == api.get(f"/api/orders/{new_id()}/{path}").json()


def test_a_guest_order_opens_to_its_token_only(shop: Any) -> None:
    order, other = shop.placed(user_id=None), shop.placed(user_id=None)
    path = f"/api/orders/{order.id}/"
    by_header, by_query = (
        shop.guest.get(path, X_Order_Token=order.token),
        shop.guest.get(f"{path}?token={order.token}"),
    )
    assert (by_header.status_code, by_query.status_code) == (200, 200)
    assert by_header.json() == by_query.json()
    assert by_header.json()["id"] == str(order.id)
    assert "token" not in by_header.json()
    assert shop.guest.get(f"{path}events/", X_Order_Token=order.token).status_code == 200
    for wrong in ("", "x", other.token, order.access_token_hash, order.token[:-1]):
        assert shop.guest.get(path, X_Order_Token=wrong).status_code == 404
    assert shop.guest.get(path).status_code == 404
    assert shop.stranger.api.get(path, X_Order_Token=order.token).status_code == 200


def test_staff_of_a_vendor_with_an_unconfirmed_address_sees_nothing_of_it(shop: Any) -> None:
    """Anybody can register with somebody else's address and wait until its owner is let in."""
    order = shop.placed()
    with tenant_scope():
        squatter = accounts.create_user("new.hand@example.test", None)
        vendors.add_staff(shop.alpha, user_id=squatter.id)
        client = shop.guest.as_user(accounts.open_session(squatter.id).access)
    assert client.get(f"/api/orders/{order.id}/").status_code == 404
    assert client.get("/api/orders/").json()["results"] == []
    assert client.get("/api/orders/?as=seller").status_code == 403
    assert client.get("/api/vendors/me/products/").json()["code"] == "email_not_verified"
    assert shop.seller.api.get(f"/api/orders/{order.id}/").status_code == 200


def test_the_token_of_a_guest_opens_no_order_of_a_buyer(shop: Any) -> None:
    guest, order = shop.placed(user_id=None), shop.placed()
    assert shop.guest.get(f"/api/orders/{order.id}/", X_Order_Token=guest.token).status_code == 404


def test_another_tenant_finds_nothing(shop: Any, other_tenant: Any) -> None:
    order = shop.placed(user_id=None)
    answer = shop.guest.get(f"/api/orders/{order.id}/", X_Order_Token=order.token, X_Tenant=other_tenant.slug)
    assert answer.status_code == 404


def test_the_history_says_what_happened(shop: Any) -> None:
    order = shop.shared()
    with tenant_scope():
        facade.confirm(order.id, payment_status="completed")
    with tenant_scope():
        wiring.move_order(order.id, Status.PROCESSING, by="seller", vendor_ids={shop.alpha}, reason="packing")
    events = shop.buyer.api.get(f"/api/orders/{order.id}/events/").json()
    assert (events["next"], events["previous"]) == (None, None)
    assert [(e["version"], e["type"], e["by"], e["data"]) for e in events["results"]] == [
        (1, "order_placed", "buyer", {"number": order.number, "total": "30.00", "currency": "EUR"}),
        (2, "order_payment_changed", "system", {"from": "pending", "payment_status": "completed"}),
        (3, "order_confirmed", "system", {}),
        (
            4,
            "order_transitioned",
            "seller",
            {
                "from": "confirmed",
                "to": "processing",
                "order_status": "processing",
                "vendor_ids": [str(shop.alpha)],
                "reason": "packing",
            },
        ),
    ]
    assert set(events["results"][0]) == {"version", "type", "occurred_at", "by", "data"}


def test_the_staff_sees_who_it_was_and_the_hash(shop: Any) -> None:
    order = shop.placed()
    [entry] = shop.support.api.get(f"/api/orders/{order.id}/events/").json()["results"]
    assert entry["actor"] == {"kind": "system", "id": None}
    assert len(entry["hash"]) == 64


def test_a_seller_sees_the_steps_of_its_part(shop: Any) -> None:
    order = shop.shared()
    with tenant_scope():
        facade.confirm(order.id, payment_status="completed")
        wiring.ask_to_cancel(order.id, reason="private", by="buyer")
        wiring.move_order(order.id, Status.PROCESSING, by="seller", vendor_ids={shop.alpha})
        wiring.move_order(order.id, Status.PROCESSING, by="staff")
    answer = shop.rival.api.get(f"/api/orders/{order.id}/events/")
    assert [(e["type"], e["data"]) for e in answer.json()["results"]] == [
        ("order_placed", {"number": order.number}),
        ("order_payment_changed", {"from": "pending", "payment_status": "completed"}),
        ("order_confirmed", {}),
        (
            "order_transitioned",
            {"from": "confirmed", "to": "processing", "vendor_ids": [str(shop.beta)], "reason": ""},
        ),
    ]
    for foreign in ("private", str(shop.alpha), "30.00"):
        assert foreign not in answer.content.decode()


def test_as_of_shows_the_order_as_it_stood(shop: Any) -> None:
    # A day ago, so that tokens of this moment are valid throughout.
    moving = clock.FixedClock(clock.now() - timedelta(days=1))
    with clock.use_clock(moving):
        order = shop.shared()
        moving.advance(timedelta(hours=1))
        with tenant_scope():
            facade.confirm(order.id, payment_status="completed")
    path = f"/api/orders/{order.id}/?as_of="
    early = shop.buyer.api.get(path + iso(order.placed_at + timedelta(minutes=59)))
    assert (early.status_code, early.json()) == (200, whole_body(order))
    late = shop.buyer.api.get(path + iso(order.placed_at + timedelta(hours=1))).json()
    assert (late["status"], late["payment_status"]) == ("confirmed", "completed")
    assert shop.buyer.api.get(path + iso(order.placed_at - timedelta(seconds=1))).status_code == 404
    part = shop.rival.api.get(path + iso(order.placed_at)).json()
    assert (part["total"], "email" in part) == ("6.00", False)
    assert shop.stranger.api.get(path + iso(order.placed_at)).status_code == 404
    assert shop.buyer.api.get(path + "yesterday").json()["errors"].keys() == {"as_of"}


def numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["number"] for item in answer.json()["results"]]


def test_the_list_is_ones_own_newest_first(shop: Any) -> None:
    orders = [shop.placed() for _ in range(3)]
    shop.placed(by=shop.stranger)
    assert numbers(shop.buyer.api.get("/api/orders/")) == [order.number for order in orders[::-1]]
    assert shop.guest.get("/api/orders/").status_code == 401


def test_an_item_of_the_list_is_a_summary(shop: Any) -> None:
    order = shop.shared()
    summary = {
        "id": str(order.id),
        "number": order.number,
        "status": "pending",
        "payment_status": "pending",
        "fulfilment_status": "unfulfilled",
        "item_count": 3,
        "currency": "EUR",
        "subtotal": "25.00",
        "discount_total": "0.00",
        "shipping_total": "5.00",
        "tax_total": "0.00",
        "total": "30.00",
        "placed_at": iso(order.placed_at),
    }
    assert shop.buyer.api.get("/api/orders/").json() == {"results": [summary], "next": None, "previous": None}
    [seen] = shop.support.api.get("/api/orders/").json()["results"]
    assert seen == summary | {"email": "ada@example.test"}


def test_a_seller_lists_its_parts(shop: Any) -> None:
    order = shop.shared()
    shop.placed(a_line("99.00", vendor=shop.alpha))
    [item] = shop.rival.api.get("/api/orders/").json()["results"]
    assert item == {
        "id": str(order.id),
        "vendor_order_id": str(order.vendor_orders[1].id),
        "number": order.number,
        "status": "pending",
        "payment_status": "pending",
        "vendor": {"id": str(shop.beta), "name": "Vendor"},
        "currency": "EUR",
        "subtotal": "5.00",
        "discount_total": "0.00",
        "shipping_total": "1.00",
        "tax_total": "0.00",
        "total": "6.00",
        "placed_at": iso(order.placed_at),
    }


def test_people_with_several_points_of_view_choose_one(shop: Any) -> None:
    sold, bought = shop.placed(), shop.placed(a_line(vendor=shop.beta), by=shop.seller)
    assert numbers(shop.seller.api.get("/api/orders/")) == [sold.number]
    assert numbers(shop.seller.api.get("/api/orders/?as=buyer")) == [bought.number]
    assert numbers(shop.support.api.get("/api/orders/?as=staff")) == [bought.number, sold.number]
    assert numbers(shop.support.api.get("/api/orders/?as=buyer")) == []
    for person, view in (
        (shop.buyer, "seller"),
        (shop.buyer, "staff"),
        (shop.seller, "staff"),
        (shop.support, "seller"),
    ):
        assert person.api.get(f"/api/orders/?as={view}").status_code == 403


def test_filters_of_the_list(shop: Any) -> None:
    moving = clock.FixedClock(clock.now() - timedelta(days=3))
    with clock.use_clock(moving):
        old = shop.placed()
        moving.advance(timedelta(days=1))
        new = shop.placed()
        with tenant_scope():
            facade.confirm(new.id, payment_status="completed")
    get = shop.support.api.get
    assert numbers(get("/api/orders/?status=confirmed")) == [new.number]
    assert numbers(get("/api/orders/?status=cancelled")) == []
    assert numbers(get("/api/orders/?payment_status=pending")) == [old.number]
    assert numbers(get(f"/api/orders/?placed_after={iso(new.placed_at)}")) == [new.number]
    assert numbers(get(f"/api/orders/?placed_before={iso(new.placed_at)}")) == [old.number]
    assert numbers(get(f"/api/orders/?q={old.number.lower()}")) == [old.number]
    assert numbers(get(f"/api/orders/?q={old.number[:9]}")) == [old.number]
    assert numbers(get("/api/orders/?q=%25")) == []
    assert numbers(get("/api/orders/?q=NX_")) == []
    assert numbers(shop.buyer.api.get(f"/api/orders/?q={new.number}")) == [new.number]
    assert numbers(shop.seller.api.get("/api/orders/?status=confirmed")) == [new.number]
    assert get("/api/orders/?count=true").json()["count"] == 2
    assert shop.seller.api.get("/api/orders/?count=true&status=pending").json()["count"] == 1


@pytest.mark.parametrize(
    "query", ["status=lost", "payment_status=x", "placed_after=x", "page_size=101", "color=red", "as=x"]
)
def test_a_filter_that_makes_no_sense_is_refused(shop: Any, query: str) -> None:
    answer = shop.buyer.api.get(f"/api/orders/?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("who", ["buyer", "support", "seller"])
def test_the_list_pages_without_gaps_or_repeats_in_one_statement(shop: Any, sql_log: Any, who: str) -> None:
    with clock.use_clock(clock.FixedClock(clock.now())):  # the same instant for all: the id decides
        orders = [shop.placed() for _ in range(5)]
    api, seen, path = getattr(shop, who).api, [], "/api/orders/?page_size=2"
    while path:
        with sql_log() as statements:
            page = api.get(path)
        assert sum("FROM orders_" in statement for statement in statements) == 1
        seen += numbers(page)
        path = page.json()["next"]
    assert len(seen) == 5
    assert set(seen) == {order.number for order in orders}
