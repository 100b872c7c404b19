"""The main job: somebody registers, proves the mailbox, buys, pays, and everything that follows happens once."""

import json
import re
from typing import Any

import pytest
from tests.factories.buying import fill_cart, place
from tests.live.client import eventually, expect
from tests.live.purchase import idle, initiate, new_email, press, settled
from tests.live.shop import Shop
from websockets.sync.client import connect

PASSWORD = "a-long-enough-pass-phrase-7"


def test_from_registration_to_a_confirmed_order(shop: Shop) -> None:
    goods, email = shop.sell(stock=10, price="20.00"), new_email("ada")
    buyer = registered(shop, email)

    fill_cart(buyer, [goods.variant_id], quantity=3)
    placed = expect(place(buyer, email=email), 201)
    assert (placed["status"], placed["payment_status"], placed["total"]) == ("pending", "pending", "60.00")
    assert shop.stock(goods) == (10, 7), "reserved, and still on the shelf"

    begun = initiate(buyer, placed)
    assert begun["amount"] == "60.00"
    expect(press(buyer, begun["reference"], "approve"), 200)
    order = settled(shop, placed, status="confirmed")
    assert order["payment_status"] == "completed"

    idle(shop.product)
    assert shop.stock(goods) == (7, 7)
    assert shop.history(placed["id"]) == ["order_placed", "order_payment_changed", "order_confirmed"]
    trail = ["payment_opened", "attempt_started", "attempt_submitted", "payment_completed"]
    assert shop.money_trail(placed["id"]) == trail
    assert shop.mails(email) == {
        "welcome": 1,
        "order_placed": 1,
        "payment_completed": 1,
        "order_confirmed": 1,
    }
    assert notes(buyer) == ["order_confirmed", "order_placed", "payment_completed"]
    mine = expect(buyer.get("/api/orders/"), 200)["results"]
    assert [found["id"] for found in mine] == [placed["id"]]


def test_the_buyer_sees_the_confirmation_without_reloading(shop: Shop) -> None:
    email = new_email("bob")
    buyer = registered(shop, email)
    fill_cart(buyer, [shop.sell().variant_id])
    placed = expect(place(buyer, email=email), 201)
    access = buyer.headers["Authorization"].removeprefix("Bearer ")

    with connect(
        f"{shop.product.sockets}/ws/orders/{placed['id']}/?tenant={shop.slug}",
        subprotocols=["nexus.bearer", access],
    ) as socket:
        assert json.loads(socket.recv(timeout=10))["status"] == "pending"
        expect(press(buyer, initiate(buyer, placed)["reference"], "approve"), 200)
        told = [json.loads(socket.recv(timeout=20)) for _ in range(2)]

    facts = {name: value for message in told for name, value in message.items()}
    assert (facts["status"], facts["payment_status"]) == ("confirmed", "completed")


def test_nobody_listens_to_an_order_of_somebody_else(shop: Shop) -> None:
    placed = _placed_by_somebody(shop)
    stranger = registered(shop, new_email("eve"))
    access = stranger.headers["Authorization"].removeprefix("Bearer ")

    with (
        pytest.raises(Exception, match=r"403|4404"),
        connect(
            f"{shop.product.sockets}/ws/orders/{placed['id']}/?tenant={shop.slug}",
            subprotocols=["nexus.bearer", access],
        ) as socket,
    ):
        socket.recv(timeout=10)


def test_verify_finds_nothing(shop: Shop) -> None:
    """After whatever the tests before did; the session's end runs it once more."""
    verified = shop.product.nexus("verify")

    assert verified.returncode == 0, verified.stdout
    assert f"ok  {shop.slug}" in verified.stdout


def registered(shop: Shop, email: str) -> Any:
    """Register, take the link out of the mail, prove the mailbox, log in."""
    expect(shop.guest().post("/api/auth/users/", {"email": email, "password": PASSWORD}), 201)
    mail = eventually(lambda: shop.mail(email, "welcome"))
    link = re.search(r"/account/activate/([^/\s]+)/([^/\s]+)/", mail["text"])
    assert link, mail["text"]
    expect(shop.guest().post("/api/auth/users/activation/", {"uid": link[1], "token": link[2]}), 204)
    buyer = shop.log_in(email, PASSWORD)
    assert expect(buyer.get("/api/auth/users/me/"), 200)["email"] == email
    return buyer


def notes(buyer: Any) -> list[str]:
    return sorted(note["kind"] for note in expect(buyer.get("/api/notifications/"), 200)["results"])


def _placed_by_somebody(shop: Shop) -> dict[str, Any]:
    guest = shop.guest()
    token = fill_cart(guest, [shop.sell().variant_id])
    found: dict[str, Any] = expect(place(guest, token), 201)
    return found
