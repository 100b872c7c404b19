"""Claim a key, run, keep the answer; the same key again gets the same answer.

The claim is an INSERT in the request's own transaction, so a failed attempt rolls it back and may be retried, and it survives
the loss of every cache. A second request with the key waits for the first one's commit (PostgreSQL makes it wait at the unique
index, for at most the connection's lock_timeout of 3 s) and then replays; when it has to wait longer it gets 409. Two statements
for each use. Keys are kept for 24 hours.

`lasting` claims belong to handlers that call the network outside a transaction: they commit at once and hold a lease. A process
that dies leaves the key in flight until the lease ends; then a retry takes over, and the handler's own call to the outside
must carry an idempotency key of its own.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseBase
from psycopg import errors as pg

from nexus.kernel.clock import now
from nexus.kernel.errors import Conflict, KeyRequired, RuleBroken, Unprocessable
from nexus.kernel.ids import new_id
from nexus.platform.db import execute, jsonb, row
from nexus.platform.observability.metrics import IDEMPOTENT_REPLAYS
from nexus.platform.tenancy import current_tenant

HEADER: Final = "HTTP_IDEMPOTENCY_KEY"
LEASE: Final = timedelta(seconds=30)  # longer than any provider may take to answer
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)
_KEPT_HEADERS: Final = ("Content-Type", "Location")


class IdempotencyKeyInvalid(RuleBroken):
    """Not 1 to 255 visible ASCII characters."""

    code = "idempotency_key_invalid"
    title = "The Idempotency-Key header is not valid"


class IdempotencyInFlight(Conflict):
    """The first request with the key is still running."""

    code = "idempotency_in_flight"
    title = "A request with this key is still running"


class IdempotencyKeyReused(Unprocessable):
    """The key belongs to another request."""

    code = "idempotency_key_reused"
    title = "The idempotency key was used with another request"


class _Actor(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


@dataclass(slots=True)
class Claim:
    """A key in our hands, or the answer to replay. `replay` is None for the one that has to do the work."""

    id: UUID
    replay: HttpResponse | None = None

    def keep(self, response: HttpResponseBase, /) -> None:
        """Store the answer; it becomes visible with the commit. Streams cannot be kept (TypeError)."""
        if not isinstance(response, HttpResponse):
            raise TypeError("a streamed answer cannot be replayed; declare the endpoint idempotent='no'")
        headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
        execute(
            "UPDATE idempotency_key SET status = %s, headers = %s::jsonb, body = %s, leased_until = NULL"
            " WHERE tenant_id = %s AND id = %s AND status IS NULL",
            [response.status_code, jsonb(headers), response.content, current_tenant(), self.id],
        )

    def free(self) -> None:
        """Give a lasting claim back, so that the request may be tried again."""
        execute(
            "DELETE FROM idempotency_key WHERE tenant_id = %s AND id = %s AND status IS NULL",
            [current_tenant(), self.id],
        )


def claim(request: Any, rule: str, /, *, lasting: bool = False) -> Claim | None:
    """Claim the request's key, or find the answer that it already got. None when no key is used.

    Raises KeyRequired (428), IdempotencyKeyInvalid (400), IdempotencyInFlight (409), IdempotencyKeyReused (422).
    """
    if rule == "no":
        return None
    key = request.META.get(HEADER)
    if key is None:
        _check_required(request.actor, rule)
        return None
    if not _KEY.fullmatch(key):
        raise IdempotencyKeyInvalid("Use 1 to 255 visible ASCII characters, for example a UUID.")
    return _claim(_owner_of(request), key, _hash_of(request), lasting=lasting)


def _check_required(actor: _Actor, rule: str) -> None:
    if rule == "required" or (rule == "required_for_guests" and actor.kind != "user"):
        raise KeyRequired(
            "Send a fresh Idempotency-Key for each order or payment, and the same one when you retry it."
        )


def _owner_of(request: Any) -> str:
    """Sender and route."""
    actor, route = request.actor, getattr(request.resolver_match, "route", request.path)
    sender = f"guest:{_guest(request)}" if actor.id is None else f"{actor.kind}:{actor.id}"
    return f"{sender} {request.method} {route}"


def _guest(request: Any) -> str:
    """Guests are told apart by what they know, the tokens of a cart and of an order; neither gets stored.

    Without the order's token in it, whoever guesses a key would be answered what only its holder may read.
    """
    cart = request.META.get("HTTP_X_CART_TOKEN") or request.COOKIES.get("nexus_cart") or ""
    order = request.META.get("HTTP_X_ORDER_TOKEN") or ""
    known = f"{cart}\n{order}".encode(errors="surrogateescape")
    return hashlib.blake2b(known, digest_size=16).hexdigest() if cart or order else "-"


def _hash_of(request: Any) -> bytes:
    """Of what was asked, byte by byte: method, path with query, body."""
    digest = hashlib.blake2b(
        f"{request.method} {request.get_full_path()}\n".encode(errors="surrogateescape"), digest_size=32
    )
    digest.update(request.raw_body())
    return digest.digest()


def _claim(owner: str, key: str, request_hash: bytes, *, lasting: bool) -> Claim:
    at, claim_id = now(), new_id()
    try:
        inserted = execute(
            "INSERT INTO idempotency_key (id, tenant_id, owner, key, request_hash, created_at, leased_until, headers, body)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, '{}', '') ON CONFLICT (tenant_id, owner, key) DO NOTHING",
            [claim_id, current_tenant(), owner, key, request_hash, at, at + LEASE if lasting else None],
        )
    except OperationalError as error:
        if isinstance(error.__cause__, pg.LockNotAvailable):
            raise _in_flight() from error
        raise
    return Claim(claim_id) if inserted else _known(owner, key, request_hash)


def _known(owner: str, key: str, request_hash: bytes) -> Claim:
    found = row(
        "SELECT id, request_hash, status, headers, body, leased_until FROM idempotency_key"
        " WHERE tenant_id = %s AND owner = %s AND key = %s",
        [current_tenant(), owner, key],
    )
    if found is None:
        raise _in_flight()
    if bytes(found.request_hash) != request_hash:
        raise IdempotencyKeyReused("Use a new key for a new request; the same key only repeats the same one.")
    return _replay(found) if found.status is not None else _take_over(found)


def _replay(found: Any) -> Claim:
    IDEMPOTENT_REPLAYS.inc()
    headers = {**found.headers, "Idempotency-Replayed": "true"}
    return Claim(found.id, HttpResponse(bytes(found.body), status=found.status, headers=headers))


def _take_over(found: Any) -> Claim:
    """A lasting claim whose holder has died: exactly one retry gets it."""
    at = now()
    taken = found.leased_until is not None and execute(
        "UPDATE idempotency_key SET leased_until = %s"
        " WHERE tenant_id = %s AND id = %s AND status IS NULL AND leased_until = %s AND leased_until < %s",
        [at + LEASE, current_tenant(), found.id, found.leased_until, at],
    )
    if not taken:
        raise _in_flight()
    return Claim(found.id)


def _in_flight() -> IdempotencyInFlight:
    return IdempotencyInFlight(
        "The first request with this key has not finished; ask again in a moment.", retry_after=1
    )
