"""Rules of a promotion in words, for its page."""

from collections.abc import Iterator, Mapping
from typing import Any

from nexus.pricing.interfaces.editor.blanks import PICKED, words_of
from nexus.pricing.interfaces.editor.drafts import Described

type Names = Mapping[tuple[str, str], tuple[str, str]]


def told_block(given: Any, known: Described, names: Names, /) -> tuple[str, str]:
    """The rule's title and its settings in one line; one that is not installed any more is called by its type."""
    settings = given if isinstance(given, Mapping) else {}
    kind = str(settings.get("type", ""))
    title = str(known.get(kind, {}).get("title", f"{kind} (not installed)"))
    return title, "; ".join(_told({key: one for key, one in settings.items() if key != "type"}, names))


def _told(settings: Mapping[str, Any], names: Names) -> Iterator[str]:
    for name, value in settings.items():
        said = told_value(name, value, names)
        if said:
            yield f"{words_of(name).lower()}: {said}"


def told_value(name: str, value: Any, names: Names, /) -> str:
    """A setting as people write it: names instead of ids."""
    if value is None or value == [] or value == {} or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        return _told_mapping(value, names)
    if isinstance(value, list | tuple):
        return ", ".join(said for one in value if (said := told_value(name, one, names)))
    return names.get((PICKED.get(name, ""), str(value)), (str(value), ""))[0]


def _told_mapping(value: Mapping[str, Any], names: Names) -> str:
    if all(isinstance(one, str) and key.isupper() and len(key) == 3 for key, one in value.items()):
        return ", ".join(f"{amount} {currency}" for currency, amount in value.items())
    return f"({'; '.join(_told(value, names))})"
