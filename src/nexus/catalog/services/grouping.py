"""What brands and collections have in common: a name, words about it, an address of their own."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Final

from nexus.catalog.contracts.errors import InvalidProduct, SlugTaken
from nexus.catalog.services.assembly import refuse
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.naming import tidy_name
from nexus.catalog.services.prose import plain_text
from nexus.catalog.services.slugs import slug_of
from nexus.kernel.ids import new_id, parse_id

LONGEST_NAME: Final = 120
LONGEST_DESCRIPTION: Final = 10_000


def tidy_facts(given: Mapping[str, Any], /) -> dict[str, Any]:
    """Name and description, as far as they are given. Raises InvalidProduct."""
    errors: Errors = defaultdict(list)
    tidy: dict[str, Any] = {}
    if "name" in given:
        tidy["name"] = tidy_name(given["name"], errors, longest=LONGEST_NAME)
    if "description" in given:
        tidy["description"] = plain_text(given["description"])
        if len(tidy["description"]) > LONGEST_DESCRIPTION:
            errors["description"].append(f"At most {LONGEST_DESCRIPTION} characters.")
    refuse(errors)
    return tidy


def chosen_slug(stated: str, name: str, /, *, is_taken: Callable[[str], bool]) -> str:
    """The stated slug, which has to be free, or one made from the name. Raises InvalidProduct, SlugTaken."""
    if not stated:
        wanted = slug_of(name)
        return f"{wanted}-{new_id().hex[-8:]}" if is_taken(wanted) else wanted
    if slug_of(stated) != stated or parse_id(stated) is not None:
        message = "Lower case letters, digits and dashes, at most 74 characters."
        raise InvalidProduct("The slug is not valid.", errors={"slug": [message]})
    if is_taken(stated):
        raise SlugTaken("The slug is taken.", errors={"slug": ["It is in use already."]})
    return stated
