"""The words of the demo: sellers, their lines, and what each product is, costs and is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A product. Price in minor units; `text` is what sets it apart from its kind."""

    title: str
    price: int
    material: str
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice; `factors` are what each value costs in relation to the price, nothing said: the same."""

    name: str
    values: tuple[str, ...]
    factors: tuple[float, ...] = ()

    def factor(self, value: str) -> float:
        return self.factors[self.values.index(value)] if self.factors else 1.0


@dataclass(frozen=True, slots=True)
class Kind:
    """Products of one noun: what they have in common, their measures, how they are looked after."""

    lead: str
    facts: str
    items: tuple[Item, ...]
    options: tuple[Option, ...] = ()
    grams: int = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A leaf category."""

    section: str
    name: str
    kinds: tuple[Kind, ...]

    @property
    def items(self) -> tuple[tuple[Kind, Item], ...]:
        return tuple((kind, item) for kind in self.kinds for item in kind.items)


@dataclass(frozen=True, slots=True)
class Seller:
    """A vendor of the demo and the lines it sells."""

    name: str
    about: str
    made_in: str
    lines: tuple[Line, ...]


SECTIONS = ("Home", "Kitchen", "Food & Drink", "Clothing", "Kids", "Outdoors", "Electronics", "Stationery",
            "Ceramics", "Weaving", "Prints")  # fmt: skip
"""The order in which a shop shows what it has: from the table outwards."""

SIZES = Option("Size", ("XS", "S", "M", "L", "XL"))
PIECES = Option("Set", ("1 piece", "Set of 4"), (1, 3.6))
PAIR = Option("Set", ("1 piece", "Set of 2"), (1, 1.8))
DIAMETER = Option("Diameter", ("20 cm", "24 cm", "28 cm"), (1, 1.18, 1.4))
VOLUME = Option("Volume", ("18 l", "24 l", "32 l"), (1, 1.12, 1.3))
CONTENT = Option("Size", ("350 ml", "500 ml", "750 ml"), (1, 1.1, 1.25))
FORMAT = Option("Format", ("A6", "A5", "A4"), (1, 1.3, 1.7))
GRIND = Option("Grind", ("Whole bean", "Filter", "Espresso"))
AGE = Option("Age", ("2-3", "4-5", "6-7"), (1, 1.05, 1.1))
PRINT = Option("Format", ("A4", "A3"), (1, 1.6))
WIDTH = Option("Size", ("130 x 170 cm", "150 x 220 cm"), (1, 1.35))
