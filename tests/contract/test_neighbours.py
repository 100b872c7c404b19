"""Inside one tenant: what belongs to another buyer or another seller is not found, and stays as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.contract.asking import asking
from tests.contract.document import Operation, operations
from tests.contract.ground import traces_in, unchanged
from tests.contract.known import kinds
from tests.contract.world import Side, World
from tests.fixtures import Api

# Kinds of things that the shop shows to everybody.
PUBLIC = frozenset(
    {
        "attribute",
        "only_image",
        "pictured",
        "voted_review",
        "brand",
        "collection",
        "free_brand",
        "free_collection",
        "buyer_email",
        "category",
        "empty_category",
        "free_attribute",
        "free_type",
        "image",
        "lane",
        "product",
        "product_type",
        "review",
        "store",
        "variant",
        "vendor",
        "free_zone",
        "zone",
        "zone_code",
    }
)
# Kinds that open what they belong to, for whoever holds them; they are secrets, not ids.
SECRETS = frozenset(
    {
        "checked_refresh",
        "coupon_code",
        "ending_refresh",
        "gift_code",
        "guest_token",
        "paying_code",
        "reference",
        "refresh",
    }
)
# What anybody may do with things of others that everybody sees.
FOR_EVERYBODY = {
    "POST /api/cart/cart/items/": "products are there to be bought",
    "POST /api/pricing/quote/": "products are there to be priced",
    "POST /api/catalog/products/{key}/reviews/": "any buyer may review any product, once",
    "PUT /api/catalog/products/{key}/reviews/{review_id}/vote/": "any reader may find a review helpful, once",
    "DELETE /api/catalog/products/{key}/reviews/{review_id}/vote/": "and take that back",
    "POST /api/catalog/products/{key}/reviews/{review_id}/report/": "any reader may report a review, once",
}
# Lists whose filter may name what is not one's own: the answer is then empty.
MANY = frozenset(
    operation.name
    for operation in operations()
    if operation.method == "GET" and "count" in operation.query_names and not operation.path_names
)


def _private() -> list[Operation]:
    """Operations that name something which is not everybody's, or that change something."""
    return [
        operation
        for operation in operations()
        if operation.name not in FOR_EVERYBODY
        and set(kinds(operation).values()) - SECRETS
        and not (operation.method == "GET" and set(kinds(operation).values()) <= PUBLIC | SECRETS)
    ]


def _strangers(world: World) -> dict[str, Api]:
    """Everybody but the staff and the first side, to whom the things belong."""
    second = world.sides[1]
    return {
        "guest": world.guest, "buyer": second.buyer, "seller": second.seller, "seller_key": second.seller_key,
        "session": world.session,
    }  # fmt: skip


@pytest.mark.parametrize("operation", _private(), ids=lambda operation: operation.name)
def test_neighbours_things_are_not_found_and_not_changed(operation: Operation, world: World) -> None:
    with unchanged(world.tenant.id):
        for role, client in _strangers(world).items():
            asked = asking(operation, world.ids, foreign=_foreign(operation, world.sides[0]))
            answer = asked.send(client)
            told = f"{role} {asked.text}: {answer.status_code} {answer.content[:500]!r}"
            if operation.name in MANY:
                assert answer.status_code in (200, 401, 403), told
                assert answer.status_code != 200 or answer.json()["results"] == [], told
            else:
                assert answer.status_code in (401, 403, 404), told
            leaked = _told(answer) & _private_traces(world.sides[0]) - traces_in(asked.text)
            assert leaked == frozenset(), told
            hidden = {world.ids[name] for name in SECRETS} - {*asked.path.values(), *asked.query.values()}
            assert [secret for secret in hidden if secret in answer.content.decode()] == [], told


def _foreign(operation: Operation, side: Side) -> dict[Any, str]:
    """Query ids too, but no secrets: with those the request would be rightful."""
    return {wanted: side.ids[kind] for wanted, kind in kinds(operation).items() if kind not in SECRETS}


def _told(answer: Any) -> frozenset[str]:
    return traces_in(answer.content.decode() + json.dumps(dict(answer.items())))


def _private_traces(side: Side) -> frozenset[str]:
    return frozenset(found for kind, found in side.ids.items() if kind not in PUBLIC - {"buyer_email"})


@pytest.mark.parametrize(
    "operation", [o for o in operations() if o.method == "GET"], ids=lambda operation: operation.name
)
def test_lists_of_strangers_hold_nothing_of_mine(operation: Operation, world: World) -> None:
    if set(kinds(operation).values()) - PUBLIC - SECRETS:
        return  # asked about above
    for role, client in _strangers(world).items():
        answer = asking(operation, world.ids).send(client)
        assert _told(answer) & _private_traces(world.sides[0]) == frozenset(), (role, answer.content[:500])


@pytest.mark.parametrize(
    "operation",
    [
        o
        for o in operations()
        if o.path.startswith("/api/catalog/products/{key}/") or o.path == "/api/catalog/products/{key}/"
    ],
    ids=lambda operation: operation.name,
)
def test_drafts_are_their_sellers_and_the_staffs(operation: Operation, world: World) -> None:
    draft = world.ids["draft"]
    ids = world.ids | {"product": draft, "pictured": draft, "variant": world.ids["draft_variant"]}
    with unchanged(world.tenant.id):
        for role, client in _strangers(world).items():
            answer = asking(operation, ids).send(client)
            assert answer.status_code in (401, 403, 404), (role, answer.status_code, answer.content[:500])
            assert "Thing" not in answer.content.decode()
