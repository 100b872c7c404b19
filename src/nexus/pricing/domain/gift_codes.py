"""Codes of gift cards: 18 random characters and two check characters, in four groups.

29 characters without look-alikes (0 O, 1 I L, U V, Q): 18 of them are 87 bits. As 29 is a prime, two check characters of a
Reed-Solomon code tell every code with one or two wrong or swapped characters from a right one.
"""

import secrets
from collections.abc import Sequence
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPRSTVWXYZ"
LENGTH: Final = 20
SHORTEST: Final = 12
"""Of a code that comes from another system."""
LONGEST: Final = 64
_SIZE: Final = len(ALPHABET)
_GROUP: Final = 5
_FIRST, _SECOND = 6, 21
"""x^2 = 6 x + 21 modulo the generator (x - 2)(x - 4); 2 generates all remainders modulo 29 but zero."""


def new_code() -> str:
    """From the system's random source."""
    values = [secrets.randbelow(_SIZE) for _ in range(LENGTH - 2)]
    high, low = _remainder(values)
    return "".join(ALPHABET[value] for value in (*values, -high % _SIZE, -low % _SIZE))


def grouped(code: str, /) -> str:
    """As it is printed: ABCDE-FGHJK-..."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def plain(typed: str, /) -> str:
    """What was meant, whatever the case and the spaces and hyphens between."""
    return "".join(typed.split()).replace("-", "").upper()


def looks_mistyped(code: str, /) -> bool:
    """Whether a plain code cannot be one of ours."""
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return True
    values = [ALPHABET.index(character) for character in code]
    high, low = _remainder(values[:-2])
    return ((high + values[-2]) % _SIZE, (low + values[-1]) % _SIZE) != (0, 0)


def _remainder(values: Sequence[int]) -> tuple[int, int]:
    """Of the polynomial with these coefficients, times x^2."""
    high = low = 0
    for value in values:
        top = (value + high) % _SIZE
        high, low = (low + top * _FIRST) % _SIZE, top * _SECOND % _SIZE
    return high, low
