"""Neither an answer nor its timing tells whether an address has an account.

The timing test compares medians of interleaved requests. Hashing a password takes some 20 ms; skipping it for
unknown addresses would show as a ratio of 3 and more, which the second test proves with a deliberately naive
login.
"""

from statistics import median
from time import perf_counter
from typing import Any

import pytest

from nexus.accounts.services import login

CREATE, USERS, ASK = "/api/auth/jwt/create/", "/api/auth/users/", "/api/auth/users/reset_password/"
ROUNDS = 25
BOUND = 1.35


def _ratio(first: Any, second: Any) -> float:
    """Median time of the slower of two actions over that of the faster one; taken in turns, so that noise
    hits both.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for action in (first, second):
        action(-1)
    for turn in range(ROUNDS):
        for action, taken in zip((first, second), times, strict=True):
            start = perf_counter()
            action(turn)
            taken.append(perf_counter() - start)
    one, other = median(times[0]), median(times[1])
    return max(one, other) / min(one, other)


def test_login_answers_the_same_for_unknown_address_wrong_password_and_closed_account(
    api: Any, ada: Any, make_person: Any, tenant: Any
) -> None:
    from nexus.accounts.models import User
    from nexus.platform.tenancy import tenant_scope

    closed = make_person("closed@example.org")
    with tenant_scope(tenant.id):
        User.objects.filter(pk=closed.id).update(is_active=False)
    tries = (
        (ada.email, "wrong-horse-1"),
        ("nobody@example.org", "wrong-horse-1"),
        (closed.email, closed.password),
        ("nobody", "x"),
    )

    answers = [api.post(CREATE, {"email": email, "password": password}) for email, password in tries]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "invalid_credentials"


def test_login_takes_the_same_time_for_known_and_unknown_addresses(api: Any, ada: Any) -> None:
    ratio = _ratio(
        lambda _: api.post(CREATE, {"email": ada.email, "password": "wrong-horse-1"}),
        lambda turn: api.post(CREATE, {"email": f"nobody{turn}@example.org", "password": "wrong-horse-1"}),
    )

    assert ratio < BOUND


def test_the_timing_test_sees_a_login_that_skips_the_hash(
    api: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login, "make_password", lambda password: "")

    ratio = _ratio(
        lambda _: api.post(CREATE, {"email": ada.email, "password": "wrong-horse-1"}),
        lambda turn: api.post(CREATE, {"email": f"nobody{turn}@example.org", "password": "wrong-horse-1"}),
    )

    assert ratio > BOUND


def test_registering_takes_the_same_time_for_new_and_taken_addresses(api: Any, ada: Any) -> None:
    ratio = _ratio(
        lambda _: api.post(USERS, {"email": ada.email, "password": "battery-staple-7"}),
        lambda turn: api.post(USERS, {"email": f"new{turn}@example.org", "password": "battery-staple-7"}),
    )

    assert ratio < BOUND


def test_asking_for_a_new_password_takes_the_same_time_for_known_and_unknown_addresses(
    api: Any, ada: Any
) -> None:
    ratio = _ratio(
        lambda _: api.post(ASK, {"email": ada.email}),
        lambda turn: api.post(ASK, {"email": f"nobody{turn}@example.org"}),
    )

    assert ratio < BOUND
