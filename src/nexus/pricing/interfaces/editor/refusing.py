"""Refusals in the words of a form: at the names of its fields, without the machine's quotes."""

import re
from typing import Final

from nexus.kernel.errors import NexusError

_PLAIN: Final[tuple[tuple[str, str], ...]] = (
    ("Is required", "This is required."),
    ("Is missing", "This is required."),
    ("missing required", "This is required."),
    ("Expected `int", "A whole number."),
    ("Expected `decimal", "A number, such as 12.5."),
    ("Invalid decimal", "A number, such as 12.5."),
    ("Expected `datetime", "A day and a time."),
    ("Invalid RFC3339", "A day and a time."),
    ("Expected `time", "A time, such as 08:30."),
    ("Invalid UUID", "This is no id."),
    ("Expected", "This cannot be read."),
    ("Invalid", "This cannot be read."),
)
_INDEX: Final = re.compile(r"\[(\d+)\]")


def plain_errors(error: NexusError, /) -> dict[str, list[str]]:
    """By path, as in `conditions.0.amounts`; the detail under the empty path where no field is named."""
    if not error.errors:
        return {"": [error.detail]}
    return {path_of(field): [plain(one) for one in said] for field, said in error.errors.items()}


def path_of(field: str, /) -> str:
    """`conditions[0].of.categories[...]` is `conditions.0.of.categories`; what concerns no field is empty."""
    path = _INDEX.sub(r".\1", field.replace("[...]", ""))
    return "" if path == "spec" else path.strip(".")


def plain(said: str, /) -> str:
    """Without the machine's words for types; a sentence."""
    found = next((text for sign, text in _PLAIN if said.startswith(sign)), said.strip())
    return found[:1].upper() + found[1:] + ("" if found.endswith((".", "!", "?")) else ".")
