"""Recomputes the hash chain of every stream of a tenant, in pages, and names the first bad event of each stream."""

from collections.abc import Iterator
from typing import Any

from nexus.platform import db
from nexus.platform.events.chain import GENESIS, link
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

PAGE = 2000
_SQL = (
    "SELECT id, tenant_id, stream, stream_id, version, type, payload, metadata, occurred_at, previous_hash, hash "
    "FROM events_log WHERE tenant_id = %s AND (stream_id, stream, version) > (%s::uuid, %s, %s) "
    "ORDER BY stream_id, stream, version LIMIT %s"
)
_FIRST = ("00000000-0000-0000-0000-000000000000", "", 0)


def broken_chains() -> Iterator[Finding]:
    """One finding for each stream that does not hang together: a changed, missing, reordered or inserted event."""
    stream, expected, previous, reported = None, 1, GENESIS, False
    for event in _events():
        if (event.stream_id, event.stream) != stream:
            stream, expected, previous, reported = (event.stream_id, event.stream), 1, GENESIS, False
        if not reported and (problem := _problem(event, expected, previous)):
            reported = True
            yield _finding(event, problem)
        expected, previous = event.version + 1, bytes(event.hash)


def _events() -> Iterator[Any]:
    after: tuple[Any, ...] = _FIRST
    while page := db.rows(_SQL, [current_tenant(), *after, PAGE]):
        yield from page
        after = (page[-1].stream_id, page[-1].stream, page[-1].version)


def _problem(event: Any, expected: int, previous: bytes) -> str:
    if event.version != expected:
        return f"version {expected} is missing"
    if bytes(event.previous_hash) != previous:
        return "does not follow the event before it"
    facts = {
        name: getattr(event, name)
        for name in (
            "id",
            "tenant_id",
            "stream",
            "stream_id",
            "version",
            "type",
            "payload",
            "metadata",
            "occurred_at",
        )
    }
    return "" if link(previous, **facts) == bytes(event.hash) else "what it says is not what its hash covers"


def _finding(event: Any, problem: str) -> Finding:
    return Finding(
        what="broken hash chain",
        ids={
            "stream": f"{event.stream}:{event.stream_id}",
            "event": str(event.id),
            "version": str(event.version),
        },
        detail=problem,
    )


CHECKS = (Check("every hash chain holds", broken_chains),)
