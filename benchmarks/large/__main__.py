"""python -m benchmarks.large [--products N] [--fresh]: a huge shop, made once and kept, its reads measured past the cache."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.__main__ import _print, _row
from benchmarks.client import Call, run_flows
from benchmarks.meter import Meter
from benchmarks.product import Running, running, superuser_url

BARS = {"list": 60, "filters": 60, "facets": 150, "search": 100, "suggest": 30}
"""Milliseconds that 95 of 100 answers may take, by the first word of the operation."""
PRODUCTS = "/api/catalog/products/?"


def main() -> None:
    options = _options()
    home = Path("var/bench-large").resolve()
    if options.fresh:
        shutil.rmtree(home, ignore_errors=True)
    os.environ["NEXUS_DEFAULT_TENANT"] = "large"
    with running(home) as product:
        _seed(product, home, options.products)
        meter = Meter(product.supervisor, superuser_url(home))
        rows = [_measure(name, path, product, meter) for name, path in _questions(home).items()]
    _print(rows)
    Path(options.json).write_text(json.dumps(rows, indent=1))
    missed = [row["operation"] for row in rows if row["p95 ms"] > BARS[row["operation"].split()[0]]]
    print(f"Bars missed: {', '.join(missed) or 'none'}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument(
        "--products", type=int, default=1_000_000, help="how many are made where there are none"
    )
    parser.add_argument("--json", default="var/bench-large.json", help="where the table goes as JSON")
    parser.add_argument("--fresh", action="store_true", help="make the shop anew")
    return parser.parse_args()


def _seed(product: Running, home: Path, count: int) -> None:
    done = home / "seeded"
    if not done.exists():
        command = [sys.executable, "-m", "benchmarks.large.seed", str(count)]
        environment = product.environment | {"LARGE_URL": superuser_url(home)}
        subprocess.run(command, env=environment, check=True)
        done.touch()


def _questions(home: Path) -> dict[str, str]:
    """Paths by operation; `{n}` makes each asking a new one, so that none comes from the cache."""
    with psycopg.connect(superuser_url(home), autocommit=True) as connection:
        shelves = "SELECT c.slug FROM search_placement p JOIN search_category c ON c.id = p.shelf_id GROUP BY 1 ORDER BY count(*)"
        categories = [slug for (slug,) in connection.execute(shelves)]
        frequent = "SELECT word FROM bench_word ORDER BY rank LIMIT 400"
        words = [word for (word,) in connection.execute(frequent)]
        brand = connection.execute("SELECT slug FROM search_group ORDER BY id LIMIT 1").fetchone()
    small, large, any_price = categories[0], categories[-1], "price_max={n}"
    lists = {
        f"list by {sort}": f"sort={sort}" for sort in ("newest", "price", "-price", "rating", "best_selling")
    }
    return {
        **{name: f"{PRODUCTS}{query}&page_size=24&{any_price}" for name, query in lists.items()},
        "list of a small category": f"{PRODUCTS}category={small}&{any_price}",
        "list of a large category": f"{PRODUCTS}category={large}&{any_price}",
        "filters: brand, in stock": f"{PRODUCTS}brand={brand[0] if brand else ''}&in_stock=true&sort=price&{any_price}",
        "filters: two attributes": f"{PRODUCTS}attr.colour=red&attr.material=wood&sort=rating&{any_price}",
        "filters: never together": f"{PRODUCTS}attr.energy=B&attr.season=winter&sort=newest&{any_price}",
        "filters: price range": f"{PRODUCTS}price_min=400&price_max=410.{{d}}&sort=newest",
        "facets of the shop": f"{PRODUCTS}facets=true&{any_price}",
        "facets of a small category": f"{PRODUCTS}category={small}&facets=true&{any_price}",
        "facets of a large category": f"{PRODUCTS}category={large}&facets=true&{any_price}",
        "facets of a filter": f"{PRODUCTS}attr.colour=red&facets=true&{any_price}",
        "search: frequent word": f"{PRODUCTS}q={words[0]}&{any_price}",
        "search: rare word": f"{PRODUCTS}q={words[-1]}&{any_price}",
        "search: two frequent words": f"{PRODUCTS}q={words[1]}+{words[2]}&{any_price}",
        "search: mistyped": f"{PRODUCTS}q=linnen+jackte&{any_price}",
        "suggest: two letters": "/api/catalog/search/suggest/?q={w}",
        "suggest: two words": "/api/catalog/search/suggest/?q=red+{w}",
    }


def _measure(name: str, path: str, product: Running, meter: Meter, *, count: int = 200) -> dict[str, Any]:
    async def flow(number: int, send: Any) -> int:
        asked = path.format(n=100_000 + number, d=f"{number % 100:02d}", w=_letters(number))
        return int((await send(Call("GET", asked, headers={"X-Tenant": "large"})))[0])

    run_flows(product.base, lambda number, send: flow(count + number, send), count=16, connections=2)
    before = meter.read()
    load = run_flows(product.base, flow, count=count, connections=2)
    return _row(name, load, before, meter.read(), count)


def _letters(number: int) -> str:
    """Another two letters each time, as long as there are any."""
    return chr(97 + number % 26) + chr(97 + number // 26 % 26)


if __name__ == "__main__":
    main()
