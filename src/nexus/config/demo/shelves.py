"""Sellers, categories, products, prices, stock and pictures of the demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import NewProduct, NewVariant
from nexus.config.demo.content import Line, Seller
from nexus.config.demo.images import picture
from nexus.kernel.money import Money

PER_LINE = 10


@dataclass(frozen=True, slots=True)
class Planned:
    """A product with what its picture is drawn from."""

    product: NewProduct
    motif: str
    hue: int


def plan(seller: Seller, vendor_id: UUID, categories: dict[str, UUID], currency: str, /) -> Iterator[Planned]:
    """The products of one seller, always the same ones."""
    for line in seller.lines:
        random = Random(f"{seller.name}/{line.name}")  # noqa: S311 - a demo is deterministic
        pairs = [(style, noun) for noun in line.nouns for style in line.styles]
        random.shuffle(pairs)
        for number, (style, noun) in enumerate(pairs[:PER_LINE]):
            product = _product(
                line, f"{style} {noun}", number, vendor_id, categories[line.name], currency, random
            )
            yield Planned(product, line.motif, seller.hue)


def _product(
    line: Line, title: str, number: int, vendor_id: UUID, category_id: UUID, currency: str, random: Random
) -> NewProduct:
    low, high = line.prices
    price = low + round((high - low) * random.random() ** 2 / 100) * 100
    compare_at = round(price * 1.25 / 100) * 100 - 10 if random.random() < 0.2 else None
    stem = "".join(
        word[0] for word in f"{line.section} {line.name} {title}".split() if word[0].isalnum()
    ).upper()
    code = f"{stem}{number:02d}-{random.randrange(16**4):04X}"
    values = line.values or ("",)
    variants = tuple(
        NewVariant(
            price=Money(
                price + 400 * index if line.option in {"Diameter", "Set", "Volume", "Format"} else price,
                currency,
            ),
            compare_at=Money(compare_at + 400 * index, currency) if compare_at else None,
            sku=f"{code}-{index + 1}" if line.option else code,
            title=value,
            options={line.option: value} if line.option else {},
            stock_quantity=0 if random.random() < 0.04 else random.randint(3, 120),
            weight_grams=random.randint(80, 4000),
        )
        for index, value in enumerate(values)
    )
    return NewProduct(
        title=title,
        vendor_id=vendor_id,
        category_id=category_id,
        variants=variants,
        description=f"{title}. {line.words} From {line.section.lower()}, made for daily use; returns within 30 days.",
        tags=tuple(
            sorted(
                {line.section.lower(), *(["new"] if number < 2 else []), *(["sale"] if compare_at else [])}
            )
        ),
    )


def grow_tree(lines: list[Line], /) -> dict[str, UUID]:
    """Sections and their leaf categories; leaf name -> id."""
    known = {category.name: category.id for category in catalog.categories()}
    for line in lines:
        if line.section not in known:
            known[line.section] = catalog.create_category(name=line.section).id
        if line.name not in known:
            known[line.name] = catalog.create_category(name=line.name, parent_id=known[line.section]).id
    return known


def draw(planned: Planned, /) -> bytes:
    """The picture of a product."""
    return picture(planned.motif, planned.hue, planned.product.title)
