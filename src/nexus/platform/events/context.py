"""Who acts, and in whose wake: the metadata that every event carries."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


class Actor(Protocol):
    """Who did it: `kind` is guest, user, api_key, provider or system."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The platform itself: workers, schedules, migrations."""

    kind: str = "system"
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventContext:
    """What a handler may know about the event besides its facts."""

    event_id: UUID
    tenant_id: UUID
    stream: str
    stream_id: UUID
    version: int
    occurred_at: datetime
    actor: dict[str, Any]
    correlation_id: str
    handler: str = ""

    @property
    def idempotency_key(self) -> str:
        """Key for effects outside the database: the same for every attempt."""
        return f"{self.event_id}:{self.handler}"


_actor: ContextVar[Actor] = ContextVar("nexus_actor", default=SystemActor())  # noqa: B039 - it is frozen
_correlation: ContextVar[str] = ContextVar("nexus_correlation", default="")
_causation: ContextVar[UUID | None] = ContextVar("nexus_causation", default=None)


@contextmanager
def actor_scope(actor: Actor, /) -> Iterator[None]:
    """Events recorded in the block name this actor."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


@contextmanager
def correlation_scope(correlation_id: str, /, *, causation: UUID | None = None) -> Iterator[None]:
    """Events recorded in the block belong to this request or chain; `causation` is the event being handled."""
    correlation, cause = _correlation.set(correlation_id), _causation.set(causation)
    try:
        yield
    finally:
        _causation.reset(cause)
        _correlation.reset(correlation)


def current_actor() -> Actor:
    """Who acts now; the system when nobody said otherwise."""
    return _actor.get()


def metadata() -> dict[str, Any]:
    """Metadata for events recorded now."""
    actor, causation = _actor.get(), _causation.get()
    return {
        "actor": {"kind": actor.kind, "id": str(actor.id) if actor.id else None},
        "correlation": _correlation.get(),
        "causation": str(causation) if causation else None,
    }
