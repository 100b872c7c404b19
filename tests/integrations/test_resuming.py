"""Killed anywhere and resumed, an import ends like one that nobody disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from tests.integrations.files import HEAD, checked, imported, seen, upload
from tests.integrations.shops import events, shop

from nexus.integrations import facade
from nexus.integrations.services import batches, leases
from nexus.platform.tenancy import bind_tenant, tenant_scope

WORKER = """
import sys, uuid, django
django.setup()
from nexus.integrations import facade
from nexus.integrations.services import batches
from nexus.platform.tenancy import bind_tenant
batches.ROWS = 3
def report(job):
    print(job.position, flush=True)
with bind_tenant(uuid.UUID(sys.argv[1])):
    facade.work_off(uuid.UUID(sys.argv[2]), report=report)
"""


class Killed(BaseException):
    """What a SIGKILL looks like from inside."""


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: Any) -> None:
    monkeypatch.setattr(batches, "ROWS", 3)


def _file(products: int = 7) -> str:
    """Some with two variants, one with a bad price, two of the same title."""
    rows = []
    for number in range(products):
        price = "much" if number == 4 else f"{number + 1}.50"
        rows.append(
            f"p-{number},Lamp {number},Home/Lamps {number % 2},L-{number}-a,{price},{number},S,oak,new"
        )
        if number % 2:
            rows.append(f"p-{number},,,L-{number}-b,{price},2,M,,")
    return HEAD + "\n".join(rows) + "\n"


def _started(content: str) -> Any:
    info = checked(upload(content))
    with tenant_scope():
        facade.start_import(info.id, vendor_ids=None)
    return info


@pytest.fixture
def undisturbed(make_tenant: Callable[..., Any]) -> dict[str, Any]:
    with bind_tenant(make_tenant(name="Shop").id):
        imported(_file())
        return shop()


def _dying_after(statements: int) -> Callable[..., Any]:
    left = [statements]

    def send(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return execute(sql, params, many, context)

    return send


def _points() -> Iterator[int]:
    yield from (3, 9, 19, 31, 47, 66, 90, 121)


def test_wherever_it_dies_between_two_statements_the_rest_is_done_later(
    make_tenant: Callable[..., Any], undisturbed: dict[str, Any]
) -> None:
    died = 0
    for statements in _points():
        with bind_tenant(make_tenant(name="Shop").id):
            info = _started(_file())
            with connection.execute_wrapper(_dying_after(statements)):
                try:
                    facade.work_off(info.id)
                except Killed:
                    died += 1
            facade.work_off(info.id, by_force=True)
            assert shop() == undisturbed, f"died after {statements} statements"
    assert died == len(list(_points()))


def test_a_worker_killed_by_the_system_is_followed_by_another(
    tenant: Any, undisturbed: dict[str, Any]
) -> None:
    info = _started(_file())
    command = [sys.executable, "-c", WORKER, str(tenant.id), str(info.id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "3\n"
        worker.send_signal(signal.SIGKILL)
    assert 0 < seen(info.id).position < 10
    assert facade.work_off(info.id) == ""  # its lease still holds: nobody else begins
    assert facade.work_off(info.id, by_force=True) == "done"
    ended = shop()
    for name in ("variants", "prices", "stock", "problems", "import"):
        assert ended[name] == undisturbed[name]


def test_a_worker_whose_lease_was_taken_over_stores_nothing(tenant: Any) -> None:
    info = _started(_file())

    def overtaken(job: Any) -> None:
        if job.position == 3:
            assert leases.take(info.id, by_force=True) is not None

    assert facade.work_off(info.id, report=overtaken) == ""
    assert seen(info.id).position == 3
    with tenant_scope():
        facade.cancel_import(info.id, vendor_ids=None)
    assert facade.work_off(info.id, by_force=True) == ""
    assert (seen(info.id).status, seen(info.id).position) == ("cancelled", 3)


def test_the_same_file_again_changes_nothing_and_tells_nobody(tenant: Any) -> None:
    imported(_file())
    before, facts = shop(), events()
    again = imported(_file())
    assert (again.counts.products_unchanged, again.counts.products_changed, again.counts.problems) == (
        6,
        0,
        1,
    )
    assert events() == facts
    assert {name: shop()[name] for name in before if name not in ("import", "problems")} == {
        name: rows for name, rows in before.items() if name not in ("import", "problems")
    }
