"""Events are frozen, registered under one name, and survive their JSON form."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from nexus.kernel.events import DomainEvent, event, event_class, from_payload, known_types, to_payload
from nexus.kernel.money import Money

ID = UUID("01890000-0000-7000-8000-000000000001")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    variant_id: UUID
    price: Money | None


@event("kernel_test.thing_sold.v1")
class ThingSold(DomainEvent):
    thing_id: UUID
    lines: tuple[Line, ...]
    total: Money
    at: datetime
    note: str | None = None
    is_gift: bool = False


SOLD = ThingSold(
    thing_id=ID,
    lines=(Line(variant_id=ID, price=Money(1250, "EUR")), Line(variant_id=ID, price=None)),
    total=Money(1250, "EUR"),
    at=datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC),
)


def test_the_json_form_is_plain_and_exact() -> None:
    assert json.loads(json.dumps(to_payload(SOLD))) == {
        "thing_id": str(ID),
        "lines": [
            {"variant_id": str(ID), "price": {"minor": 1250, "currency": "EUR"}},
            {"variant_id": str(ID), "price": None},
        ],
        "total": {"minor": 1250, "currency": "EUR"},
        "at": "2026-03-01T12:30:15.123456Z",
        "note": None,
        "is_gift": False,
    }


def test_an_event_survives_json() -> None:
    payload = json.loads(json.dumps(to_payload(SOLD)))
    assert from_payload("kernel_test.thing_sold.v1", payload) == SOLD


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        SOLD.note = "changed"  # type: ignore[misc]
    assert SOLD.note is None


def test_events_are_known_by_their_type() -> None:
    assert ThingSold.TYPE == "kernel_test.thing_sold.v1"
    assert event_class("kernel_test.thing_sold.v1") is ThingSold
    assert known_types()["kernel_test.thing_sold.v1"] is ThingSold


def test_a_type_name_is_used_once() -> None:
    with pytest.raises(ValueError, match=r"kernel_test\.thing_sold\.v1 is taken"):

        @event("kernel_test.thing_sold.v1")
        class SomethingElse(DomainEvent):
            pass

    assert event_class("kernel_test.thing_sold.v1") is ThingSold


def test_unknown_types_and_bad_payloads_are_told_apart() -> None:
    with pytest.raises(KeyError):
        from_payload("kernel_test.never_happened.v1", {})
    with pytest.raises(msgspec.ValidationError, match="total"):
        from_payload("kernel_test.thing_sold.v1", {**to_payload(SOLD), "total": "12.50"})
