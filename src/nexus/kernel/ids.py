"""Identifiers: UUID version 7 (RFC 9562), ordered by time, so that indexes grow at one end."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def new_id() -> UUID:
    """A fresh, time-ordered, unguessable enough identifier; never a secret by itself."""
    return _uuid7()


def parse_id(text: object, /) -> UUID | None:
    """The UUID that the text spells, or None."""
    if isinstance(text, UUID):
        return text
    try:
        return UUID(str(text))
    except ValueError:
        return None
