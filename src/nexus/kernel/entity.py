"""Event-sourced aggregates: state is the fold of events; a change is an event that is applied and recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from nexus.kernel.events import DomainEvent


class Aggregate:
    """Base of event-sourced aggregates.

    Subclasses implement `_apply(event)` (pure state change, never refuses) and public methods that check the rules,
    raise errors named after the broken one, then call `_record(event)`.
    `version` counts the events folded so far, recorded ones included.
    """

    def __init__(self, id: UUID, /) -> None:  # noqa: A002 - the identity is called id everywhere
        self.id = id
        self.version = 0
        self._recorded: list[DomainEvent] = []

    @classmethod
    def fold(cls, id: UUID, events: Iterable[DomainEvent], /) -> Self:  # noqa: A002
        """Rebuild from history."""
        aggregate = cls(id)
        for fact in events:
            aggregate._apply(fact)
            aggregate.version += 1
        return aggregate

    @property
    def stored_version(self) -> int:
        """Version before the changes that are not stored yet: the version to expect when appending."""
        return self.version - len(self._recorded)

    def pull_events(self) -> tuple[DomainEvent, ...]:
        """Hand over what was recorded since the last pull."""
        recorded, self._recorded = tuple(self._recorded), []
        return recorded

    def _record(self, fact: DomainEvent, /) -> None:
        self._apply(fact)
        self.version += 1
        self._recorded.append(fact)

    def _apply(self, fact: DomainEvent, /) -> None:
        raise NotImplementedError
