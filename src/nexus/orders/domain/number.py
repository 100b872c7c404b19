"""Order numbers that people can read aloud: no counter in the database, and no telling how many orders there
are.
"""

from datetime import UTC, datetime
from typing import Final

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U (Douglas Crockford): nothing to confuse on the telephone."""

DIGITS: Final = 6
ENTROPY_BITS: Final = 5 * DIGITS
PREFIX: Final = "NX"


def order_number(at: datetime, /, *, entropy: int) -> str:
    """`NX-261121-7F3K9Q`: the UTC day and 30 random bits. Unique per tenant by constraint; a clash is drawn
    again.

    A number is an address on paper, never a permission: reading an order takes its owner or its secret token.
    """
    return f"{PREFIX}-{at.astimezone(UTC):%y%m%d}-{crockford(entropy, digits=DIGITS)}"


def crockford(value: int, /, *, digits: int) -> str:
    """The lowest `5 * digits` bits in Crockford base 32, most significant first."""
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(5 * (digits - 1), -1, -5))
