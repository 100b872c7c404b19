"""What the oracle knows of goods and numbers: plainly, piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from nexus.kernel.money import Money
from nexus.pricing.domain.basket import Basket, BasketLine

type Spec = dict[str, Any]


@dataclass(frozen=True)
class World:
    """`parcels`: method and cost of each."""

    basket: Basket
    lines: tuple[BasketLine, ...]
    parcels: tuple[tuple[str, int], ...]
    at: datetime

    @property
    def prices(self) -> list[int]:
        """List prices of everything."""
        return [one.list_price.minor * one.quantity for one in self.lines] + [
            cost for _, cost in self.parcels
        ]

    def pieces(self, indexes: Sequence[int]) -> list[int]:
        """The line of each piece: cheapest pieces first, then in the order of the lines."""
        every = [index for index in indexes for _ in range(self.lines[index].quantity)]
        return sorted(every, key=lambda index: (self.lines[index].list_price.minor, index))

    def amount(self, amounts: dict[str, str]) -> int | None:
        currency = self.basket.currency
        return Money.of(amounts[currency], currency).minor if currency in amounts else None


def selection(spec: Spec) -> Spec:
    return spec.get("target", {}).get("selection", {})


def is_of_seller(spec: Spec, line: BasketLine) -> bool:
    seller = spec.get("vendor_id")
    return seller is None or (line.goods is not None and str(line.goods.vendor_id) == seller)


def among(selection: Spec, world: World, indexes: Sequence[int]) -> list[int]:
    return [index for index in indexes if matches(selection, world.lines[index])]


def matches(selection: Spec, line: BasketLine) -> bool:
    wanted = {
        name: values
        for name, values in selection.items()
        if name not in ("label", "exclude", "attributes") and values
    }
    if not all(_has(line, name, values) for name, values in wanted.items()):
        return False
    if not all(
        _has_attribute(line, code, values) for code, values in selection.get("attributes", {}).items()
    ):
        return False
    not_wanted = selection.get("exclude") or {}
    return not any(
        _has(line, name, values) for name, values in not_wanted.items() if name not in ("label", "attributes")
    )


def _has_attribute(line: BasketLine, code: str, values: Sequence[str]) -> bool:
    return line.goods is not None and any(value in line.goods.attributes.get(code, ()) for value in values)


def _has(line: BasketLine, name: str, values: Sequence[str]) -> bool:
    goods = line.goods
    if name == "variants":
        return str(line.variant_id) in values
    if goods is None:
        return False
    known: dict[str, Sequence[object]] = {
        "products": [goods.product_id], "vendors": [goods.vendor_id], "brands": [goods.brand],
        "categories": list(goods.category_ids), "tags": list(goods.tags), "collections": list(goods.collections),
    }  # fmt: skip
    return any(str(one) in values for one in known[name])


def largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    weights = weights if any(weights) else [1] * len(weights)
    exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
    parts = [int(one) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def half_up(exact: Fraction) -> int:
    return (exact + Fraction(1, 2)).__floor__()


def up(exact: Fraction) -> int:
    return exact.__ceil__()
