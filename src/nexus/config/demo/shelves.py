"""Categories, products, prices, stock and pictures of the demo, from its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product, zip_longest
from random import Random
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import NewProduct, NewVariant
from nexus.config.demo.content import SECTIONS, Item, Kind, Line, Option, Seller
from nexus.config.demo.definitions import brand_of, told
from nexus.config.demo.pictures import photographed
from nexus.config.demo.spanish import SPANISH
from nexus.kernel.money import Money

SIZED = ("Size", "Age")
"""Options of which one value may be gone while the others are there."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A product and the words its pictures are described with."""

    product: NewProduct
    look: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """Ids of what products belong to: categories by line, product types by section, brands by name."""

    categories: dict[str, UUID]
    types: dict[str, UUID]
    brands: dict[str, UUID]


def plan(seller: Seller, vendor_id: UUID, shelves: Shelves, currency: str, /) -> Iterator[Planned]:
    """The products of one seller that have been photographed, always the same ones.

    What its lines begin with comes last, and so is the newest.
    """
    entries = [(number, line, *row) for line in seller.lines for number, row in enumerate(line.items)]
    seen = [entry for entry in entries if photographed(entry[3].title)]
    for number, line, kind, item in sorted(seen, key=lambda entry: -entry[0]):
        random = Random(f"{seller.name}/{item.title}")  # noqa: S311 - a demo is deterministic
        variants = _variants(line, kind, item, number, currency, random)
        made = NewProduct(
            title=item.title,
            vendor_id=vendor_id,
            category_id=shelves.categories[line.name],
            variants=variants,
            description=f"{kind.lead} {item.text}\n\n{kind.facts}",
            tags=_tags(line, number, variants),
            attributes=told(line.section, kind, item, seller.made_in),
            product_type_id=shelves.types[line.section],
            brand_id=shelves.brands[brand_of(seller, line)],
            translations={"es": {"title": SPANISH[item.title]}},
        )
        yield Planned(made, f"{item.title}, {item.colour} {item.material.lower()}")


def in_turn(shelves: Iterable[Iterable[Planned]], /) -> list[Planned]:
    """What all sellers have, turn by turn: the newest products of a shop are not those of one seller."""
    return [planned for turn in zip_longest(*shelves) for planned in turn if planned is not None]


def _variants(
    line: Line, kind: Kind, item: Item, number: int, currency: str, random: Random
) -> tuple[NewVariant, ...]:
    reduced = random.random() < 0.18
    stem = "".join(
        word[0] for word in f"{line.section} {line.name} {item.title}".split() if word[0].isalnum()
    )
    code = f"{stem.upper()}{number:02d}-{random.randrange(16**4):04X}"
    choices = list(product(*(option.values for option in kind.options)))
    return tuple(
        _variant(
            kind, item.price, f"{code}-{index + 1}" if choice else code, choice, reduced, currency, random
        )
        for index, choice in enumerate(choices)
    )


def _variant(
    kind: Kind, price: int, sku: str, choice: tuple[str, ...], reduced: bool, currency: str, random: Random
) -> NewVariant:
    for option, value in zip(kind.options, choice, strict=True):
        price = _friendly(price * option.factor(value))
    return NewVariant(
        price=Money(price, currency),
        compare_at=Money(_friendly(price * 1.25), currency) if reduced else None,
        sku=sku,
        title=" / ".join(choice),
        options={option.name: value for option, value in zip(kind.options, choice, strict=True)},
        stock_quantity=0 if random.random() < _share_gone(kind.options) else random.randint(3, 120),
        weight_grams=round(kind.grams * random.uniform(0.92, 1.08)),
    )


def _share_gone(options: tuple[Option, ...]) -> float:
    return 0.09 if any(option.name in SIZED for option in options) else 0.03


def _friendly(minor: float) -> int:
    """A price that ends in 90 cents, or in 9 euros when it is a larger one."""
    step = 100 if minor < 5000 else 500
    return max(step, round(minor / step) * step) - (10 if minor < 5000 else 100)


def _tags(line: Line, number: int, variants: tuple[NewVariant, ...]) -> tuple[str, ...]:
    sale = any(variant.compare_at for variant in variants)
    return tuple(
        sorted({line.section.lower(), *(["new"] if number < 2 else []), *(["sale"] if sale else [])})
    )


def grow_tree(lines: list[Line], /) -> dict[str, UUID]:
    """Sections and their leaf categories, in the order in which the shop shows them; leaf name -> id."""
    known = {category.name: category.id for category in catalog.categories()}
    for position, line in enumerate(sorted(lines, key=lambda line: SECTIONS.index(line.section))):
        if line.section not in known:
            place = SECTIONS.index(line.section)
            known[line.section] = catalog.create_category(name=line.section, position=place).id
        if line.name not in known:
            parent = known[line.section]
            known[line.name] = catalog.create_category(name=line.name, parent_id=parent, position=position).id
    return known
