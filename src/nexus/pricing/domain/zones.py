"""Zones: parts of the world by country, region and postal pattern. The most exact one wins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from nexus.pricing.contracts.dto import Destination

_REGION: Final = 500
_POSTAL: Final = 1_000
_EXACT: Final = 10_000
_COUNTRY: Final = 100
_NOT_CODE: Final = re.compile(r"[\s\-]+")
_RANGE: Final = re.compile(r"\s*(\d+)\s*-\s*(\d+)\s*")
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9\s\-]*")


class BadPattern(ValueError):
    """The text is not a postal pattern; says why."""


def plain_code(code: str, /) -> str:
    """A postal code as it is compared: capitals, without spaces and hyphens."""
    return _NOT_CODE.sub("", code).upper()


@dataclass(frozen=True, kw_only=True, slots=True)
class PostalPattern:
    """`80331` exactly, `80*` whatever begins so, `81000-81999` from one number to another (as many leading digits are compared
    as the pattern has, so that 81000-1234 is in it)."""

    kind: Literal["exact", "prefix", "range"]
    low: str
    high: str = ""

    def exactness(self, code: str, /) -> int:
        """Higher is more exact; 0: it does not match. `code` as in plain_code."""
        if self.kind == "exact":
            return _EXACT if code == self.low else 0
        if self.kind == "prefix":
            return _POSTAL + 10 * len(self.low) if code.startswith(self.low) else 0
        leading = code[: len(self.low)]
        is_in = len(leading) == len(self.low) and leading.isdigit() and self.low <= leading <= self.high
        return _POSTAL + 10 * _common(self.low, self.high) + 5 if is_in else 0


def _common(low: str, high: str) -> int:
    """How many leading digits two numbers share."""
    return next((place for place in range(len(low)) if low[place] != high[place]), len(low))


def postal_pattern(text: str, /) -> PostalPattern:
    """Two numbers with as many digits are a range, everything else with a hyphen is one code (`00-950`, `1000-001`). Raises
    BadPattern."""
    if (found := _RANGE.fullmatch(text)) and len(found[1]) == len(found[2]):
        if found[1] > found[2]:
            raise BadPattern(f"{text}: the range ends before it begins.")
        return PostalPattern(kind="range", low=found[1], high=found[2])
    body = text.strip().upper()
    kind: Literal["prefix", "exact"] = "prefix" if body.endswith("*") else "exact"
    if not _CODE.fullmatch(body.removesuffix("*")):
        raise BadPattern(f"{text}: give a postal code (80331), its beginning (80*) or a range (81000-81999).")
    return PostalPattern(kind=kind, low=plain_code(body.removesuffix("*")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A country, some regions of it (code or name), some postal codes; what is empty does not narrow."""

    country: str
    regions: frozenset[str] = frozenset()
    postal: tuple[PostalPattern, ...] = ()

    def exactness(self, where: Destination, /) -> int:
        """0: not there."""
        if where.country != self.country:
            return 0
        region = self._in_region(where)
        postal = max((one.exactness(plain_code(where.postal_code)) for one in self.postal), default=0)
        if (self.regions and not region) or (self.postal and not postal):
            return 0
        return max(_COUNTRY, region, postal)

    def is_open(self, where: Destination, /) -> bool:
        """Whether it depends on what the buyer has not said yet."""
        if where.country != self.country:
            return False
        return bool((self.regions and not where.region) or (self.postal and not where.postal_code))

    def narrowed(self, destinations: Sequence[Destination], /) -> "Place | None":
        """With the patterns that matter to these destinations; None: it does not."""
        if any(self.is_open(where) for where in destinations):
            return self
        inside = [where for where in destinations if self.exactness(where)]
        if not inside:
            return None
        codes = [plain_code(where.postal_code) for where in inside]
        return replace(
            self, postal=tuple(one for one in self.postal if any(one.exactness(code) for code in codes))
        )

    def _in_region(self, where: Destination) -> int:
        return _REGION if self.regions and region_key(where.region, where.country) in self.regions else 0


def region_key(region: str, country: str, /) -> str:
    """A region as it is compared: `BY`, `DE-BY` and `by` are the same."""
    return region.strip().casefold().removeprefix(f"{country.casefold()}-")


def place(country: str, /, *, regions: Sequence[str] = (), postal: Sequence[str] = ()) -> Place:
    """Raises BadPattern."""
    return Place(
        country=country.upper(),
        regions=frozenset(region_key(region, country) for region in regions),
        postal=tuple(postal_pattern(text) for text in postal),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """One part of the world; without places it is everywhere."""

    code: str
    name: str = ""
    places: tuple[Place, ...] = ()
    position: int = 0

    def exactness(self, where: Destination, /) -> int | None:
        """None: the destination is not in it."""
        if not self.places:
            return 0
        return max((one.exactness(where) for one in self.places), default=0) or None

    def narrowed(self, destinations: Sequence[Destination], /) -> "Zone | None":
        """With the places and patterns that matter to these destinations; None: nothing of it does."""
        near = tuple(place for one in self.places if (place := one.narrowed(destinations)))
        return replace(self, places=near) if near or not self.places else None


@dataclass(frozen=True, slots=True)
class Zones:
    """All zones of a shop."""

    zones: tuple[Zone, ...] = field(default=())

    def matching(self, where: Destination, /) -> tuple[str, ...]:
        """Codes of the zones that hold the destination: the most exact first, among equals the lowest position."""
        found = [(zone, zone.exactness(where)) for zone in self.zones]
        ranked = sorted(
            (-exactness, zone.position, zone.code) for zone, exactness in found if exactness is not None
        )
        return tuple(code for _, _, code in ranked)

    def narrowed(self, *destinations: Destination) -> "Zones":
        """What of them holds one of these destinations, or could when more of it were known: a shop with thousands of patterns
        has baskets that a few are about."""
        near = (zone.narrowed(destinations) for zone in self.zones)
        return Zones(tuple(zone for zone in near if zone))

    def are_open(self, where: Destination, /) -> bool:
        """Whether a more complete address could still lie in another zone."""
        return not where.country or any(one.is_open(where) for zone in self.zones for one in zone.places)


NO_ZONES: Final = Zones()
