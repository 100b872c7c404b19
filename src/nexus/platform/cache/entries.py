"""One cached answer: generation, the end of its time, ETag, content type and body in one value, so that one read tells whether
it still holds."""

import hashlib
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.http import HttpRequest

from nexus.kernel import clock
from nexus.platform.cache.generation import TOKEN_BYTES, catch_up, generation_key, start_generation
from nexus.platform.cache.wire import call

TTL_SECONDS: Final = 60
MAX_QUERY: Final = 512
MAX_BODY: Final = 1024 * 1024
_ETAG_BYTES: Final = 16
_STAMP_BYTES: Final = 8
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cached answer."""

    etag: str
    content_type: str
    body: bytes


@dataclass(slots=True)
class Slot:
    """Where an answer belongs, and the generation it was computed under. `wanted`: somebody said it may be kept; `until`: it
    holds until just before this instant, None: as long as the generation."""

    key: str
    generation: bytes
    wanted: bool = False
    until: datetime | None = None


def key_of(
    request: HttpRequest, tenant_id: UUID, /, *, variant: str = "", query: str | None = None
) -> str | None:
    """Tenant + variant + path + query sorted by name. None for a query too long to be worth keeping.

    Of a repeated parameter the last one counts, so repetitions keep their order. `query`: instead of the request's.
    """
    if query is None:
        query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY:
        return None
    if query:
        query = urlencode(sorted(parse_qsl(query, keep_blank_values=True), key=itemgetter(0)))
    return f"nexus:{tenant_id}:page:{variant}:{request.path}?{query}"


def look_up(key: str, tenant_id: UUID, /) -> Entry | Slot:
    """The valid answer, or the slot for a new one; one round trip on a hit. Raises ValkeyDown.

    The generation is read before the answer is computed: an answer from before a change can then never pass for a later one.
    """
    catch_up(tenant_id)
    generation, stored = call("MGET", generation_key(tenant_id), key)
    if generation is None:
        return Slot(key, start_generation(tenant_id))
    if stored is None or stored[:TOKEN_BYTES] != generation or _is_over(stored):
        return Slot(key, generation)
    return _unpacked(stored)


def store(slot: Slot, body: bytes, content_type: str, /) -> str:
    """Keep the answer for about a minute (jittered, so that pages do not expire together); returns its ETag.
    Raises ValkeyDown.
    """
    etag = etag_of(body)
    kind = content_type.encode()
    packed = b"".join((slot.generation, _stamp(slot.until), etag.encode(), bytes((len(kind),)), kind, body))
    call("SET", slot.key, packed, "EX", TTL_SECONDS - random.randrange(TTL_SECONDS // 6))  # noqa: S311 - jitter
    return etag


def etag_of(body: bytes, /) -> str:
    return hashlib.blake2b(body, digest_size=_ETAG_BYTES // 2).hexdigest()


def _unpacked(stored: bytes) -> Entry:
    first = TOKEN_BYTES + _STAMP_BYTES
    start = first + _ETAG_BYTES
    end = start + 1 + stored[start]
    return Entry(stored[first:start].decode(), stored[start + 1 : end].decode(), stored[end:])


def _stamp(until: datetime | None) -> bytes:
    """Microseconds since 1970; zero: without end. Whole numbers: an instant must not be rounded."""
    since = (until - _EPOCH) // _MICROSECOND if until else 0
    return since.to_bytes(_STAMP_BYTES)


def _is_over(stored: bytes) -> bool:
    """The clock decides and not the time to live in Valkey: to the very instant, and wherever a clock is moved."""
    stamp = stored[TOKEN_BYTES : TOKEN_BYTES + _STAMP_BYTES]
    return any(stamp) and clock.now() >= _EPOCH + int.from_bytes(stamp) * _MICROSECOND
