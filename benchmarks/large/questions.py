"""What shoppers ask a huge shop: path by operation. What is asked for stays the same; each asking is written another way, so that
none is answered from the cache."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import psycopg

from benchmarks.client import Call, Connection

TENANT = {"X-Tenant": "large"}
PRODUCTS = "/api/catalog/products/?page_size=24&"
SUGGEST = "/api/catalog/search/suggest/?q="
DEEP = 1000
"""How many pages into the list the deep page is."""

type Question = Callable[[int], str]

_SIZES = """SELECT c.slug, count(*) AS many FROM search_placement p JOIN search_category c ON c.id = p.shelf_id GROUP BY 1 ORDER BY 2"""
_BRAND = """SELECT g.slug FROM search_group g JOIN search_placement p ON p.shelf_id = g.id WHERE g.kind = 'brand'
GROUP BY 1 ORDER BY abs(count(*) - 2000) LIMIT 1"""
_STARTS = (
    "SELECT DISTINCT left(key, %s) FROM search_spelling WHERE word = key AND key ~ '^[a-z]{4}' ORDER BY 1"
)


def questions(url: str, base: tuple[str, int], /) -> dict[str, Question]:
    """By name; the number makes an asking unlike the others."""
    with psycopg.connect(url, autocommit=True) as connection:
        sizes = connection.execute(_SIZES).fetchall()
        brand = connection.execute(_BRAND).fetchone()
        words = [word for (word,) in connection.execute("SELECT word FROM bench_word ORDER BY rank")]
        starts = {size: [word for (word,) in connection.execute(_STARTS, [size])] for size in (1, 2, 4)}
    small, middle, large = (_nearest(sizes, many) for many in (200, 20_000, 100_000))
    asked = _lists(base) | _filtered(brand[0] if brand else "", middle[0], large[0])
    asked |= {"facets: whole shop": "facets=true", "facets: of an attribute": "attr.colour=red&facets=true"}
    asked |= {
        f"facets: category of {many}": f"category={slug}&facets=true" for slug, many in (small, middle, large)
    }
    asked |= {"facets: text": f"q={words[2]}&facets=true"} | _texts(words)
    asked["list: never together"] = "attr.energy=B&attr.season=winter&sort=newest"
    named = {name: _blank_filters(f"{PRODUCTS}{query}") for name, query in asked.items()}
    return named | {
        "suggest: one letter": _blanks(starts[1]),
        "suggest: two letters": _blanks(starts[2]),
        "suggest: four letters": _blanks(starts[4]),
        "suggest: two words": _blanks([f"{words[1]}+{start}" for start in starts[2]]),
    }


def _lists(base: tuple[str, int]) -> dict[str, str]:
    orders = ("newest", "price", "-price", "rating", "best_selling")
    found = {f"list: {order}": f"sort={order}" for order in orders}
    return found | {f"list: page {DEEP} by price": f"sort=price&cursor={_deep(base)}"}


def _filtered(brand: str, middle: str, large: str) -> dict[str, str]:
    return {
        "list: category and price": f"category={large}&price_min=20&price_max=60&sort=rating",
        "list: brand": f"brand={brand}&sort=price",
        "list: attribute": "attr.colour=red&sort=newest",
        "list: in stock": f"category={middle}&in_stock=true&sort=best_selling",
        "list: two attributes": "attr.colour=red&attr.material=wood&sort=rating",
        "list: narrow price": "price_min=400&price_max=400.50&sort=newest",
    }


def _texts(words: list[str]) -> dict[str, str]:
    return {
        "search: rare word": f"q={words[9000]}",
        "search: common word": f"q={words[0]}",
        "search: word of every pattern": "q=lamp",
        "search: two words": f"q=oak+{words[1]}",
        "search: three words by price": f"q=linen+jacket+{words[2]}&sort=price",
        "search: mistyped": "q=linnen+jackte",
        "search: SKU": "q=L-4711",
    }


def _nearest(sizes: list[tuple[str, int]], wanted: int) -> tuple[str, int]:
    return min(sizes, key=lambda one: abs(one[1] - wanted))


def _deep(base: tuple[str, int]) -> str:
    """The cursor of the page after so many, found as a shopper would: by going on, a hundred entries at a time."""

    async def walk() -> str:
        connection, path = Connection(*base), "/api/catalog/products/?sort=price&page_size=100"
        for _ in range(DEEP * 24 // 100):
            following = json.loads((await connection.send(Call("GET", path, headers=TENANT)))[1])["next"]
            if following is None:
                break
            path = following[following.index("/api/") :]
        connection.close()
        return path.partition("cursor=")[2].partition("&")[0]

    return asyncio.run(walk())


def _blank_filters(path: str) -> Question:
    """A filter without a value asks for nothing, but makes another address."""
    return lambda number: path + "&tag=" * (number % 20) + "&brand=" * (number // 20)


def _blanks(texts: list[str]) -> Question:
    """Blanks around a text mean nothing, but make another address."""
    return lambda number: f"{SUGGEST}{'+' * (number % 16)}{texts[number % len(texts)]}{'+' * (number // 16)}"
