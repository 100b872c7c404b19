"""Strategies of promotions by entry point: groups `nexus.promotion_conditions`, `_targets`, `_benefits` and `_lanes`."""

from functools import cache
from importlib.metadata import entry_points
from typing import Any, Final

from nexus.pricing.domain.promotions import Strategies
from nexus.pricing.domain.schemas import Described, described

_GROUP: Final = "nexus.promotion_{}"


@cache
def strategies() -> Strategies:
    """All that are installed. Two of the same type: the installation cannot start, and says which."""
    return Strategies(
        conditions=_loaded("conditions"),
        targets=_loaded("targets"),
        benefits=_loaded("benefits"),
        lanes=_loaded("lanes"),
    )


@cache
def schemas() -> dict[str, Described]:
    """All that are installed, described for forms and the API: see `domain.schemas.described`. Do not change it."""
    return described(strategies())


def _loaded(kind: str) -> dict[str, type[Any]]:
    found: dict[str, type[Any]] = {}
    for point in entry_points(group=_GROUP.format(kind)):
        strategy = point.load()
        if strategy.type in found:
            raise RuntimeError(
                f"two promotion {kind} call themselves {strategy.type!r}: {found[strategy.type]} and {strategy}"
            )
        found[strategy.type] = strategy
    return found
