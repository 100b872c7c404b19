"""What the oracle takes off: every benefit again, in fractions and single pieces."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from tests.pricing.oracle_goods import Spec, World, among, half_up, largest_remainder, up

type Take = Callable[[list[int]], list[int]]
"""From what is left of each line and parcel: what is taken off each."""
type Raw = tuple[list[int], Callable[[list[int], list[int]], dict[int, int]]]
"""The same before floors and caps, for certain lines and parcels; given what is left and how much of it may be taken."""


def taking(spec: Spec, world: World, own: Sequence[int]) -> Raw | None:
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
        picked = among(target.get("selection", {}), world, own)
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
    bought = among(benefit["buy"], world, own) if benefit.get("buy") is not None else list(picked)
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
    chosen = [among(part["of"], world, picked) for part in benefit["parts"]]
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
        line: half_up(left[line] * shares[line] * part) for line in shares
    }


def _for_price(world: World, pieces: Sequence[int], minor: int) -> Raw | None:
    """Each line's pieces down to their share of the price."""
    if not pieces:
        return None
    lines = sorted(set(pieces))
    shares = largest_remainder(
        minor, [world.lines[line].list_price.minor * pieces.count(line) for line in lines]
    )
    parts = [Fraction(pieces.count(line), world.lines[line].quantity) for line in lines]
    return _down_to(dict(zip(lines, zip(parts, shares, strict=True), strict=True)))


def _down_to(goals: dict[int, tuple[Fraction, int]]) -> Raw:
    return list(goals), lambda left, room: {
        line: max(0, half_up(left[line] * part) - goal) for line, (part, goal) in goals.items()
    }


def _together(world: World, picked: Sequence[int], minor: int) -> Raw:
    return list(picked), lambda left, room: _spread(
        minor, world.prices, {line: room[line] for line in picked}
    )


def _spread(amount: int, prices: Sequence[int], limits: dict[int, int]) -> dict[int, int]:
    """By largest remainder in proportion to list prices; what a line cannot bear goes to others unit by unit."""
    amount = min(amount, sum(limits.values()))
    weights = {line: prices[line] for line in limits}
    parts = dict(zip(limits, largest_remainder(amount, list(weights.values())), strict=True))
    if amount == sum(limits.values()):
        return limits
    given = {line: min(part, limits[line]) for line, part in parts.items()}
    poured = dict.fromkeys(limits, 0)
    for _ in range(amount - sum(given.values())):
        room = [line for line in limits if given[line] + poured[line] < limits[line]]
        widest = max(weights.values())
        poured[
            min(room, key=lambda line: (up(Fraction((poured[line] + 1) * widest, weights[line])), line))
        ] += 1
    return {line: given[line] + poured[line] for line in limits}


def limited(spec: Spec, world: World, raw: Raw) -> Take:
    """With floors and caps."""
    reach, taking = raw
    share = Fraction(spec.get("floor_percent", "0")) / 100
    line_cap, order_cap = (world.amount(spec.get(name, {})) for name in ("max_per_line", "max_per_order"))
    floors = [
        max(one.floor * one.quantity, up(share * one.list_price.minor * one.quantity)) for one in world.lines
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
