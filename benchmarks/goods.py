"""A file of products to import: every second one has two variants, and a shop to import it into.

Run with the product's environment: python -m benchmarks.goods FILE PRODUCTS SHOP.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.seed import THINGS, WORDS

HEAD = (
    "handle", "title", "description", "category", "brand", "sku", "option.Size", "price", "compare_at_price", "stock",
    "weight", "attr.material", "tags",
)  # fmt: skip


def rows(products: int) -> Iterator[tuple[str, ...]]:
    """One for each variant; the same ones whenever they are made."""
    for number in range(products):
        word, thing = WORDS[number % len(WORDS)], THINGS[number // len(WORDS) % len(THINGS)]
        title = f"{word} {thing} {number}".title()
        about = f"A {thing} of {word}, number {number}, made to be used every day and to last for years."
        handle, category = f"{word}-{thing}-{number}", f"Bench/{thing.title()}/{word.title()}"
        price = f"{5 + number % 95}.{number % 100:02d}"
        for place in range(1 + number % 2):
            first = place == 0
            yield (
                handle, title if first else "", about if first else "", category if first else "", "Bench" if first else "",
                f"B-{number}-{place}", "SML"[place], price, f"{100 + number % 95}.00" if number % 3 == 0 else "",
                str(number % 50), str(100 + number % 900), word if first else "", f"{word}, {thing}" if first else "",
            )  # fmt: skip


def write(target: Path, products: int) -> int:
    """Rows written."""
    with target.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        count = 0
        for row in rows(products):
            writer.writerow(row)
            count += 1
    return count


def make_shop(slug: str) -> None:
    import django

    django.setup()
    from nexus.tenancy.facade import all_active, create_tenant

    if slug not in {one.slug for one in all_active()}:
        create_tenant(slug, name="Bench of imports")


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])))
    make_shop(sys.argv[3])
