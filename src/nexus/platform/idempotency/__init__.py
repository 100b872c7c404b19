"""Idempotency keys: a unique insert inside the request's own transaction. See `claims` for the rules."""

from nexus.platform.idempotency.claims import (
    Claim,
    IdempotencyInFlight,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    claim,
)

__all__ = ["Claim", "IdempotencyInFlight", "IdempotencyKeyInvalid", "IdempotencyKeyReused", "claim"]
