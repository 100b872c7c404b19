"""Errors that callers may meet: named after the broken rule, carrying facts instead of prose, sorted into categories.

A category says what kind of refusal it is; the HTTP edge alone knows which status that means.
"""

from enum import StrEnum
from typing import Any, ClassVar


class Category(StrEnum):
    """Kinds of refusal."""

    RULE_BROKEN = "rule_broken"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    UNPROCESSABLE = "unprocessable"
    TOO_EARLY = "too_early"
    KEY_REQUIRED = "key_required"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"


class NexusError(Exception):
    """Base of every refusal. Subclasses set `code` (stable, snake_case), `title` (one line) and `category`.

    `facts` become members of the problem document; `errors` maps a field to its messages.
    """

    category: ClassVar[Category] = Category.RULE_BROKEN
    code: ClassVar[str] = "rule_broken"
    title: ClassVar[str] = "The request breaks a rule"

    def __init__(
        self, detail: str = "", /, *, errors: dict[str, list[str]] | None = None, **facts: Any
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = errors or {}
        self.facts = facts


class RuleBroken(NexusError):
    """The request is understood and refused by a business rule (or malformed)."""


class Unauthenticated(NexusError):
    category = Category.UNAUTHENTICATED
    code = "not_authenticated"
    title = "Authentication is required"


class Forbidden(NexusError):
    category = Category.FORBIDDEN
    code = "permission_denied"
    title = "You may not do this"


class NotFound(NexusError):
    """Absent, or somebody else's: the answer is the same."""

    category = Category.NOT_FOUND
    code = "not_found"
    title = "Not found"


class Conflict(NexusError):
    """The state of the resource does not allow it now."""

    category = Category.CONFLICT
    code = "conflict"
    title = "The request conflicts with the current state"


class ConcurrentUpdate(Conflict):
    """Somebody else changed the same thing first; reading again and retrying is safe."""

    code = "concurrent_update"
    title = "Changed by somebody else at the same time"


class Gone(NexusError):
    category = Category.GONE
    code = "gone"
    title = "No longer available"


class Unprocessable(NexusError):
    category = Category.UNPROCESSABLE
    code = "unprocessable"
    title = "The request cannot be processed"


class TooEarly(NexusError):
    category = Category.TOO_EARLY
    code = "too_early"
    title = "Not yet"


class KeyRequired(NexusError):
    category = Category.KEY_REQUIRED
    code = "idempotency_key_required"
    title = "An Idempotency-Key header is required"


class Throttled(NexusError):
    """Fact `retry_after`: whole seconds to wait."""

    category = Category.THROTTLED
    code = "throttled"
    title = "Too many requests"


class Unavailable(NexusError):
    """A service this depends on does not answer; trying again later may help."""

    category = Category.UNAVAILABLE
    code = "unavailable"
    title = "Temporarily unavailable"
