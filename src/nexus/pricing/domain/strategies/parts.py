"""Things of which a promotion wants so many pieces each."""

from collections.abc import Sequence
from itertools import combinations

import msgspec

from nexus.pricing.domain.selection import Selection
from nexus.pricing.domain.strategies.fields import Pieces, check_named


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many pieces of what the selection matches."""

    of: Selection
    quantity: Pieces = 1


def check_parts(parts: Sequence[Part], /, *, field: str, apart: bool) -> None:
    """Raises ValueError naming the part that is of everything, or (`apart`) that names what an earlier one names too: a bundle
    would hold the same thing twice."""
    for index, part in enumerate(parts):
        check_named(part.of, field=f"{field}[{index}].of")
    if not apart:
        return
    for (first, one), (second, other) in combinations(enumerate(parts), 2):
        if one.of.named() & other.of.named():
            reason = f"names the same as {field}[{first}]; one part with a higher quantity says it"
            raise ValueError(f"{field}[{second}].of: {reason}")
