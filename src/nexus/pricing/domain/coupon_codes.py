"""Codes that nobody can guess, and the form in which people read them."""

from collections.abc import Callable
from typing import Final

from nexus.pricing.domain.coupons import normal_code

ALPHABET: Final = "23456789CDFGHJKMNPQRTVWXY"
"""No letter that looks like a digit or another letter (0 O, 1 I L, 2 Z, 5 S, 8 B, U V), and no vowel that makes words."""
RANDOM_SIGNS: Final = 13
"""25^13 is 2^60.4: whoever tries a thousand codes a second against a million coupons waits 20 days for the first."""
LONGEST_PREFIX: Final = 20
_GROUPS: Final = ((0, 4), (4, 8), (8, RANDOM_SIGNS))

type Below = Callable[[int], int]
"""A number from zero to just below the given one, from a source that cannot be foreseen (`secrets.randbelow`)."""


def new_code(prefix: str, below: Below, /) -> str:
    """A code in its normal form; `prefix` in its normal form too."""
    rest, signs = below(len(ALPHABET) ** RANDOM_SIGNS), []
    for _ in range(RANDOM_SIGNS):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return prefix + "".join(signs)


def readable(code: str, prefix: str, /) -> str:
    """In groups, as people read and type it: SPRING-7K2M-9QXD-HT4WC. Its normal form is the code again."""
    random = code.removeprefix(prefix)
    if len(random) != RANDOM_SIGNS:
        return code
    return "-".join(part for part in (prefix, *(random[start:end] for start, end in _GROUPS)) if part)


def normal_prefix(text: str, /) -> str:
    """Raises ValueError: signs that no code can have, or too many."""
    prefix = normal_code(text)
    if len(prefix) > LONGEST_PREFIX or (prefix and not prefix.isalnum()):
        raise ValueError(f"At most {LONGEST_PREFIX} letters and digits.")
    return prefix
