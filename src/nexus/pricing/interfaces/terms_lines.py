"""Places of zones and tariffs of methods as lines of text, for people who write them, and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

_EACH: Final = re.compile(r"each\s+(\S+)", re.IGNORECASE)
_MEASURES: Final = ("weight", "price", "count")


class Unreadable(ValueError):
    """A line that says nothing we know; says which, and how it should look."""


def places_from(text: str, /) -> list[dict[str, Any]]:
    """`DE; regions: BY, BW; postal: 80*, 81000-81999`, one place a line. Raises Unreadable."""
    return [_place(line) for line in _lines(text)]


def _place(line: str) -> dict[str, Any]:
    head, facts = _parts(line)
    if len(head) != 2 or facts.keys() - {"regions", "postal"}:
        raise Unreadable(f"{line}: a country and what narrows it, as in `DE; postal: 80*, 81000-81999`.")
    return {"country": head.upper(), **{name: _words(value) for name, value in facts.items()}}


def places_text(places: Iterable[Mapping[str, Any]], /) -> str:
    """As `places_from` reads it."""
    return "\n".join(
        "; ".join([
            place["country"],
            *(f"{name}: {', '.join(place[name])}" for name in ("regions", "postal") if place.get(name)),
        ])
        for place in places
    )  # fmt: skip


def tariffs_from(text: str, /) -> list[dict[str, Any]]:
    """`EUR 4.90; zones: de; free from: 50` or `EUR; weight: 2000 = 9.90, 10000 = 16.90; each 1000: 1.50`, one tariff a line.
    Raises Unreadable."""
    return [_tariff(line) for line in _lines(text)]


def _tariff(line: str) -> dict[str, Any]:
    head, facts = _parts(line)
    currency, _, price = head.partition(" ")
    tariff: dict[str, Any] = {"currency": currency.upper()}
    if price.strip():
        tariff["price"] = price.strip()
    for name, value in facts.items():
        tariff |= _fact(line, name, value)
    return tariff


def _fact(line: str, name: str, value: str) -> dict[str, Any]:
    if name == "zones":
        return {"zones": _words(value)}
    if name == "free from":
        return {"free_from": value}
    if name in _MEASURES:
        return {"measure": name, "steps": [_step(line, one) for one in _words(value)]}
    if found := _EACH.fullmatch(name):
        return {"extra_each": found[1], "extra": value}
    raise Unreadable(f"{line}: what is `{name}`? Known: zones, free from, weight, price, count, each.")


def _step(line: str, text: str) -> dict[str, str]:
    most, sign, price = text.partition("=")
    if not sign:
        raise Unreadable(f"{line}: steps look like `2000 = 9.90`.")
    return {"up_to": most.strip(), "price": price.strip()}


def tariffs_text(tariffs: Iterable[Mapping[str, Any]], /) -> str:
    """As `tariffs_from` reads it."""
    return "\n".join("; ".join(_told(tariff)) for tariff in tariffs)


def _told(tariff: Mapping[str, Any]) -> Iterable[str]:
    yield " ".join(part for part in (tariff["currency"], tariff.get("price", "")) if part)
    if tariff.get("measure", "flat") != "flat":
        steps = ", ".join(f"{step['up_to']} = {step['price']}" for step in tariff.get("steps", ()))
        yield f"{tariff['measure']}: {steps}".strip()
    if tariff.get("extra_each"):
        yield f"each {tariff['extra_each']}: {tariff['extra']}"
    if tariff.get("zones"):
        yield f"zones: {', '.join(tariff['zones'])}"
    if tariff.get("free_from"):
        yield f"free from: {tariff['free_from']}"


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _parts(line: str) -> tuple[str, dict[str, str]]:
    head, *rest = (part.strip() for part in line.split(";"))
    facts = {}
    for part in rest:
        name, sign, value = part.partition(":")
        if not sign:
            raise Unreadable(f"{line}: `{part}` should look like `zones: de, at`.")
        facts[name.strip().casefold()] = value.strip()
    return head, facts


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
