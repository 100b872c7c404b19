"""The event log: append with an expected version, read a stream.

Appended events are buffered in the tenant scope and written just before COMMIT: one statement for all events of the
transaction together with their deliveries. A unique constraint on (tenant, stream, version) decides between two writers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from psycopg import errors as pg

from nexus.kernel import clock
from nexus.kernel.errors import ConcurrentUpdate
from nexus.kernel.events import DomainEvent, from_payload, to_payload
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import context, subscriptions
from nexus.platform.events.chain import GENESIS, link
from nexus.platform.events.nudge import nudge_after_commit
from nexus.platform.tenancy import Scope, current_scope

_STORE = "events"
_COLUMNS = (
    "id", "tenant_id", "stream", "stream_id", "version", "type", "payload", "metadata", "occurred_at", "previous_hash", "hash",
)  # fmt: skip
_DELIVERY_COLUMNS = (
    "id",
    "tenant_id",
    "event_id",
    "handler",
    "status",
    "attempts",
    "due_at",
    "created_at",
    "last_error",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """An event as it stands in the log."""

    id: UUID
    tenant_id: UUID
    stream: str
    stream_id: UUID
    version: int
    type: str
    payload: dict[str, Any]
    metadata: dict[str, Any]
    occurred_at: datetime
    previous_hash: bytes
    hash: bytes

    @property
    def event(self) -> DomainEvent:
        return from_payload(self.type, self.payload)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """History of one aggregate: events in order, the number of the last one, its hash."""

    events: tuple[DomainEvent, ...]
    version: int
    last_hash: bytes


@dataclass(slots=True)
class _Buffer:
    """Events of this transaction that are not written yet, and the known head of each stream."""

    pending: list[Envelope]
    heads: dict[tuple[str, UUID], tuple[int, bytes]]


def append(
    stream: str,
    stream_id: UUID,
    events: Sequence[DomainEvent],
    /,
    *,
    expected_version: int | None = None,
    previous_hash: bytes | None = None,
    occurred_at: datetime | None = None,
) -> None:
    """Record facts at the end of a stream and run their `within_transaction` handlers.

    `expected_version` is the version the caller decided on (0: a new stream; None: whatever it is now). `occurred_at`:
    the instant that the facts state themselves; now when absent. Raises ConcurrentUpdate when the stream has moved on.
    """
    scope = current_scope()
    buffer = _buffer(scope)
    version, last_hash = _head(buffer, scope, stream, stream_id, expected_version, previous_hash)
    envelopes, at = [], occurred_at or clock.now()
    for fact in events:
        version += 1
        envelope = _seal(fact, scope.tenant_id, stream, stream_id, version, last_hash, at)
        last_hash = envelope.hash
        envelopes.append(envelope)
    buffer.pending.extend(envelopes)
    buffer.heads[stream, stream_id] = (version, last_hash)
    for fact, envelope in zip(events, envelopes, strict=True):
        _dispatch(fact, envelope)


def look_ahead(stream: str, stream_ids: Collection[UUID], /) -> None:
    """Read the heads of streams that facts are about to be appended to: one statement instead of one for each."""
    scope = current_scope()
    heads = _buffer(scope).heads
    unknown = [stream_id for stream_id in stream_ids if (stream, stream_id) not in heads]
    if len(unknown) < 2:  # `append` does as well by itself
        return
    found = db.rows(
        """SELECT wanted.id, head.version, head.hash FROM unnest(%s::uuid[]) AS wanted(id)
        CROSS JOIN LATERAL (SELECT version, hash FROM events_log WHERE tenant_id = %s AND stream_id = wanted.id
          AND stream = %s ORDER BY version DESC LIMIT 1) AS head""",
        [unknown, scope.tenant_id, stream],
    )
    heads |= {(stream, stream_id): (0, GENESIS) for stream_id in unknown}
    heads |= {(stream, entry.id): (entry.version, bytes(entry.hash)) for entry in found}


def load(stream: str, stream_id: UUID, /) -> Stream:
    """Read a stream. An unknown one has version 0 and no events."""
    envelopes = load_envelopes(stream, stream_id)
    version, last_hash = (envelopes[-1].version, envelopes[-1].hash) if envelopes else (0, GENESIS)
    return Stream(events=tuple(found.event for found in envelopes), version=version, last_hash=last_hash)


def load_envelopes(stream: str, stream_id: UUID, /, *, until: datetime | None = None) -> tuple[Envelope, ...]:
    """Events of a stream in order, optionally only those that occurred up to `until`."""
    scope = current_scope()
    buffer = _buffer(scope)
    if any(found.stream_id == stream_id for found in buffer.pending):
        flush(scope)
    found = db.rows(
        f"SELECT {', '.join(_COLUMNS)} FROM events_log WHERE tenant_id = %s AND stream_id = %s AND stream = %s "  # noqa: S608
        "AND (%s::timestamptz IS NULL OR occurred_at <= %s::timestamptz) ORDER BY version",
        [scope.tenant_id, stream_id, stream, until, until],
    )
    if found and until is None:
        buffer.heads[stream, stream_id] = (found[-1].version, bytes(found[-1].hash))
    return tuple(as_envelope(entry) for entry in found)


def as_envelope(entry: Any, /) -> Envelope:
    """From a row that has the log's columns."""
    facts = {name: getattr(entry, name) for name in _COLUMNS}
    return Envelope(**facts | {"previous_hash": bytes(entry.previous_hash), "hash": bytes(entry.hash)})


def flush(scope: Scope, /) -> None:
    """Write what is buffered. Called by the scope before COMMIT."""
    buffer = _buffer(scope)
    if buffer.pending:
        pending, buffer.pending = buffer.pending, []
        deliveries = _deliveries(pending)
        _write(pending, deliveries)
        if deliveries:
            nudge_after_commit(scope.tenant_id)


def _buffer(scope: Scope) -> _Buffer:
    buffer = scope.store.get(_STORE)
    if buffer is None:
        buffer = scope.store[_STORE] = _Buffer([], {})
        scope.at_end(lambda: flush(scope))
    return buffer  # type: ignore[return-value]


def _head(
    buffer: _Buffer,
    scope: Scope,
    stream: str,
    stream_id: UUID,
    expected: int | None,
    given_hash: bytes | None,
) -> tuple[int, bytes]:
    head = buffer.heads.get((stream, stream_id))
    if head is None and expected == 0:
        head = (0, GENESIS)
    if head is None and expected is not None and given_hash is not None:
        head = (expected, given_hash)
    if head is None:
        head = _stored_head(scope, stream, stream_id)
    if expected is not None and head[0] != expected:
        raise ConcurrentUpdate(stream=stream, id=str(stream_id), expected=expected, actual=head[0])
    return head


def _stored_head(scope: Scope, stream: str, stream_id: UUID) -> tuple[int, bytes]:
    found = db.row(
        "SELECT version, hash FROM events_log WHERE tenant_id = %s AND stream_id = %s AND stream = %s "
        "ORDER BY version DESC LIMIT 1",
        [scope.tenant_id, stream_id, stream],
    )
    return (found.version, bytes(found.hash)) if found else (0, GENESIS)


def _seal(
    fact: DomainEvent,
    tenant_id: UUID,
    stream: str,
    stream_id: UUID,
    version: int,
    previous: bytes,
    at: datetime,
) -> Envelope:
    facts: dict[str, Any] = {
        "id": new_id(),
        "tenant_id": tenant_id,
        "stream": stream,
        "stream_id": stream_id,
        "version": version,
        "type": fact.TYPE,
        "payload": to_payload(fact),
        "metadata": context.metadata(),
        "occurred_at": at,
    }
    return Envelope(**facts, previous_hash=previous, hash=link(previous, **facts))


def _dispatch(fact: DomainEvent, envelope: Envelope) -> None:
    for subscription in subscriptions.immediate(envelope.type):
        subscription.handler(fact, event_context(envelope, handler=subscription.name))


def event_context(envelope: Envelope, /, *, handler: str) -> context.EventContext:
    """What a handler is told about an event."""
    return context.EventContext(
        event_id=envelope.id,
        tenant_id=envelope.tenant_id,
        stream=envelope.stream,
        stream_id=envelope.stream_id,
        version=envelope.version,
        occurred_at=envelope.occurred_at,
        actor=envelope.metadata["actor"],
        correlation_id=envelope.metadata["correlation"],
        handler=handler,
    )


def _write(envelopes: list[Envelope], deliveries: list[tuple[Any, ...]]) -> None:
    values = [[_column(envelope, name) for name in _COLUMNS] for envelope in envelopes]
    try:
        db.insert_with(
            "events_log", _COLUMNS, values, then=("events_delivery", _DELIVERY_COLUMNS, deliveries)
        )
    except IntegrityError as error:
        if isinstance(error.__cause__, pg.UniqueViolation):
            raise ConcurrentUpdate("Another writer appended to the same stream first.") from error
        raise


def _column(envelope: Envelope, name: str) -> Any:
    value = getattr(envelope, name)
    return db.jsonb(value) if name in {"payload", "metadata"} else value


def _deliveries(envelopes: list[Envelope]) -> list[tuple[Any, ...]]:
    return [
        (
            new_id(),
            envelope.tenant_id,
            envelope.id,
            found.name,
            "pending",
            0,
            envelope.occurred_at,
            envelope.occurred_at,
            "",
        )
        for envelope in envelopes
        for found in subscriptions.deferred(envelope.type)
    ]
