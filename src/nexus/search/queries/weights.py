"""How much a word of a product weighs, by where it stands."""

from typing import Final

TITLE: Final = 1000
"""And more, the shorter the title."""
DETAILS: Final = 300
DESCRIPTION: Final = 50
