"""Two tenants, one worker, one cache: work that does not say for whom it is done is refused, never guessed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from celery.contrib.testing.worker import start_worker
from tests.fixtures import Api

from nexus.accounts.contracts.events import UserVerified
from nexus.catalog.models import Category
from nexus.config.celery import app
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.events import append
from nexus.platform.tenancy import TenantScopeMissing, bind_tenant, bound_tenant, in_scope, tenant_scope
from nexus.tenancy.facade import create_api_key

QUEUE = f"tenancy-{os.getpid()}"
ALL_KEYS = "SELECT tenant_id FROM tenancy_apikey"  # names no tenant, on purpose
_outcomes: list[tuple[str, object]] = []


@app.task(name="tests.work_for")
def work_for(tenant_id: str) -> None:
    """What a lawful task does: it gets the tenant as an argument."""
    with tenant_scope(UUID(tenant_id)):
        _outcomes.append((tenant_id, {str(key.tenant_id) for key in db.rows(ALL_KEYS)}))


@app.task(name="tests.fail_for")
def fail_for(tenant_id: str) -> None:
    """Dies in the middle of a tenant's transaction."""
    with bind_tenant(UUID(tenant_id)), tenant_scope():
        _outcomes.append((tenant_id, "failed"))
        raise LookupError("on purpose")


@app.task(name="tests.guess")
def guess() -> None:
    """Says nothing about whom it works for."""
    try:
        _outcomes.append(("guess", bound_tenant()))
    except TenantScopeMissing:
        _outcomes.append(("guess", (in_scope(), db.rows(ALL_KEYS))))


@pytest.fixture
def worker() -> Iterator[None]:
    """One worker that does one task after the other in one thread, fed by the real broker."""
    _outcomes.clear()
    with start_worker(app, pool="solo", queues=[QUEUE], perform_ping_check=False, shutdown_timeout=30):
        yield


def _wait_for(count: int) -> list[tuple[str, object]]:
    deadline = time.monotonic() + 20
    while len(_outcomes) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return _outcomes


def test_interleaved_tasks_see_their_tenant_or_nothing(tenant: Any, other_tenant: Any, worker: None) -> None:
    a, b = str(tenant.id), str(other_tenant.id)
    for owner in (tenant, other_tenant):
        with tenant_scope(owner.id):
            create_api_key("machine", roles=[])

    for task, arguments in (
        (work_for, [a]),
        (guess, []),
        (work_for, [b]),
        (fail_for, [a]),
        (guess, []),
        (work_for, [b]),
    ):
        task.apply_async(arguments, queue=QUEUE)

    nobody = ("guess", (False, []))
    assert _wait_for(6) == [(a, {a}), nobody, (b, {b}), (a, "failed"), nobody, (b, {b})]


def test_interleaved_cached_answers_stay_with_their_tenant(
    tenant: Any, other_tenant: Any, sql_log: Any
) -> None:
    for owner in (tenant, other_tenant):
        with bind_tenant(owner.id), tenant_scope():
            Category.objects.create(name="X", slug=owner.slug, path="X", ancestor_ids=[])
            bump_generation()
    path = "/api/catalog/categories/"

    def slugs(owner: Any) -> list[str]:
        return [found["slug"] for found in Api(owner).get(path).json()["results"]]

    for _ in range(2):
        assert (slugs(tenant), slugs(other_tenant)) == ([tenant.slug], [other_tenant.slug])
    with sql_log() as statements:
        assert (slugs(tenant), slugs(other_tenant)) == ([tenant.slug], [other_tenant.slug])
    assert statements == []


def test_cache_without_tenant_is_refused() -> None:
    with pytest.raises(TenantScopeMissing):
        bump_generation()


def test_event_without_tenant_is_refused() -> None:
    fact = UserVerified(user_id=new_id())

    with pytest.raises(TenantScopeMissing):
        append("accounts.user", fact.user_id, [fact], expected_version=0)
