"""The meaning of promotions once more, as slowly and plainly as possible, to compare the engine with.

It reads promotions as JSON has them, counts single pieces, tries every combination and knows nothing of cuts, bounds or bits. It
answers one number: what is to be paid at the end, for prices that include taxes or with them on top.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import groupby, product

from tests.pricing.oracle_benefits import Take, limited, taking
from tests.pricing.oracle_goods import Spec, World, among, half_up, is_of_seller, matches, selection, up

from nexus.pricing.domain.basket import Basket, BasketLine

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class TaxOnTop:
    """Percent by tax class of goods and "shipping"; rounded for each line and parcel, or once for each rate."""

    rates: Mapping[str, str] = field(default_factory=dict)
    rounding: str = "line"

    def due(self, world: World, left: Sequence[int]) -> int:
        """With the taxes."""
        classes = [line.tax_class for line in world.lines] + ["shipping"] * len(world.parcels)
        total = sum(left)
        for name, percent in self.rates.items():
            amounts = [minor for minor, of in zip(left, classes, strict=True) if of == name]
            bases = amounts if self.rounding == "line" else [sum(amounts)]
            total += sum(half_up(minor * Fraction(percent) / 100) for minor in bases)
        return total


NO_TAX = TaxOnTop()


def lowest_total(
    basket: Basket,
    specs: Sequence[Spec],
    stacked: frozenset[int],
    parcels: Sequence[tuple[str, int]],
    at: datetime,
    taxes: TaxOnTop = NO_TAX,
) -> int:
    """`stacked`: positions of lanes in which all apply; `at` on the store's clock."""
    lines = tuple(
        sorted(
            basket.lines, key=lambda one: (one.variant_id, one.quantity, one.list_price.minor, one.tax_class)
        )
    )
    world = World(basket, lines, tuple(parcels), at)
    live = [spec for spec in specs if _is_live(spec, at)]
    shelf = [spec for spec in live if spec.get("kind") == "catalogue" and _holds(spec, world, [])]
    units = [_piece_price(line, shelf, stacked, world) for line in lines]
    start = [unit * line.quantity for unit, line in zip(units, lines, strict=True)] + [
        cost for _, cost in parcels
    ]
    takes = [
        (spec, take) for spec in live if spec.get("kind") != "catalogue" and (take := _weighed(spec, world))
    ]
    totals = [taxes.due(world, _after(start, [take])) for spec, take in takes if spec.get("exclusive")]
    groups = list(_groups([pair for pair in takes if not pair[0].get("exclusive")], stacked))
    for chosen in product(*([None, *group] for group in groups)):
        totals.append(taxes.due(world, _after(start, [take for take in chosen if take is not None])))
    return min(totals)  # fmt: skip


def _is_live(spec: Spec, at: datetime) -> bool:
    starts, ends = spec.get("starts_at"), spec.get("ends_at")
    return (starts is None or datetime.fromisoformat(starts) <= at) and (
        ends is None or at < datetime.fromisoformat(ends)
    )


def _groups(takes: Sequence[tuple[Spec, Take]], stacked: frozenset[int]) -> Iterator[list[Take]]:
    """Of each group at most one applies."""
    ranked = sorted(
        takes, key=lambda pair: (pair[0].get("lane", 0), -pair[0].get("priority", 0), pair[0]["code"])
    )
    for lane, members in groupby(ranked, key=lambda pair: pair[0].get("lane", 0)):
        found = [take for _, take in members]
        yield from ([take] for take in found) if lane in stacked else [found]


def _after(left: Sequence[int], takes: Sequence[Take]) -> list[int]:
    rest = list(left)
    for take in takes:
        rest = [before - taken for before, taken in zip(rest, take(rest), strict=True)]
    return rest


# ---- prices of pieces


def _piece_price(line: BasketLine, shelf: Sequence[Spec], stacked: frozenset[int], world: World) -> int:
    about = [spec for spec in shelf if is_of_seller(spec, line) and matches(selection(spec), line)]
    steps = [
        (spec, lambda left, spec=spec: [left[0] - _reduced(spec, left[0], line, world)]) for spec in about
    ]
    full = line.list_price.minor
    prices = [_after([full], [take])[0] for spec, take in steps if spec.get("exclusive")]
    price = full
    for group in _groups([step for step in steps if not step[0].get("exclusive")], stacked):
        price = min([price, *(_after([price], [take])[0] for take in group)])
    return min([price, *prices])


def _reduced(spec: Spec, price: int, line: BasketLine, world: World) -> int:
    benefit = spec["benefit"]
    match benefit["type"]:
        case "percentage":
            new = price - half_up(Fraction(price) * Fraction(benefit["percent"]) / 100)
        case "amount_off":
            new = price - (world.amount(benefit["amounts"]) or 0)
        case _:
            new = world.amount(benefit["amounts"])
            new = price if new is None else new
    most = world.amount(spec.get("max_per_line", {}))
    lowest = [0, line.floor, up(Fraction(spec.get("floor_percent", "0")) * line.list_price.minor / 100)]
    return min(price, max(new, *lowest, price - most if most is not None else 0))


# ---- conditions


def _weighed(spec: Spec, world: World) -> Take | None:
    """None: it does not apply."""
    own = [index for index, line in enumerate(world.lines) if is_of_seller(spec, line)]
    if not own or not _holds(spec, world, own):
        return None
    raw = taking(spec, world, own)
    return raw and limited(spec, world, raw)


def _holds(spec: Spec, world: World, own: Sequence[int]) -> bool:
    return all(_judged(condition, world, own) for condition in spec.get("conditions", []))


def _judged(rule: Spec, world: World, own: Sequence[int]) -> bool:
    basket, buyer, where = world.basket, world.basket.buyer, world.basket.destination
    of = among(rule.get("of", {}), world, own)
    match rule["type"]:
        case "min_spend":
            least = world.amount(rule["amounts"])
            return least is not None and sum(world.prices[index] for index in of) >= least
        case "max_spend":
            most = world.amount(rule["amounts"])
            return most is not None and sum(world.prices[index] for index in of) <= most
        case "min_quantity":
            return len(world.pieces(of)) >= rule["quantity"]
        case "contains":
            parts = rule["parts"]
            return all(
                len(world.pieces(among(part["of"], world, own))) >= part.get("quantity", 1) for part in parts
            )
        case "customer_group":
            return any(group in buyer.groups for group in rule["groups"])
        case "signed_in":
            return buyer.user_id is not None
        case "first_order":
            return buyer.orders_before == 0
        case "nth_order":
            this = None if buyer.orders_before is None else buyer.orders_before + 1
            return this is not None and (
                this % rule["number"] == 0 if rule.get("every") else this == rule["number"]
            )
        case "hours":
            return any(_is_in_window(window, world.at) for window in rule["windows"])
        case "channel":
            return basket.channel in rule["channels"]
        case "currency":
            return basket.currency in rule["currencies"]
        case "payment_method":
            return basket.payment_method in rule["methods"]
        case "shipping_method":
            return any(method in rule["methods"] for method, _ in world.parcels)
        case "destination":
            return where.country in rule["countries"]
    raise AssertionError(rule)  # fmt: skip


def _is_in_window(window: Spec, at: datetime) -> bool:
    days, start, end = window.get("weekdays", DAYS), window.get("start", "00:00"), window.get("end", "00:00")
    begin = int(start[:2]) * 60 + int(start[3:])
    minutes = int(end[:2]) * 60 + int(end[3:])
    length = minutes - begin if minutes > begin else minutes - begin + 1440
    for ago in (0, 1):
        since = at.hour * 60 + at.minute + ago * 1440 - begin
        if DAYS[(at.weekday() - ago) % 7] in days and 0 <= since < length:
            return True
    return False
