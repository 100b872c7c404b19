"""Domain events: frozen facts in the past tense, with a stable versioned type, and their JSON form.

@event("orders.order_placed.v1")
class OrderPlaced(DomainEvent):
    order_id: UUID
    total: Money
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, dataclass_transform

import msgspec

_registry: dict[str, type["DomainEvent"]] = {}


class DomainEvent:
    """Base of all events. Fields may be str, int, bool, UUID, datetime, Money, None, tuples and dataclasses of these."""

    TYPE: ClassVar[str]


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event[E: DomainEvent](type_name: str, /) -> Callable[[type[E]], type[E]]:
    """Class decorator: freezes the event and registers it under `<context>.<past_tense>.v<n>`. A name is used once."""

    def register(cls: type[E]) -> type[E]:
        frozen = dataclass(frozen=True, kw_only=True, slots=True)(cls)
        frozen.TYPE = type_name
        known = _registry.setdefault(type_name, frozen)
        if known is not frozen and known.__qualname__ != frozen.__qualname__:
            raise ValueError(f"event type {type_name} is taken by {known}")
        return frozen

    return register


def to_payload(fact: DomainEvent, /) -> dict[str, Any]:
    """JSON-ready form: UUIDs and instants as text, Money as {minor, currency}, tuples as lists."""
    payload: dict[str, Any] = msgspec.to_builtins(fact)
    return payload


def from_payload(type_name: str, payload: dict[str, Any], /) -> DomainEvent:
    """The event that the payload describes. Raises KeyError for an unknown type, msgspec.ValidationError for a bad payload."""
    return msgspec.convert(payload, _registry[type_name])


def event_class(type_name: str, /) -> type[DomainEvent]:
    """The class registered under the type. Raises KeyError."""
    return _registry[type_name]


def known_types() -> dict[str, type[DomainEvent]]:
    """All registered types, for checks and documentation."""
    return dict(_registry)
