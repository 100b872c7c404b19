"""The WebSockets on the real channel layer: who gets in, and what they hear."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from channels.routing import URLRouter
from django.conf import settings
from django.db import connections
from django.test import override_settings
from tests.notifications.sockets import WebSocket
from tests.orders.builders import VENDOR_A, a_line, a_new_order

from nexus.accounts import facade as accounts
from nexus.notifications.contracts.dto import Note
from nexus.notifications.interfaces.ws import websocket_urlpatterns
from nexus.notifications.services import live
from nexus.notifications.services.telling import publish
from nexus.orders import facade as orders
from nexus.platform.tenancy import tenant_scope

NOTES = "/ws/notifications/"
app = URLRouter(websocket_urlpatterns)


def _socket(tenant: Any, path: str, *, subprotocols: list[str] | None = None, **headers: str) -> WebSocket:
    sent = [(b"host", b"testserver"), (b"x-tenant", tenant.slug.encode())]
    sent += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return WebSocket(app, path, headers=sent, subprotocols=subprotocols)


def _in_socket(opened: WebSocket, act: Callable[[WebSocket], Awaitable[Any]]) -> Any:
    """Connect, act, disconnect; the outcome of `act`."""

    async def run() -> Any:
        connected, protocol = await opened.connect(timeout=5)
        assert connected, protocol
        try:
            return await act(opened)
        finally:
            await opened.disconnect()

    return asyncio.run(run())


def _refused(opened: WebSocket) -> int:
    """The close code of a socket that is not let in."""

    async def run() -> int:
        connected, code = await opened.connect(timeout=5)
        assert not connected
        return int(code)

    return asyncio.run(run())


async def _aside(work: Callable[..., None], *args: Any) -> None:
    """Run like the worker: in another thread, on a connection of its own."""

    def run() -> None:
        try:
            work(*args)
        finally:
            connections.close_all()

    await asyncio.to_thread(run)


async def _first(opened: WebSocket) -> Any:
    return await opened.receive_json_from(timeout=5)


def _note(person: Any, key: str = "k") -> Note:
    return Note(
        key=key, user_id=person.id, kind="order_placed", title="Hello", body="There", link="/orders/1/"
    )


def _publish(tenant: Any, note: Note) -> None:
    with tenant_scope(tenant.id):
        publish([note])


def test_a_person_hears_of_a_note_when_it_is_committed(tenant: Any, ada: Any, notes: Any) -> None:
    async def act(opened: WebSocket) -> list[Any]:
        ready = await _first(opened)
        await _aside(_publish, tenant, _note(ada))
        return [ready, await _first(opened)]

    ready, heard = _in_socket(_socket(tenant, f"{NOTES}?token={ada.access}"), act)

    assert ready == {"type": "ready", "unread": 0}
    assert heard == {
        "type": "notification",
        "id": str(notes()[0].id),
        "kind": "order_placed",
        "title": "Hello",
        "body": "There",
        "link": "/orders/1/",
    }


def test_what_is_rolled_back_is_not_heard(tenant: Any, ada: Any) -> None:
    def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            publish_and_fail()

    def publish_and_fail() -> None:
        with tenant_scope(tenant.id):
            publish([_note(ada)])
            raise ZeroDivisionError

    async def act(opened: WebSocket) -> bool:
        await _first(opened)
        await _aside(fail)
        return await opened.receive_nothing(timeout=0.3)

    assert _in_socket(_socket(tenant, f"{NOTES}?token={ada.access}"), act) is True


def test_neither_neighbours_nor_other_tenants_hear_it(
    tenant: Any, other_tenant: Any, ada: Any, make_person: Any
) -> None:
    eve = make_person("eve@example.org")
    twin = make_person(ada.email, of=other_tenant)

    async def act(opened: WebSocket) -> bool:
        await _first(opened)
        await _aside(_publish, tenant, _note(ada))
        return await opened.receive_nothing(timeout=0.3)

    assert _in_socket(_socket(tenant, f"{NOTES}?token={eve.access}"), act) is True
    assert _in_socket(_socket(other_tenant, f"{NOTES}?token={twin.access}"), act) is True
    assert live.user_group(tenant.id, ada.id) != live.user_group(other_tenant.id, ada.id)


def test_the_token_may_come_as_subprotocol_header_or_query(tenant: Any, ada: Any) -> None:
    ways = (
        _socket(tenant, NOTES, subprotocols=["nexus.bearer", ada.access]),
        _socket(tenant, NOTES, authorization=f"Bearer {ada.access}"),
        _socket(tenant, f"{NOTES}?token={ada.access}"),
    )

    assert [_in_socket(opened, _first)["type"] for opened in ways] == ["ready"] * 3


def test_the_chosen_subprotocol_is_ours_and_not_the_token(tenant: Any, ada: Any) -> None:
    async def run() -> Any:
        opened = _socket(tenant, NOTES, subprotocols=["nexus.bearer", ada.access])
        answer = await opened.connect(timeout=5)
        await opened.disconnect()
        return answer

    assert asyncio.run(run()) == (True, "nexus.bearer")


def test_without_good_credentials_nobody_gets_in(api: Any, tenant: Any, other_tenant: Any, ada: Any) -> None:
    assert _refused(_socket(tenant, NOTES)) == 4401
    assert _refused(_socket(tenant, f"{NOTES}?token=x.y.z")) == 4401
    assert _refused(_socket(tenant, f"{NOTES}?token={ada.refresh}")) == 4401
    assert _refused(_socket(other_tenant, f"{NOTES}?token={ada.access}")) == 4401
    api.post("/api/auth/jwt/logout/", {"refresh": ada.refresh})
    assert _refused(_socket(tenant, f"{NOTES}?token={ada.access}")) == 4401


def test_an_unknown_shop_has_no_sockets(tenant: Any, ada: Any) -> None:
    opened = WebSocket(app, f"{NOTES}?token={ada.access}", headers=[(b"host", b"nowhere.localhost")])

    assert _refused(opened) == 4404


def test_a_host_that_is_not_ours_is_refused_and_a_client_without_origin_is_not(tenant: Any, ada: Any) -> None:
    path = f"{NOTES}?token={ada.access}&tenant={tenant.slug}"
    with override_settings(ALLOWED_HOSTS=["127.0.0.1", ".localhost"]):
        assert _refused(WebSocket(app, path, headers=[(b"host", b"evil.test")])) == 4404
        assert (
            _in_socket(WebSocket(app, path, headers=[(b"host", b"127.0.0.1:8001")]), _first)["type"]
            == "ready"
        )


def test_the_tenant_may_come_in_the_query_because_browsers_cannot_set_headers(tenant: Any, ada: Any) -> None:
    opened = WebSocket(
        app, f"{NOTES}?tenant={tenant.slug}&token={ada.access}", headers=[(b"host", b"127.0.0.1:8001")]
    )

    assert _in_socket(opened, _first) == {"type": "ready", "unread": 0}


def _cookie_of(tenant: Any) -> str:
    """The cookie of somebody who logged in on the web."""
    from django.test import Client

    with tenant_scope(tenant.id):
        accounts.create_user("web@example.org", "correct-horse-9", verified=True)
    browser = Client()
    assert browser.login(username="web@example.org", password="correct-horse-9")
    return f"sessionid={browser.cookies['sessionid'].value}"


def test_a_web_session_opens_the_socket_only_for_pages_of_the_same_host(tenant: Any) -> None:
    cookie = _cookie_of(tenant)

    same = _socket(tenant, NOTES, cookie=cookie, origin="http://testserver:8000")
    assert _in_socket(same, _first) == {"type": "ready", "unread": 0}
    assert _refused(_socket(tenant, NOTES, cookie=cookie, origin="https://evil.test")) == 4401
    assert _refused(_socket(tenant, NOTES, cookie=cookie)) == 4401


def test_the_socket_closes_when_the_token_ends(tenant: Any, ada: Any) -> None:
    from rest_framework_simplejwt.tokens import AccessToken

    short = AccessToken(ada.access)
    short.set_exp(lifetime=timedelta(seconds=2))

    async def act(opened: WebSocket) -> Any:
        await _first(opened)
        return await opened.receive_output(timeout=5)

    closed = _in_socket(_socket(tenant, f"{NOTES}?token={short}"), act)

    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


def test_a_socket_by_web_session_is_to_be_opened_anew_as_often_as_one_by_token(tenant: Any) -> None:
    """Who logged out, or was locked out, meanwhile does not listen for ever."""
    opened = _socket(tenant, NOTES, cookie=_cookie_of(tenant), origin="http://testserver:8000")

    async def act(opened: WebSocket) -> Any:
        await _first(opened)
        return await opened.receive_output(timeout=5)

    lives = {**settings.SIMPLE_JWT, "ACCESS_TOKEN_LIFETIME": timedelta(seconds=2)}
    with override_settings(SIMPLE_JWT=lives):
        closed = _in_socket(opened, act)

    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


def test_it_answers_pings_and_ignores_everything_else(tenant: Any, ada: Any) -> None:
    async def act(opened: WebSocket) -> list[Any]:
        await _first(opened)
        for text in ("{", "x" * 100_000, '{"type":"tell"}'):
            await opened.send_to(text_data=text)
        await opened.send_to(bytes_data=b"\x00")
        silent = await opened.receive_nothing(timeout=0.2)
        await opened.send_to(text_data="ping")
        return [silent, await _first(opened)]

    assert _in_socket(_socket(tenant, f"{NOTES}?token={ada.access}"), act) == [True, {"type": "pong"}]


@pytest.fixture
def place(tenant: Any) -> Callable[..., Any]:
    def make(**facts: Any) -> Any:
        with tenant_scope(tenant.id):
            return orders.place(a_new_order(a_line(vendor=VENDOR_A), **facts))

    return make


def test_the_buyer_follows_the_order(tenant: Any, ada: Any, place: Any, drain: Any) -> None:
    order = place(user_id=ada.id)

    def confirm() -> None:
        with tenant_scope(tenant.id):
            orders.confirm(order.id)
        drain()

    async def act(opened: WebSocket) -> list[Any]:
        now = await _first(opened)
        await _aside(confirm)
        return [now, await _first(opened)]

    path = f"/ws/orders/{order.id}/?token={ada.access}"
    assert _in_socket(_socket(tenant, path), act) == [
        {"type": "order", "order_id": str(order.id), "status": "pending", "payment_status": "pending"},
        {"type": "order", "order_id": str(order.id), "status": "confirmed"},
    ]


def test_a_guest_follows_with_the_orders_secret_only(tenant: Any, other_tenant: Any, place: Any) -> None:
    order = place(user_id=None)
    path = f"/ws/orders/{order.id}/"

    assert _in_socket(_socket(tenant, f"{path}?order_token={order.token}"), _first)["status"] == "pending"
    assert _in_socket(_socket(tenant, path, x_order_token=order.token), _first)["status"] == "pending"
    assert _refused(_socket(tenant, path)) == 4404
    assert _refused(_socket(tenant, f"{path}?order_token=guess")) == 4404
    assert _refused(_socket(other_tenant, f"{path}?order_token={order.token}")) == 4404


def test_only_its_people_and_staff_follow_an_order(
    tenant: Any, ada: Any, place: Any, make_person: Any
) -> None:
    order = place(user_id=ada.id)
    eve, sue, sam = (make_person(f"{name}@example.org") for name in ("eve", "sue", "sam"))
    with tenant_scope(tenant.id):
        accounts.grant_role(sue.id, "support")
        accounts.grant_role(sam.id, "seller", subject_id=VENDOR_A)

    def path(person: Any, order_id: Any = order.id) -> str:
        return f"/ws/orders/{order_id}/?token={person.access}"

    assert _refused(_socket(tenant, path(eve))) == 4404
    assert _refused(_socket(tenant, path(ada, uuid4()))) == 4404
    assert _in_socket(_socket(tenant, path(sue)), _first)["status"] == "pending"
    assert _in_socket(_socket(tenant, path(sam)), _first)["order_id"] == str(order.id)


def test_a_message_that_nobody_would_hear_does_not_wake_the_channel_layer(
    tenant: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    async def deliver(group: str, message: Any) -> None:
        sent.append(group)

    monkeypatch.setattr(live, "_deliver", deliver)
    _publish(tenant, _note(ada, "alone"))
    assert sent == []

    async def act(opened: WebSocket) -> None:
        await _first(opened)
        await _aside(_publish, tenant, _note(ada, "heard"))

    _in_socket(_socket(tenant, f"{NOTES}?token={ada.access}"), act)
    assert sent == [live.user_group(tenant.id, ada.id)]


def test_without_valkey_the_note_is_written_and_only_the_live_message_is_lost(
    tenant: Any, ada: Any, notes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redis import Redis

    monkeypatch.setattr(live, "_client", Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2))
    _publish(tenant, _note(ada))

    assert [note.title for note in notes()] == ["Hello"]
