"""Receipts: everything that a quote was computed from, as JSON and back.

Promotions are not written down: `rules_at` says which versions of them were in force. What equals its default is left out, so
that a receipt is a few hundred bytes for each line.
"""

from collections.abc import Mapping, Set
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.lanes import Lane, Offers
from nexus.pricing.domain.shipping import ShippingTable
from nexus.pricing.domain.taxes import TaxTable


class LaneSetting(msgspec.Struct, frozen=True, array_like=True):
    """A lane as it was: its position and what its promotions did with each other."""

    position: int
    strategy: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What a quote was computed from besides promotions and the instant.

    `zone`: the store's time zone (IANA). `rules_at`: the instant at which the edition of the shop's rules began; None: it had
    none. `lanes`: those that were set up.
    """

    basket: Basket
    taxes: TaxTable
    shipping: ShippingTable
    zone: str = "UTC"
    rules_at: datetime | None = None
    lanes: tuple[LaneSetting, ...] = ()


class _Written(msgspec.Struct, frozen=True, kw_only=True):
    """Taxes and shipping are the same in most receipts: they are read once for each text."""

    basket: Basket
    taxes: msgspec.Raw = msgspec.Raw(b"{}")
    shipping: msgspec.Raw
    zone: str = "UTC"
    rules_at: datetime | None = None
    lanes: tuple[LaneSetting, ...] = ()


def lanes_of(offers: Offers, /) -> tuple[LaneSetting, ...]:
    return tuple(LaneSetting(lane.position, lane.strategy.type, lane.name) for lane in offers.lanes)


def lanes_from(settings: tuple[LaneSetting, ...], strategies: Mapping[str, type[Any]], /) -> tuple[Lane, ...]:
    """Raises KeyError for a kind of lane that is no longer installed."""
    return tuple(
        Lane(position=one.position, name=one.name, strategy=strategies[one.strategy]()) for one in settings
    )


def written(basis: Basis, /) -> dict[str, Any]:
    """As JSON values. Zones are as few as the quote was given: see StoredTerms.narrowed."""
    return msgspec.to_builtins(_compact(basis))  # type: ignore[no-any-return]


def read(text: str, /) -> Basis:
    """From the JSON text of `written`. Raises msgspec.ValidationError."""
    found = msgspec.json.decode(text, type=_Written)
    return Basis(
        basket=found.basket,
        taxes=_taxes(bytes(found.taxes)),
        shipping=_shipping(bytes(found.shipping)),
        zone=found.zone,
        rules_at=found.rules_at,
        lanes=found.lanes,
    )


@lru_cache(maxsize=2_000)
def _taxes(text: bytes) -> TaxTable:
    return msgspec.json.decode(text, type=TaxTable)


@lru_cache(maxsize=2_000)
def _shipping(text: bytes) -> ShippingTable:
    return msgspec.json.decode(text, type=ShippingTable)


def _compact(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _compact(found) for field, found in pairs if found != _default(field)}
    if isinstance(value, Mapping):
        return {key: _compact(found) for key, found in value.items()}
    if isinstance(value, Set):
        return sorted(value)
    return [_compact(found) for found in value] if isinstance(value, tuple | list) else value


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
