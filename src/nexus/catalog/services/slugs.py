"""Names for addresses: lower case, ASCII, unique within a tenant."""

from collections.abc import Collection, Iterator
from itertools import count

from django.utils.text import slugify

from nexus.kernel.ids import new_id, parse_id

LONGEST = 80
MOST_NUMBERED = 100


def slug_of(name: str, /) -> str:
    """The slug that a name suggests; a random one when no letter of the name survives (other scripts), or when it spells
    an id: that would be somebody else's address.
    """
    suggested = slugify(name)[: LONGEST - 6].strip("-_")
    return f"p-{new_id().hex[-10:]}" if not suggested or parse_id(suggested) else suggested


def free_slug(wanted: str, /, *, taken: Collection[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3`, ... whichever is free first; a random end when very many are
    taken."""
    if len(taken) > MOST_NUMBERED:
        return f"{wanted}-{new_id().hex[-8:]}"
    return next(candidate for candidate in _candidates(wanted) if candidate not in taken)


def _candidates(wanted: str) -> Iterator[str]:
    yield wanted
    for number in count(2):
        yield f"{wanted}-{number}"
