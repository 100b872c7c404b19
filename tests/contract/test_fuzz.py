"""Schemathesis over the whole document against the real application: whatever is sent, by whomever, no 5xx, no status,
media type or body that the document does not describe. `NEXUS_FUZZ=long` looks much longer.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from tests.contract.asking import VALUES, put
from tests.contract.document import Operation, document, operations
from tests.contract.known import kinds
from tests.contract.world import World

LONG = os.environ.get("NEXUS_FUZZ") == "long"
EXAMPLES = 400 if LONG else 5
ROLES = ("owner", "buyer", "seller", "support", "guest")
PERSONAL = (
    "/api/accounts/addresses/",
    "/api/accounts/profiles/",
    "/api/cart/",
    "/api/notifications/{note_id}/",
)


@pytest.fixture(scope="session")
def described() -> Any:
    import schemathesis

    from nexus.config.wsgi import application

    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    return schema


@pytest.fixture(scope="session")
def fuzzed_world() -> World:
    from tests.contract.world import make_world

    return make_world()


def _can_be_wrong(operation: Operation) -> bool:
    """Whether the document rules anything out; plain text in a path or a header is never wrong."""
    return "requestBody" in operation.facts or any(
        one["in"] == "query" or set(one["schema"]) - {"type", "description"}
        for one in operation.facts["parameters"]
    )


CASES = [
    pytest.param(operation, good, id=f"{operation.name}-{'good' if good else 'bad'}")
    for operation in operations()
    for good in (True, False)
    if good or _can_be_wrong(operation)
]
SEEN: dict[str, set[int]] = {}


@pytest.mark.parametrize(("operation", "good"), CASES)
def test_no_surprise(described: Any, fuzzed_world: World, operation: Operation, good: bool) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    mode = GenerationMode.POSITIVE if good else GenerationMode.NEGATIVE
    target = described[operation.path][operation.method]
    promised = [
        not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
        checks.response_schema_conformance,
    ]  # fmt: skip
    clients = fuzzed_world.roles()

    @given(
        case=target.as_strategy(generation_mode=mode),
        role=st.sampled_from(_roles(operation)),
        known=st.sampled_from((True, False)),
    )
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=not LONG,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
    )  # fmt: skip
    def sends(case: Any, role: str, known: bool) -> None:
        if known:
            _use_what_exists(case, operation, fuzzed_world.ids)
        if known and good:
            _say_what_types_cannot(case.body)
        case.headers = (
            dict(case.headers or {}) | {"X-Tenant": fuzzed_world.tenant.slug} | clients[role].headers
        )
        case.cookies = {}
        answer = case.call()
        SEEN.setdefault(operation.name, set()).add(answer.status_code)
        case.validate_response(answer, checks=promised)

    sends()


def _roles(operation: Operation) -> tuple[str, ...]:
    """Everybody; first whoever gets furthest, because first values are drawn most."""
    return (
        tuple(sorted(ROLES, key=lambda role: role != "buyer"))
        if operation.path.startswith(PERSONAL)
        else ROLES
    )


def _say_what_types_cannot(body: Any) -> None:
    """Countries, currencies, ways to pay: text to the document, and random text is none of them."""
    if isinstance(body, list):
        for one in body:
            _say_what_types_cannot(one)
    elif isinstance(body, dict):
        for name, given in body.items():
            if isinstance(given, str) and isinstance(VALUES.get(name), str):
                body[name] = VALUES[name]
            else:
                _say_what_types_cannot(given)


def test_the_requests_got_somewhere(fuzzed_world: World) -> None:
    """Behind the first check: most operations answered with success, not only with refusals."""
    assert fuzzed_world.logged_out() == []
    succeeded = {name for name, statuses in SEEN.items() if min(statuses) < 300}
    assert len(succeeded) >= len(SEEN) // 2, sorted(set(SEEN) - succeeded)


def _use_what_exists(case: Any, operation: Operation, ids: dict[str, str]) -> None:
    """Random ids end at the first look-up: put real ones there, so that what comes after is reached."""
    for (where, place), kind in kinds(operation).items():
        if where == "path" and place[0] in (case.path_parameters or {}):
            case.path_parameters[place[0]] = ids[kind]
        elif where == "body" and isinstance(case.body, dict) and len(place) == 1 and place[0] in case.body:
            put(case.body, place, ids[kind])
