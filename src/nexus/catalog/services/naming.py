"""Codes, names and their translations of what a merchant defines."""

import re
from collections.abc import Mapping
from typing import Final

from nexus.catalog.contracts.definitions import Names
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.prose import plain_line
from nexus.kernel.ids import parse_id

LONGEST_NAME: Final = 80
CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def tidy_code(code: str, errors: Errors, /) -> str:
    """A code that reads like an id would hide what has the id."""
    if not CODE.fullmatch(code) or parse_id(code) is not None:
        errors["code"].append("Lower case letters, digits and underscores, a letter first, at most 40.")
    return code


def tidy_name(name: str, errors: Errors, field: str = "name", /, *, longest: int = LONGEST_NAME) -> str:
    tidy = plain_line(name)
    if not 1 <= len(tidy) <= longest:
        errors[field].append(f"Must have 1 to {longest} characters of text.")
    return tidy


def tidy_names(
    given: Names, word: str, errors: Errors, field: str = "translations", /
) -> dict[str, dict[str, str]]:
    """Translations of one word (`name` or `label`) by language of two letters; empty ones are left out."""
    tidy: dict[str, dict[str, str]] = {}
    for language, words in given.items():
        if not _LANGUAGE.fullmatch(language) or not _says(words, word):
            errors[f"{field}.{language[:10]}"].append(f"Two letters of a language, with a {word}.")
            continue
        if told := plain_line(words.get(word, "")):
            tidy[language] = {word: told}
        if len(told) > LONGEST_NAME:
            errors[f"{field}.{language}.{word}"].append(f"At most {LONGEST_NAME} characters.")
    return tidy


def _says(words: object, word: str) -> bool:
    return (
        isinstance(words, Mapping)
        and words.keys() <= {word}
        and all(isinstance(told, str) for told in words.values())
    )
