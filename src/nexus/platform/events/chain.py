"""Hash chain of a stream: each event's hash covers everything it says and the hash before it (SHA-256)."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from nexus.kernel.clock import iso

GENESIS = bytes(32)


def link(
    previous: bytes,
    /,
    *,
    id: UUID,  # noqa: A002 - the event's own field name
    tenant_id: UUID,
    stream: str,
    stream_id: UUID,
    version: int,
    type: str,  # noqa: A002
    payload: Any,
    metadata: Any,
    occurred_at: datetime,
) -> bytes:
    """Hash of one event over a canonical JSON form (sorted keys, UTC microseconds)."""
    facts = [
        str(id),
        str(tenant_id),
        stream,
        str(stream_id),
        version,
        type,
        payload,
        metadata,
        iso(occurred_at),
    ]
    return sha256(previous + orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).digest()
