"""The meaning of promotions once more, as slowly and plainly as possible, to compare the engine with.

It reads promotions as JSON has them, counts single pieces, tries every combination and knows nothing of cuts, bounds or bits. It
answers one number: what is to be paid for goods and shipping before taxes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby, product
from typing import Any

from nexus.kernel.money import Money
from nexus.pricing.domain.basket import Basket, BasketLine

type Spec = dict[str, Any]
type Take = Callable[[list[int]], list[int]]
"""From what is left of each line and parcel: what is taken off each."""
type Raw = tuple[list[int], Callable[[list[int], list[int]], dict[int, int]]]
"""The same before floors and caps, for certain lines and parcels; given what is left and how much of it may be taken."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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


def lowest_total(
    basket: Basket,
    specs: Sequence[Spec],
    stacked: frozenset[int],
    parcels: Sequence[tuple[str, int]],
    at: datetime,
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
    totals = [sum(_after(start, [take])) for spec, take in takes if spec.get("exclusive")]
    groups = list(_groups([pair for pair in takes if not pair[0].get("exclusive")], stacked))
    for chosen in product(*([None, *group] for group in groups)):
        totals.append(sum(_after(start, [take for take in chosen if take is not None])))
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
    about = [spec for spec in shelf if _is_of_seller(spec, line) and _matches(_selection(spec), line)]
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
            new = price - _half_up(Fraction(price) * Fraction(benefit["percent"]) / 100)
        case "amount_off":
            new = price - (world.amount(benefit["amounts"]) or 0)
        case _:
            new = world.amount(benefit["amounts"])
            new = price if new is None else new
    most = world.amount(spec.get("max_per_line", {}))
    lowest = [0, line.floor, _up(Fraction(spec.get("floor_percent", "0")) * line.list_price.minor / 100)]
    return min(price, max(new, *lowest, price - most if most is not None else 0))


# ---- conditions


def _weighed(spec: Spec, world: World) -> Take | None:
    """None: it does not apply."""
    own = [index for index, line in enumerate(world.lines) if _is_of_seller(spec, line)]
    if not own or not _holds(spec, world, own):
        return None
    raw = _taking(spec, world, own)
    return raw and _limited(spec, world, raw)


def _holds(spec: Spec, world: World, own: Sequence[int]) -> bool:
    return all(_judged(condition, world, own) for condition in spec.get("conditions", []))


def _judged(rule: Spec, world: World, own: Sequence[int]) -> bool:
    basket, buyer, where = world.basket, world.basket.buyer, world.basket.destination
    of = _among(rule.get("of", {}), world, own)
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
                len(world.pieces(_among(part["of"], world, own))) >= part.get("quantity", 1) for part in parts
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


# ---- what is taken off


def _taking(spec: Spec, world: World, own: Sequence[int]) -> Raw | None:
    benefit, target = spec["benefit"], spec.get("target", {"type": "goods"})
    if target["type"] == "shipping":
        if "vendor_id" in spec:
            return None  # here everybody's goods go in parcels together
        methods = target.get("methods", [])
        first = len(world.lines)
        picked = [
            first + place
            for place, (method, _) in enumerate(world.parcels)
            if not methods or method in methods
        ]
    else:
        picked = _among(target.get("selection", {}), world, own)
    counts = {index: world.lines[index].quantity if index < len(world.lines) else 1 for index in picked}
    match benefit["type"]:
        case "percentage":
            return _percent({index: Fraction(1) for index in picked}, benefit["percent"])
        case "amount_off":
            minor = world.amount(benefit["amounts"])
            if minor is None:
                return None
            if benefit.get("per", "order") == "order":
                return _together(world, picked, minor)
            times = counts if benefit["per"] == "piece" else dict.fromkeys(picked, 1)
            return picked, lambda left, room: {index: minor * times[index] for index in picked}
        case "fixed_price":
            minor = world.amount(benefit["amounts"])
            if minor is None:
                return None
            return _down_to({index: (Fraction(1), minor * count) for index, count in counts.items()})
        case "tiers":
            return _tiers(benefit, world, picked)
        case "buy_x_get_y":
            return _free(world, _got(benefit, world, picked, own), benefit.get("percent", "100"))
        case "n_for_m":
            pieces = world.pieces(picked)
            times = _capped(len(pieces) // benefit["quantity"], benefit)
            return _free(world, pieces[: times * (benefit["quantity"] - benefit["pay"])], "100")
        case "n_for_price":
            pieces, minor = world.pieces(picked), world.amount(benefit["amounts"])
            times = _capped(len(pieces) // benefit["quantity"], benefit)
            if minor is None:
                return None
            return _for_price(world, pieces[::-1][: times * benefit["quantity"]], times * minor)
        case "cheapest_free":
            pieces, count = world.pieces(picked), benefit.get("quantity", 1)
            if len(pieces) < benefit.get("among", 2):
                return None
            chosen = (
                pieces[:count] if benefit.get("which", "cheapest") == "cheapest" else pieces[::-1][:count]
            )
            return _free(world, chosen, benefit.get("percent", "100"))
        case "bundle":
            return _bundle(benefit, world, picked)
    raise AssertionError(benefit)  # fmt: skip


def _capped(times: int, benefit: Spec) -> int:
    return min(times, benefit.get("most_times") or times)


def _tiers(benefit: Spec, world: World, picked: Sequence[int]) -> Raw | None:
    reached = None
    for step in benefit["steps"]:
        if "spend" in step:
            least, there = world.amount(step["spend"]), sum(world.prices[index] for index in picked)
        else:
            least, there = step["quantity"], len(world.pieces(picked))
        given = "percent" in step or world.amount(step["amounts"]) is not None
        if least is not None and given and there >= least:
            reached = step
    if reached is None:
        return None
    if "percent" in reached:
        return _percent({index: Fraction(1) for index in picked}, reached["percent"])
    return _together(world, picked, world.amount(reached["amounts"]) or 0)


def _got(benefit: Spec, world: World, picked: Sequence[int], own: Sequence[int]) -> list[int]:
    """Pieces that are got: the best of all ways to buy t times, then the cheapest."""
    bought = _among(benefit["buy"], world, own) if benefit.get("buy") is not None else list(picked)
    buy, get, best = benefit["buy_quantity"], benefit.get("get_quantity", 1), []
    to_buy = world.pieces(bought)
    for times in range(_capped(len(to_buy) // buy, benefit), 0, -1):
        others = [piece for piece in to_buy if piece not in picked]
        shared = [piece for piece in to_buy if piece in picked][::-1]
        used = shared[: max(0, times * buy - len(others))]
        rest = world.pieces(picked)
        for piece in used:
            rest.remove(piece)
        if min(len(rest), times * get) >= len(best):
            best = rest[: times * get]
    return best


def _bundle(benefit: Spec, world: World, picked: Sequence[int]) -> Raw | None:
    minor = world.amount(benefit["amounts"]) if "amounts" in benefit else 0
    if minor is None:
        return None
    chosen = [_among(part["of"], world, picked) for part in benefit["parts"]]
    order = sorted(range(len(chosen)), key=lambda part: (len(world.pieces(chosen[part])), part))
    for times in range(_capped(len(world.pieces(picked)), benefit), 0, -1):
        pile, taken = world.pieces(picked)[::-1], []
        for part in order:
            wanted = times * benefit["parts"][part].get("quantity", 1)
            found = [piece for piece in pile if piece in chosen[part]][:wanted]
            taken += found if len(found) == wanted else [-1]
            for piece in found:
                pile.remove(piece)
        if -1 not in taken:
            percent = benefit.get("percent")
            return _free(world, taken, percent) if percent else _for_price(world, taken, times * minor)
    return None


def _free(world: World, pieces: Sequence[int], percent: str) -> Raw | None:
    if not pieces:
        return None
    shares = {line: Fraction(pieces.count(line), world.lines[line].quantity) for line in sorted(set(pieces))}
    return _percent(shares, percent)


def _percent(shares: dict[int, Fraction], percent: str) -> Raw | None:
    part = Fraction(percent) / 100
    return list(shares), lambda left, room: {
        line: _half_up(left[line] * shares[line] * part) for line in shares
    }


def _for_price(world: World, pieces: Sequence[int], minor: int) -> Raw | None:
    """Each line's pieces down to their share of the price."""
    if not pieces:
        return None
    lines = sorted(set(pieces))
    shares = _largest_remainder(
        minor, [world.lines[line].list_price.minor * pieces.count(line) for line in lines]
    )
    parts = [Fraction(pieces.count(line), world.lines[line].quantity) for line in lines]
    return _down_to(dict(zip(lines, zip(parts, shares, strict=True), strict=True)))


def _down_to(goals: dict[int, tuple[Fraction, int]]) -> Raw:
    return list(goals), lambda left, room: {
        line: max(0, _half_up(left[line] * part) - goal) for line, (part, goal) in goals.items()
    }


def _together(world: World, picked: Sequence[int], minor: int) -> Raw:
    return list(picked), lambda left, room: _spread(
        minor, world.prices, {line: room[line] for line in picked}
    )


def _spread(amount: int, prices: Sequence[int], limits: dict[int, int]) -> dict[int, int]:
    """By largest remainder in proportion to list prices; what a line cannot bear goes to others unit by unit."""
    amount = min(amount, sum(limits.values()))
    weights = {line: prices[line] for line in limits}
    parts = dict(zip(limits, _largest_remainder(amount, list(weights.values())), strict=True))
    if amount == sum(limits.values()):
        return limits
    given = {line: min(part, limits[line]) for line, part in parts.items()}
    poured = dict.fromkeys(limits, 0)
    for _ in range(amount - sum(given.values())):
        room = [line for line in limits if given[line] + poured[line] < limits[line]]
        widest = max(weights.values())
        poured[
            min(room, key=lambda line: (_up(Fraction((poured[line] + 1) * widest, weights[line])), line))
        ] += 1
    return {line: given[line] + poured[line] for line in limits}


def _limited(spec: Spec, world: World, raw: Raw) -> Take:
    """With floors and caps."""
    reach, taking = raw
    share = Fraction(spec.get("floor_percent", "0")) / 100
    line_cap, order_cap = (world.amount(spec.get(name, {})) for name in ("max_per_line", "max_per_order"))
    floors = [
        max(one.floor * one.quantity, _up(share * one.list_price.minor * one.quantity)) for one in world.lines
    ]
    floors += [0] * len(world.parcels)

    def take(left: list[int]) -> list[int]:
        room = [max(0, rest - floor) for rest, floor in zip(left, floors, strict=True)]
        wanted = taking(left, room)
        taken = {line: min(wanted[line], room[line]) for line in reach}
        if line_cap is not None:
            taken = {line: min(line_cap, minor) for line, minor in taken.items()}
        if order_cap is not None and sum(taken.values()) > order_cap:
            taken = _spread(order_cap, world.prices, taken)
        return [taken.get(line, 0) for line in range(len(left))]

    return take


# ---- goods and numbers


def _selection(spec: Spec) -> Spec:
    return spec.get("target", {}).get("selection", {})


def _is_of_seller(spec: Spec, line: BasketLine) -> bool:
    seller = spec.get("vendor_id")
    return seller is None or (line.goods is not None and str(line.goods.vendor_id) == seller)


def _among(selection: Spec, world: World, indexes: Sequence[int]) -> list[int]:
    return [index for index in indexes if _matches(selection, world.lines[index])]


def _matches(selection: Spec, line: BasketLine) -> bool:
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


def _largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    weights = weights if any(weights) else [1] * len(weights)
    exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
    parts = [int(one) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def _half_up(exact: Fraction) -> int:
    return (exact + Fraction(1, 2)).__floor__()


def _up(exact: Fraction) -> int:
    return exact.__ceil__()
