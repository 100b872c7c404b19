"""Every operation of the document, asked in one tenant with another tenant's ids, by every role: nothing is found,
nothing is told, nothing is changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.contract.asking import Asking, asking
from tests.contract.document import Operation, operations
from tests.contract.ground import digest, traces, traces_in, unchanged
from tests.contract.known import Wanted, kinds, undescribed
from tests.contract.priced import fill_cart_again
from tests.contract.world import World

every_operation = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
SECRETS = ("guest_token", "guest_cart", "reference", "guest_reference")


@pytest.fixture(scope="session")
def victims_traces(other_world: World) -> frozenset[str]:
    """All that must never be read in another tenant."""
    found = traces(other_world.tenant.id)
    assert len(found) > 100
    return found


@every_operation
def test_the_crawl_knows_what_every_name_stands_for(operation: Operation, world: World) -> None:
    """Otherwise add the name to tests/contract/known.py, and the thing to tests/contract/world.py."""
    assert undescribed(operation) == []
    assert [kind for kind in kinds(operation).values() if kind not in world.ids] == []


@every_operation
def test_ids_of_another_tenant_are_worth_nothing(
    operation: Operation, worn_world: World, other_world: World, victims_traces: frozenset[str]
) -> None:
    secrets = {other_world.ids[name] for name in SECRETS}
    with unchanged(other_world.tenant.id):
        for foreign in _combinations(operation, other_world):
            for role, client in worn_world.roles().items():
                asked = asking(operation, worn_world.ids, foreign=foreign)
                answer = asked.send(client)
                told = f"{role} {asked.text}: {answer.status_code} {answer.content[:600]!r}"
                _is_refused(asked, foreign, answer, told)
                _leaks_nothing(asked, answer, victims_traces, secrets, told)


def _combinations(operation: Operation, other: World) -> Iterator[Mapping[Wanted, str]]:
    """None of the ids foreign (nothing may leak either), each by itself, all together."""
    known, theirs = kinds(operation), other.ids
    yield {}
    for wanted, kind in known.items():
        yield {wanted: theirs[kind]}
    if len(known) > 1:
        yield {wanted: theirs[kind] for wanted, kind in known.items()}


def _is_refused(asked: Asking, foreign: Mapping[Wanted, str], answer: Any, told: str) -> None:
    places = {"token" if name == ("token",) else place for place, name in foreign}
    assert answer.status_code < 500, told
    if "path" in places:
        named_in_body = {400} if "body" in places else set()
        assert answer.status_code in {401, 403, 404} | named_in_body, told
    elif "body" in places and not asked.operation.path.endswith("/jwt/logout/"):
        assert 400 <= answer.status_code < 500, told
    elif "query" in places - {"token"} and answer.status_code == 200:
        assert answer.json()["results"] == [], told


def _leaks_nothing(asked: Asking, answer: Any, victims: frozenset[str], secrets: set[str], told: str) -> None:
    text = answer.content.decode() + json.dumps(dict(answer.items()))
    assert (traces_in(text) & victims) - traces_in(asked.text) == frozenset(), told
    assert {secret for secret in secrets if secret in text and secret not in asked.text} == set(), told


@pytest.fixture(scope="session")
def control_world() -> World:
    from tests.contract.world import make_world

    return make_world()


# What no good request of this suite can do, and why.
OUT_OF_REACH = {
    "DELETE /api/auth/users/me/": "needs a password; nobody here has one",
    "POST /api/auth/users/set_password/": "needs a password; nobody here has one",
    "POST /api/auth/users/activation/": "needs the token of a mail",
    "POST /api/auth/users/reset_password_confirm/": "needs the token of a mail",
    "POST /api/auth/jwt/create/": "needs a password; nobody here has one",
    "POST /api/integrations/imports/": "the crawl's files are pictures",
    "POST /api/payments/webhook/": "nothing is signed",
    "POST /api/payments/webhook/{provider}/": "nothing is signed",
}
OF_A_FULL_CART = {
    "DELETE /api/cart/cart/items/{item_id}/",
    "POST /api/cart/cart/coupons/",
    "DELETE /api/cart/cart/coupons/{code}/",
    "DELETE /api/cart/cart/gift-cards/{card_id}/",
}


@every_operation
def test_the_same_request_with_own_ids_works(operation: Operation, control_world: World) -> None:
    """The control of the crawl: its requests are refused for whose ids they carry, and for nothing else."""
    answers = {}
    if operation.name in OF_A_FULL_CART:
        first, second = control_world.sides
        fill_cart_again(first.buyer, control_world.ids, variant=second.ids["variant"])
    for role, client in control_world.roles().items():
        answer = asking(operation, control_world.ids).send(client)
        answers[role] = (answer.status_code, answer.content[:300])
        if answer.status_code < 300 or answer.status_code == 409:
            assert operation.name not in OUT_OF_REACH
            return
    assert operation.name in OUT_OF_REACH, answers


def test_everybody_was_still_logged_in(worn_world: World, control_world: World) -> None:
    assert (worn_world.logged_out(), control_world.logged_out()) == ([], [])


def test_the_crawl_sees_a_leak(other_world: World, victims_traces: frozenset[str]) -> None:
    operation = next(one for one in operations() if one.name == "GET /api/payments/")
    asked = asking(operation, other_world.ids)
    answer = asked.send(other_world.staff["owner"])
    with pytest.raises(AssertionError, match="seen"):
        _leaks_nothing(asked, answer, victims_traces, set(), "seen")
    with pytest.raises(AssertionError, match="seen"):
        _leaks_nothing(asked, answer, frozenset(), {other_world.ids["reference"]}, "seen")


def test_the_digest_sees_a_change(control_world: World) -> None:
    before = digest(control_world.tenant.id)
    control_world.sides[1].buyer.post("/api/notifications/read-all/")
    after = digest(control_world.tenant.id)
    assert [table for table in after if after[table] != before[table]] == ["notifications_notification"]
