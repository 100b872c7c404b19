"""python -m benchmarks.large.seed COUNT: the shop `large`, with the product's environment. Its superuser's address is LARGE_URL.

Rows of products come from SQL (rows.sql); their documents from the product's own services, by two processes.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import django
import psycopg

from benchmarks.large import vocabulary
from benchmarks.large.indexes import set_aside

HERE = Path(__file__).parent
SELLERS, BRANDS, ROOTS, BRANCHES, LEAVES, CHUNK = 200, 2000, 10, 7, 6, 50_000


def main(count: int) -> None:
    django.setup()
    from nexus.tenancy.facade import create_tenant

    url, tenant = os.environ["LARGE_URL"], create_tenant("large", name="Large")
    _timed("sellers, categories, brands", lambda: _surroundings(tenant.id))
    _execute(url, "tables.sql", tenant=tenant.id)
    with set_aside(url) as readable:
        _timed("rows of products", lambda: _parallel(_rows, url, tenant.id, count))
        _timed("indexes to read by", readable)
        _analyse(url)
        _timed("documents", lambda: _parallel(_documents, url, tenant.id, count))
        _timed("sales", lambda: _sell(url, tenant.id))
        started = time.perf_counter()
    print(f"indexes: {time.perf_counter() - started:.0f} s", flush=True)
    _timed("statistics", lambda: _vacuum(url))


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


def _rows(url: str, tenant_id: UUID, first: int, last: int) -> None:
    _execute(url, "rows.sql", tenant=tenant_id, first=first, last=last)


def _documents(url: str, tenant_id: UUID, first: int, last: int) -> None:
    django.setup()
    from nexus.platform.tenancy import tenant_scope
    from nexus.search.services.pending import refresh

    with psycopg.connect(url, autocommit=True) as connection:
        numbers = "SELECT bench_id(1, n) FROM generate_series(%s::bigint, %s::bigint) n"
        ids = [row[0] for row in connection.execute(numbers, [first, last])]
    for begin in range(0, len(ids), 1000):
        with tenant_scope(tenant_id):
            refresh(ids[begin : begin + 1000])


def _sell(url: str, tenant_id: UUID) -> None:
    """One product in twenty has been sold, few of them often."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE bench_sold AS SELECT id, (1 + 1 / (bench_share(row_number() OVER (), 30) + 0.0005))::int AS sold "
            "FROM catalog_product WHERE tenant_id = %s AND get_byte(uuid_send(id), 14) < 13",
            [tenant_id],
        )
        for table, key in (("search_document", "id"), ("search_placement", "document_id")):
            connection.execute(
                f"UPDATE {table} t SET sold_count = s.sold FROM bench_sold s WHERE t.tenant_id = %s AND t.{key} = s.id",  # type: ignore[arg-type]
                [tenant_id],
            )


def _parallel(work, url: str, tenant_id: UUID, count: int) -> None:  # type: ignore[no-untyped-def]
    edges = [*range(0, count, min(CHUNK, count // 2)), count]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        jobs = [processes.submit(work, url, tenant_id, first + 1, last) for first, last in pairwise(edges)]
        for job in jobs:
            job.result()


def _execute(url: str, file: str, **params: object) -> None:
    words = {
        "words": vocabulary.coined(20_000), "adjectives": list(vocabulary.ADJECTIVES), "things": list(vocabulary.THINGS),
        "colours": list(vocabulary.COLOURS), "materials": list(vocabulary.MATERIALS),
    }  # fmt: skip
    sql = "\n".join(line for line in (HERE / file).read_text().splitlines() if not line.startswith("--"))
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(sql, {**words, **params})  # type: ignore[arg-type]


def _analyse(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _vacuum(url: str) -> None:
    """As autovacuum leaves tables behind: known to the planner, and visible without a look at the rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute("VACUUM ANALYZE")


def _timed(name: str, work) -> None:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    work()
    print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
