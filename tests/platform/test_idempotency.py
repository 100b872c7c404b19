"""One execution for each key, whatever the clients do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest


@pytest.fixture
def till(sample: Any) -> Any:
    from tests.platform.sample_views import Till

    Till.runs.clear()
    Till.pause = 0.0
    yield Till
    Till.pause = 0.0


@pytest.mark.parametrize("path", ["/api/till/", "/api/slow-till/"])
def test_the_same_request_gets_the_same_answer(sample: Any, till: Any, path: str) -> None:
    first = sample.post(path, {"amount": 5}, Idempotency_Key="key-1")
    second = sample.post(path, {"amount": 5}, Idempotency_Key="key-1")
    assert (first.status_code, second.status_code, till.runs) == (201, 201, ["key-1"])
    assert first.content == second.content == b'{"number":1,"paid":5}'
    assert (second["Location"], second["Content-Type"]) == ("/api/till/1/", "application/json")
    assert ("Idempotency-Replayed" in first, second["Idempotency-Replayed"]) == (False, "true")


@pytest.mark.parametrize("path", ["/api/till/", "/api/slow-till/"])
def test_the_key_with_another_body_is_refused(sample: Any, till: Any, path: str) -> None:
    sample.post(path, {"amount": 5}, Idempotency_Key="key-1")
    response = sample.post(path, {"amount": 6}, Idempotency_Key="key-1")
    assert (response.status_code, response.json()["code"], len(till.runs)) == (
        422,
        "idempotency_key_reused",
        1,
    )


def test_50_at_once_run_once(sample: Any, till: Any, tenant: Any, in_threads: Any) -> None:
    till.pause = 0.1
    answers = in_threads(
        50,
        lambda _: sample.with_headers().post("/api/till/", {"amount": 5}, Idempotency_Key="storm"),
        tenant_id=tenant.id,
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert till.runs == ["storm"]
    assert {answer.status_code for answer in answers} <= {201, 409, 503}
    done = [answer for answer in answers if answer.status_code == 201]
    assert {answer.content for answer in done} == {b'{"number":1,"paid":5}'}
    assert len(done) >= 2
    assert sum("Idempotency-Replayed" not in answer for answer in done) == 1


def test_the_twin_that_looks_before_it_runs_lets_several_through(
    sample: Any, till: Any, tenant: Any, in_threads: Any, monkeypatch: Any
) -> None:
    """What other platforms do (read, run, write): without the unique insert the same storm runs more than once."""
    from nexus.kernel.ids import new_id
    from nexus.platform.idempotency import claims

    original = claims._claim

    def look_first(owner: str, key: str, request_hash: bytes, *, lasting: bool) -> Any:
        known = claims.row(
            "SELECT id FROM idempotency_key WHERE tenant_id = %s AND owner = %s AND key = %s",
            [tenant.id, owner, key],
        )
        return (
            claims.Claim(new_id()) if known is None else original(owner, key, request_hash, lasting=lasting)
        )

    monkeypatch.setattr(claims, "_claim", look_first)
    till.pause = 0.1
    in_threads(
        8,
        lambda _: sample.with_headers().post("/api/till/", {"amount": 5}, Idempotency_Key="storm"),
        tenant_id=tenant.id,
    )
    assert len(till.runs) > 1


def test_50_at_once_outside_a_transaction_run_once(
    sample: Any, till: Any, tenant: Any, in_threads: Any
) -> None:
    till.pause = 0.2
    answers = in_threads(
        50,
        lambda _: sample.with_headers().post("/api/slow-till/", {"amount": 5}, Idempotency_Key="storm"),
        tenant_id=tenant.id,
    )
    assert till.runs == ["storm"]
    assert {answer.status_code for answer in answers} <= {201, 409, 503}
    assert any(
        answer.status_code == 409 and answer.json()["code"] == "idempotency_in_flight" for answer in answers
    )


def test_a_failed_attempt_may_be_retried(sample: Any, till: Any) -> None:
    for path in ("/api/till/", "/api/slow-till/"):
        till.runs.clear()
        refused = sample.post(path, {"fail": True}, Idempotency_Key=f"again{len(path)}")
        assert (refused.status_code, refused.json()["code"]) == (409, "out_of_stock")
        retried = sample.post(path, {"amount": 1}, Idempotency_Key=f"again{len(path)}")
        assert (retried.status_code, len(till.runs)) == (201, 2)


def test_a_holder_that_takes_too_long_means_409(sample: Any, till: Any, tenant: Any) -> None:
    from django.db import connections

    from nexus.platform.tenancy import bind_tenant

    def post() -> Any:
        try:
            with bind_tenant(tenant.id):
                return sample.with_headers().post("/api/till/", {"amount": 5}, Idempotency_Key="slow")
        finally:
            connections.close_all()

    till.pause = 3.6
    with ThreadPoolExecutor(2) as pool:
        answers = [future.result() for future in [pool.submit(post), pool.submit(post)]]
    statuses = sorted(answer.status_code for answer in answers)
    assert (statuses, till.runs) == ([201, 409], ["slow"])
    late = next(answer for answer in answers if answer.status_code == 409)
    assert (late.json()["code"], late["Retry-After"]) == ("idempotency_in_flight", "1")


def test_who_must_send_a_key(sample: Any, till: Any) -> None:
    as_user, machine = (
        sample.with_headers(Authorization="Test user"),
        sample.with_headers(Authorization="Test machine"),
    )
    assert sample.post("/api/till/").json()["code"] == "idempotency_key_required"
    assert sample.post("/api/till/").status_code == machine.post("/api/till/").status_code == 428
    assert as_user.post("/api/till/").status_code == 201
    assert sample.put("/api/till/").status_code == 201
    assert as_user.post("/api/slow-till/").status_code == 428


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "tab\there"])
def test_keys_that_are_none(sample: Any, till: Any, key: str) -> None:
    response = sample.client.post(
        "/api/till/",
        data="{}",
        content_type="application/json",
        headers={"X-Tenant": sample.tenant.slug, "Idempotency-Key": key},
    )
    assert (response.status_code, response.json()["code"], till.runs) == (400, "idempotency_key_invalid", [])


def test_a_key_belongs_to_its_sender_route_and_tenant(sample: Any, till: Any, other_tenant: Any) -> None:
    from tests.fixtures import Api

    clients = [
        sample.with_headers(Authorization="Test user"),
        sample.with_headers(Authorization="Test seller"),
        sample,
        sample.with_headers(X_Cart_Token="cart-a"),
        sample.with_headers(X_Cart_Token="cart-b"),
        sample.with_headers(X_Order_Token="cart-a"),
        sample.with_headers(X_Cart_Token="cart-a", X_Order_Token="order-a"),
        Api(other_tenant),
    ]
    answers = [client.post("/api/till/", {"amount": 1}, Idempotency_Key="same") for client in clients]
    answers.append(clients[0].put("/api/till/", {"amount": 1}, Idempotency_Key="same"))
    assert [answer.json()["number"] for answer in answers] == list(range(1, 10))


def test_two_statements_for_each_use(sample: Any, till: Any, sql_log: Any) -> None:
    for _ in range(2):
        with sql_log() as statements:
            sample.post("/api/till/", {"amount": 1}, Idempotency_Key="counted")
        assert len([sql for sql in statements if "idempotency_key" in sql]) == 2


def test_a_dead_holders_lease_is_taken_over_once(sample: Any, till: Any, tenant: Any) -> None:
    from nexus.kernel.clock import FixedClock, now, use_clock
    from nexus.platform import db
    from nexus.platform.tenancy import tenant_scope

    sample.post("/api/slow-till/", {"amount": 5}, Idempotency_Key="dead")
    with tenant_scope(tenant.id):  # as a process leaves it that dies between the gateway's answer and ours
        db.execute(
            "UPDATE idempotency_key SET status = NULL, leased_until = %s WHERE tenant_id = %s",
            [now() + timedelta(seconds=120), tenant.id],
        )
    refused = sample.post("/api/slow-till/", {"amount": 5}, Idempotency_Key="dead")
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_in_flight")
    with use_clock(FixedClock(now() + timedelta(seconds=121))):
        answers = [sample.post("/api/slow-till/", {"amount": 5}, Idempotency_Key="dead") for _ in range(2)]
    assert [answer.json()["number"] for answer in answers] == [2, 2]


def test_keys_are_forgotten_after_a_day(sample: Any, till: Any, tenant: Any) -> None:
    from nexus.kernel.clock import FixedClock, now, use_clock
    from nexus.platform.idempotency.retention import purge_tenant

    sample.post("/api/till/", {"amount": 1}, Idempotency_Key="old")
    with use_clock(FixedClock(now() + timedelta(hours=23, minutes=59))):
        assert purge_tenant(tenant.id) == 0
    with use_clock(FixedClock(now() + timedelta(hours=24, minutes=1))):
        assert purge_tenant(tenant.id) == 1
    assert sample.post("/api/till/", {"amount": 1}, Idempotency_Key="old").json()["number"] == 2
