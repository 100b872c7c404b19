"""Repository of event-sourced aggregates over the log; projections are the context's own business."""

from typing import Generic, TypeVar
from uuid import UUID

from nexus.kernel.entity import Aggregate
from nexus.kernel.errors import NotFound
from nexus.kernel.events import DomainEvent
from nexus.platform.events.log import append, load

A = TypeVar("A", bound=Aggregate)


class EventStore(Generic[A]):  # noqa: UP046 - a TypeVar keeps subclasses readable
    """Aggregates of one class in one kind of stream."""

    def __init__(self, stream: str, aggregate: type[A], /) -> None:
        self.stream = stream
        self.aggregate = aggregate

    def get(self, id: UUID, /) -> A:  # noqa: A002
        """Rebuild the aggregate. Raises NotFound when the stream is empty."""
        history = load(self.stream, id)
        if not history.events:
            raise NotFound(id=str(id))
        return self.aggregate.fold(id, history.events)

    def add(self, aggregate: A, /) -> tuple[DomainEvent, ...]:
        """Store a new aggregate; returns the events."""
        return self.save(aggregate)

    def save(self, aggregate: A, /) -> tuple[DomainEvent, ...]:
        """Append what was recorded; returns it. Raises ConcurrentUpdate when somebody else was first."""
        expected = aggregate.stored_version
        events = aggregate.pull_events()
        if events:
            append(self.stream, aggregate.id, events, expected_version=expected)
        return events
