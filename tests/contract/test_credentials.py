"""Credentials open one tenant, and an id alone opens nothing."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from tests.contract.asking import asking
from tests.contract.document import Operation, operations
from tests.contract.ground import unchanged
from tests.contract.known import kinds
from tests.contract.world import World
from tests.fixtures import Api

with_credentials = pytest.mark.parametrize(
    "operation", [o for o in operations() if o.reads_credentials], ids=lambda operation: operation.name
)
TOKENS = ("buyer", "seller", "support", "owner", "api_key")


def _at(tenant: Any, client: Api) -> Api:
    """The same credentials and cookies, at another tenant."""
    moved = Api(tenant, client.headers)
    moved.client.cookies = client.client.cookies
    return moved


@with_credentials
def test_tokens_and_keys_of_another_tenant_are_refused(
    operation: Operation, world: World, other_world: World
) -> None:
    clients = other_world.roles()
    with unchanged(world.tenant.id):
        for role in TOKENS:
            answer = asking(operation, world.ids).send(_at(world.tenant, clients[role]))
            assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials"), role


@with_credentials
def test_a_session_of_another_tenant_is_a_guests(
    operation: Operation, world: World, other_world: World
) -> None:
    if operation.is_public:
        return  # what a guest gets there is looked at in the crawl
    with unchanged(world.tenant.id):
        answer = asking(operation, world.ids).send(_at(world.tenant, other_world.session))
    assert answer.status_code == 401


def test_the_session_is_good_at_home(other_world: World) -> None:
    assert other_world.session.get("/api/auth/users/me/").status_code == 200


def test_refresh_tokens_of_another_tenant_are_refused(world: World, other_world: World) -> None:
    refresh = other_world.ids["refresh"]
    with unchanged(world.tenant.id, other_world.tenant.id):
        assert world.guest.post("/api/auth/jwt/refresh/", {"refresh": refresh}).status_code == 401
        assert world.guest.post("/api/auth/jwt/verify/", {"token": refresh}).status_code == 401
        assert world.guest.post("/api/auth/jwt/logout/", {"refresh": refresh}).status_code in (204, 401)
    verified = other_world.guest.post("/api/auth/jwt/verify/", {"token": other_world.ids["checked_refresh"]})
    assert verified.status_code == 200


def test_links_of_mails_open_accounts_of_their_tenant_only(world: World, other_world: World) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import bind_tenant, tenant_scope

    with bind_tenant(other_world.tenant.id), tenant_scope():
        person = accounts.find_by_email(other_world.ids["buyer_email"])
        assert person is not None
        link = accounts.password_reset_link_parts(person.id)
    assert link is not None
    given = {"uid": link.uid, "token": link.token, "new_password": "another-horse-11"}
    with unchanged(world.tenant.id, other_world.tenant.id):
        answer = world.guest.post("/api/auth/users/reset_password_confirm/", given)
    assert answer.status_code == 400


def test_the_domain_decides_whatever_the_header_says(world: World, other_world: World) -> None:
    answer = other_world.staff["owner"].client.get(
        "/api/orders/",
        headers={"Host": f"{world.tenant.slug}.localhost", "X-Tenant": other_world.tenant.slug}
        | other_world.staff["owner"].headers,
    )
    assert answer.status_code == 401


@pytest.mark.parametrize("where", ["header", "cookie"])
def test_a_cart_token_opens_nothing_in_another_tenant(world: World, other_world: World, where: str) -> None:
    token, client = other_world.ids["guest_cart"], Api(world.tenant)
    if where == "cookie":
        client.client.cookies["nexus_cart"] = token
    else:
        client = client.with_headers(X_Cart_Token=token)
    with unchanged(world.tenant.id, other_world.tenant.id):
        assert client.get("/api/cart/cart/").json()["items"] == []
        answer = client.delete(f"/api/cart/cart/items/{other_world.ids['guest_item']}/")
        assert answer.status_code == 404


def test_an_idempotency_key_is_kept_apart_from_other_tenants(worn_world: World, other_world: World) -> None:
    """The other one's answer would be a leak, a refusal would be a hint."""
    key, change = "same-key-for-both", {"delta": 1, "reason": "count"}
    answers = [
        one.staff["owner"].post(
            "/api/inventory/adjustments/", {**change, "variant_id": one.ids["variant"]}, Idempotency_Key=key
        )
        for one in (other_world, worn_world)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert all("Idempotency-Replayed" not in answer for answer in answers)


GUESTS = [
    ("GET", "/api/orders/{guest_order}/"), ("GET", "/api/orders/{guest_order}/events/"),
    ("POST", "/api/orders/{guest_order}/cancel/"), ("GET", "/api/payments/{guest_payment}/"),
    ("POST", "/api/payments/initiate/"),
]  # fmt: skip


def _ask_as_guest(world: World, method: str, path: str, token: str | None, client: Api | None = None) -> int:
    client = (client or Api(world.tenant)).with_headers(Idempotency_Key=secrets.token_hex(8))
    client = client.with_headers(X_Order_Token=token) if token is not None else client
    body = {"order_id": world.ids["guest_order"]} if path.endswith("initiate/") else {"reason": "no"}
    answer = client.request(method, path.format(**world.ids), None if method == "GET" else body)
    return answer.status_code  # type: ignore[no-any-return]


@pytest.mark.parametrize(("method", "path"), GUESTS)
def test_a_guests_order_and_payment_need_their_own_token(
    world: World, other_world: World, method: str, path: str
) -> None:
    wrong = (
        None,
        "",
        "x" * 43,
        world.sides[1].ids["guest_token"],
        other_world.ids["guest_token"],
        world.ids["guest_cart"],
    )
    with unchanged(world.tenant.id):
        for token in wrong:
            assert _ask_as_guest(world, method, path, token) == 404, token
        for client in (world.sides[0].buyer, world.sides[1].seller, world.sides[1].seller_key):
            assert _ask_as_guest(world, method, path, None, client) in (403, 404)


@pytest.mark.parametrize(("method", "path"), sorted(GUESTS, key=lambda one: "cancel" in one[1]))
def test_with_the_token_they_open(other_world: World, method: str, path: str) -> None:
    assert _ask_as_guest(other_world, method, path, other_world.ids["guest_token"]) in (200, 201)


def test_every_operation_that_takes_an_order_token_is_tried() -> None:
    tried = {
        path.replace("guest_order", "order_id").replace("guest_payment", "payment_id") for _, path in GUESTS
    }
    takes = {
        operation.path
        for operation in operations()
        if any(one["name"] == "X-Order-Token" for one in operation.facts.get("parameters", ()))
        or "guest_token" in kinds(operation).values()
    }
    assert takes == tried
