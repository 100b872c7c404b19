"""python -m benchmarks.large.seed COUNT: the shop `large`, with the product's environment. Its superuser's address is LARGE_URL.

The first ten thousand documents come from the product's own services; the others are copies of them in SQL with numbers, prices,
stock and sales of their own. `fidelity` proves that the product would have written the same.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import django
import psycopg

from benchmarks.large import fidelity, vocabulary
from benchmarks.large.indexes import set_aside

HERE = Path(__file__).parent
SELLERS, BRANDS, ROOTS, BRANCHES, LEAVES, PATTERNS = 200, 2000, 10, 7, 6, 10_000


def main(count: int) -> None:
    django.setup()
    from nexus.tenancy.facade import create_tenant

    url, tenant = os.environ["LARGE_URL"], create_tenant("large", name="Large")
    patterns = min(count, PATTERNS)
    copies = -(-count // patterns)
    _timed("sellers, categories, brands", lambda: _surroundings(tenant.id))
    _execute(url, "tables.sql", tenant=tenant.id, patterns=patterns)
    _execute(url, "rows.sql", tenant=tenant.id, copy=0, patterns=patterns)
    _statement(url, "ANALYZE")
    _timed(f"{patterns} documents by the product", lambda: _documents(url, tenant.id, patterns, copies))
    _timed("stencils", lambda: _execute(url, "stencils.sql"))
    with set_aside(url):
        _timed("copies", lambda: _copies(url, tenant.id, copies, patterns))
        started = time.perf_counter()
    print(f"indexes: {time.perf_counter() - started:.0f} s", flush=True)
    # As autovacuum leaves tables behind: known to the planner, and visible without a look at the rows.
    _timed("statistics", lambda: _statement(url, "VACUUM (ANALYZE)"))
    fidelity.prove(url, tenant.id, copies * patterns)


def _surroundings(tenant_id: UUID) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.models import Brand
    from nexus.platform.tenancy import tenant_scope
    from nexus.vendors import facade as vendors

    names = iter(vocabulary.coined(20_000)[-4000:])
    with tenant_scope(tenant_id):
        for number in range(SELLERS):
            vendors.create_vendor(name=f"{next(names).title()} {number}")
        for _ in range(ROOTS):
            root = catalog.create_category(name=next(names).title())
            for _ in range(BRANCHES):
                branch = catalog.create_category(name=next(names).title(), parent_id=root.id)
                for _ in range(LEAVES):
                    catalog.create_category(name=next(names).title(), parent_id=branch.id)
        brands = [next(names) for _ in range(BRANDS)]
        Brand.objects.bulk_create(Brand(name=name.title(), slug=name) for name in brands)


def _documents(url: str, tenant_id: UUID, patterns: int, copies: int) -> None:
    half = patterns // 2
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        parts = ((1, half), (half + 1, patterns))
        for job in [processes.submit(_refresh, url, tenant_id, *part) for part in parts]:
            job.result()
    from nexus.platform.tenancy import tenant_scope
    from nexus.search.services.terms import learn

    with tenant_scope(tenant_id):  # the models of the copies
        learn([f"m{copy}" for copy in range(copies)])


def _refresh(url: str, tenant_id: UUID, first: int, last: int) -> None:
    django.setup()
    from nexus.platform.tenancy import tenant_scope
    from nexus.search.services.pending import refresh

    ids = fidelity.ids_of(url, range(first, last + 1))
    for begin in range(0, len(ids), 1000):
        with tenant_scope(tenant_id):
            refresh(ids[begin : begin + 1000])


def _copies(url: str, tenant_id: UUID, copies: int, patterns: int) -> None:
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(_copy, url, tenant_id, copy, patterns) for copy in range(1, copies)]
        for done, job in enumerate(jobs, 2):
            job.result()
            if done % 10 == 0:
                print(f"  {done * patterns} products, {time.perf_counter() - started:.0f} s", flush=True)


def _copy(url: str, tenant_id: UUID, copy: int, patterns: int) -> None:
    for file in ("rows.sql", "documents.sql"):
        _execute(url, file, tenant=tenant_id, copy=copy, patterns=patterns)


def _execute(url: str, file: str, **params: object) -> None:
    words = {
        "words": vocabulary.coined(20_000), "adjectives": list(vocabulary.ADJECTIVES), "things": list(vocabulary.THINGS),
        "colours": list(vocabulary.COLOURS), "materials": list(vocabulary.MATERIALS),
    }  # fmt: skip
    from nexus.search.services.placing import SAMPLE

    text = (HERE / file).read_text().replace("{sample}", SAMPLE.format(id="c.id"))
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        connection.execute("SET work_mem = '256MB'; SET jit = off")
        connection.execute(sql, {**words, **params})  # type: ignore[arg-type]


def _statement(url: str, sql: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute(sql)  # type: ignore[arg-type]


def _timed(name: str, work) -> None:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    work()
    print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
